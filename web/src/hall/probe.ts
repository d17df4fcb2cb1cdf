/**
 * A window for tests into what is really heard: `window.__rostrumHall`. It reads only, and shows nothing that this
 * browser does not already play; so it is there in every build, and a browser test can measure the decoded sound.
 */
import type { Line } from "./line";
import type { Peak } from "./mixer";

export interface Probe {
  state: () => string;
  identity: () => string;
  /** Voices received, and whether the plan lets them through. */
  mix: () => { person: string; open: boolean }[];
  /** Ids of the camera tracks received, with who publishes each: whose picture is on the screen, in truth. */
  pictures: () => { person: string; track: string }[];
  /** Loudest frequencies of the mixed output: FFT of 16,384 samples, no smoothing. */
  peaks: (count?: number) => Peak[];
  /** Level in dB of the bin nearest to a frequency. */
  level: (hz: number) => number;
  context: AudioContext;
  analyser: AnalyserNode;
}

declare global {
  interface Window {
    __rostrumHall?: Probe;
  }
}

export function showProbe(line: Line): () => void {
  const { mixer } = line;
  const probe: Probe = {
    state: () => line.snapshot.state,
    identity: () => line.snapshot.identity,
    mix: () => mixer.mix,
    pictures: () => [...line.snapshot.pictures].map(([person, { id }]) => ({ person, track: id })),
    peaks: (count = 5) => mixer.peaks(count),
    level: (hz) => levelAt(mixer.analyser, mixer.context.sampleRate, hz),
    context: mixer.context,
    analyser: mixer.analyser,
  };
  window.__rostrumHall = probe;
  return () => {
    if (window.__rostrumHall === probe) delete window.__rostrumHall;
  };
}

function levelAt(analyser: AnalyserNode, rate: number, hz: number): number {
  const bins = new Float32Array(analyser.frequencyBinCount);
  analyser.getFloatFrequencyData(bins);
  const at = Math.round((hz * analyser.fftSize) / rate);
  return Math.max(...[at - 1, at, at + 1].map((n) => bins[n] ?? Number.NEGATIVE_INFINITY));
}
