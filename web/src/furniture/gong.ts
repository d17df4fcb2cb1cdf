/** A struck bell made on the spot: partials of a hand bell that die away. No file, no repetition. */
const PARTIALS = [
  { times: 1, gain: 0.5, dies: 1.8 },
  { times: 2.4, gain: 0.22, dies: 1.1 },
  { times: 3.9, gain: 0.1, dies: 0.6 },
];

export type Pitch = "point" | "offer";

const HERTZ: Record<Pitch, number> = { point: 392, offer: 523 };

let context: AudioContext | null = null;

/** Browsers without Web Audio, or that keep sound off until a press, stay silent: the words are there. */
export function gong(pitch: Pitch): void {
  if (typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  const { currentTime: now, destination } = context;
  void context.resume();
  for (const partial of PARTIALS) {
    const tone = context.createOscillator();
    const loudness = context.createGain();
    tone.frequency.value = HERTZ[pitch] * partial.times;
    loudness.gain.setValueAtTime(0, now);
    loudness.gain.linearRampToValueAtTime(partial.gain * 0.4, now + 0.008);
    loudness.gain.exponentialRampToValueAtTime(0.0001, now + partial.dies);
    tone.connect(loudness).connect(destination);
    tone.start(now);
    tone.stop(now + partial.dies);
  }
}
