/** A chime, to try the loudspeaker: three notes of a calm chord, so that it is not mistaken for an alarm. */

const NOTES_HZ = [392, 493.88, 587.33];
const EACH_S = 0.45;
const LEVEL = 0.18;

type Routable = AudioContext & { setSinkId?: (id: string) => Promise<void> };

export async function playTestSound(loudspeaker: string): Promise<void> {
  const context: Routable = new AudioContext();
  if (loudspeaker) await context.setSinkId?.(loudspeaker).catch(() => undefined);
  await context.resume();
  NOTES_HZ.forEach((hz, n) => {
    playNote(context, hz, context.currentTime + 0.05 + n * EACH_S);
  });
  await new Promise((resolve) => setTimeout(resolve, (NOTES_HZ.length + 1.2) * EACH_S * 1000));
  await context.close();
}

function playNote(context: AudioContext, hz: number, at: number): void {
  const tone = context.createOscillator();
  const gain = context.createGain();
  tone.frequency.value = hz;
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(LEVEL, at + 0.03);
  gain.gain.exponentialRampToValueAtTime(0.001, at + EACH_S * 2);
  tone.connect(gain).connect(context.destination);
  tone.start(at);
  tone.stop(at + EACH_S * 2);
}
