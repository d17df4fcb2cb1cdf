/** Which tracks to take from whom: pure, from what the plan says and what is offered. */

export type Source = "camera" | "microphone";
export type Wish = "off" | "sound" | "low" | "high";

/** A track that somebody publishes, and how it is taken now. */
export interface Offered {
  person: string;
  source: Source;
  /** Encrypted as this room is: what is not would be noise at full level, or nothing. */
  readable: boolean;
  now: Wish;
}

export interface Wanted {
  /** Own identity: nobody takes their own sound or picture back. */
  identity: string;
  /** `air.stage`: its picture is taken at its best. */
  stage: string;
  /** Who is heard, and who may be next: `air.heard` and `air.ready`; nobody where another window plays the sound. */
  voices: readonly string[];
  /** Persons whose picture is shown small. */
  tiles: readonly string[];
  /** False where pictures are off by the reader's wish. */
  pictures: boolean;
}

/**
 * A microphone is taken of whoever is heard, and of whoever may soon be: a track taken beforehand needs no negotiation
 * when the plan lets it be heard. The media server sends nothing of it until then (docs/adr/0025).
 */
export function wishFor(offered: Omit<Offered, "now">, wanted: Wanted): Wish {
  if (offered.person === wanted.identity || !offered.readable) return "off";
  if (offered.source === "microphone") return wanted.voices.includes(offered.person) ? "sound" : "off";
  if (!wanted.pictures) return "off";
  if (offered.person === wanted.stage) return "high";
  return wanted.tiles.includes(offered.person) ? "low" : "off";
}

/** What must change, as pairs of an offered track and how it is to be taken. */
export function changes<T extends Offered>(offered: readonly T[], wanted: Wanted): [T, Wish][] {
  return offered
    .map((track): [T, Wish] => [track, wishFor(track, wanted)])
    .filter(([track, wish]) => track.now !== wish);
}
