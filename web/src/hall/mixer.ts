/**
 * What is heard. Every voice has a gain of its own in one graph; a gain is open only while the plan says that its
 * person is heard. Levels are never asked: who speaks is what the procedure says, not who is loud.
 */

/** Fades are long enough not to click, short enough that no word is lost. */
const FADE_S = 0.03;
/** FFT of the probe: 2.9 Hz per bin where the sound card runs at 48 kHz. */
const PROBE_FFT = 16384;

/** What a browser says when the page has its time and its sound back. */
const COMES_BACK = ["focus", "pageshow", "visibilitychange"];
/** Sound that a telephone call interrupted is tried again this often. */
const AGAIN_AFTER_MS = 2000;

interface Voice {
  track: MediaStreamTrack;
  source: MediaStreamAudioSourceNode;
  gain: GainNode;
  /** A remote track reaches Web Audio only when it is also attached to an element; this one is muted. */
  element: HTMLAudioElement;
}

export interface Peak {
  hz: number;
  db: number;
}

/** `setSinkId` of a context is not in every browser, and not yet in TypeScript's library. */
type Routable = AudioContext & { setSinkId?: (id: string) => Promise<void> };

export class Mixer {
  readonly context: AudioContext;
  readonly analyser: AnalyserNode;
  private readonly master: GainNode;
  private readonly voices = new Map<string, Voice>();
  private heard = new Set<string>();
  private again: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly onBlocked: (blocked: boolean) => void) {
    this.context = new AudioContext({ latencyHint: "interactive" });
    this.master = this.context.createGain();
    this.analyser = this.context.createAnalyser();
    this.analyser.fftSize = PROBE_FFT;
    this.analyser.smoothingTimeConstant = 0;
    this.master.connect(this.context.destination);
    this.master.connect(this.analyser);
    this.context.addEventListener("statechange", this.tell);
    for (const gesture of ["pointerdown", "keydown"]) window.addEventListener(gesture, this.resume);
    for (const back of COMES_BACK) window.addEventListener(back, this.comeBack);
    this.tell();
  }

  /** Browsers keep sound back until the page was touched; telephones interrupt it for a call. */
  get blocked(): boolean {
    return this.context.state !== "running" && this.context.state !== "closed";
  }

  readonly resume = async (): Promise<void> => {
    if (this.blocked) await this.context.resume().catch(() => undefined);
    for (const voice of this.voices.values()) voice.element.play().catch(() => undefined);
    this.tell();
  };

  /** After a call the page is seen again, and sound may run without a touch where it ran before. */
  private readonly comeBack = (): void => {
    if (!document.hidden) void this.resume();
  };

  private readonly tell = () => {
    this.onBlocked(this.blocked);
    clearTimeout(this.again);
    if ((this.context.state as string) === "interrupted")
      this.again = setTimeout(() => void this.resume(), AGAIN_AFTER_MS);
  };

  /** The plan's word on who is heard. */
  hear(people: readonly string[]): void {
    this.heard = new Set(people);
    for (const [person, voice] of this.voices) this.fade(voice, this.heard.has(person));
  }

  /** A voice is there; it is silent until the plan lets it be heard. */
  add(person: string, track: MediaStreamTrack): void {
    if (this.voices.get(person)?.track === track) return;
    this.remove(person);
    const stream = new MediaStream([track]);
    const element = new Audio();
    element.srcObject = stream;
    element.muted = true;
    element.play().catch(() => undefined);
    const source = this.context.createMediaStreamSource(stream);
    const gain = this.context.createGain();
    gain.gain.value = 0;
    source.connect(gain).connect(this.master);
    const voice = { track, source, gain, element };
    this.voices.set(person, voice);
    this.fade(voice, this.heard.has(person));
  }

  remove(person: string): void {
    const voice = this.voices.get(person);
    if (!voice) return;
    this.voices.delete(person);
    voice.source.disconnect();
    voice.gain.disconnect();
    voice.element.srcObject = null;
  }

  /** Whose track is here, and whether it is let through: what the probe shows. */
  get mix(): { person: string; open: boolean }[] {
    return [...this.voices.keys()].map((person) => ({ person, open: this.heard.has(person) }));
  }

  /** The loudest frequencies of what is heard now, loudest first. */
  peaks(count: number): Peak[] {
    const bins = new Float32Array(this.analyser.frequencyBinCount);
    this.analyser.getFloatFrequencyData(bins);
    return peaksOf(bins, this.context.sampleRate / this.analyser.fftSize, count);
  }

  /** `0` to `1`, for all voices. */
  volume(level: number): void {
    this.ramp(this.master.gain, level);
  }

  /** The loudspeaker, where the browser can choose one for a context. */
  async output(device: string): Promise<void> {
    await (this.context as Routable).setSinkId?.(device === "default" ? "" : device);
  }

  async close(): Promise<void> {
    clearTimeout(this.again);
    for (const back of COMES_BACK) window.removeEventListener(back, this.comeBack);
    for (const gesture of ["pointerdown", "keydown"]) window.removeEventListener(gesture, this.resume);
    this.context.removeEventListener("statechange", this.tell);
    for (const person of [...this.voices.keys()]) this.remove(person);
    await this.context.close();
  }

  private fade(voice: Voice, open: boolean): void {
    this.ramp(voice.gain.gain, open ? 1 : 0);
  }

  private ramp(gain: AudioParam, level: number): void {
    const now = this.context.currentTime;
    gain.cancelScheduledValues(now);
    gain.setValueAtTime(gain.value, now);
    gain.linearRampToValueAtTime(level, now + FADE_S);
  }
}

/** Local maxima of a spectrum in dB; `step` is the width of a bin in Hz. */
export function peaksOf(bins: Float32Array, step: number, count: number): Peak[] {
  const found: Peak[] = [];
  for (let n = 1; n < bins.length - 1; n++) {
    const db = bins[n] ?? Number.NEGATIVE_INFINITY;
    if (db > (bins[n - 1] ?? db) && db >= (bins[n + 1] ?? db) && Number.isFinite(db)) {
      found.push({ hz: n * step, db });
    }
  }
  return found.sort((a, b) => b.db - a.db).slice(0, count);
}
