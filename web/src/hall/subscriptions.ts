/** Which tracks to take from whom: pure, from what the plan says and what is offered. */

export type Source = "camera" | "microphone";
export type Wish = "off" | "sound" | "low" | "high";

/** A track that somebody publishes, and how it is taken now. */
export interface Offered {
  person: string;
  source: Source;
  now: Wish;
}

export interface Wanted {
  /** Own identity: nobody takes their own sound or picture back. */
  identity: string;
  /** `air.stage`: its picture is taken at its best. */
  stage: string;
  /** Persons whose picture is shown small. */
  tiles: readonly string[];
  /** False where pictures are off by the reader's wish. */
  pictures: boolean;
}

/**
 * Every microphone that is published is taken: only those may publish who may soon be heard, and a track taken
 * beforehand needs no negotiation when the plan lets it be heard. Who is *played* is the mixer's to obey.
 */
export function wishFor(offered: Pick<Offered, "person" | "source">, wanted: Wanted): Wish {
  if (offered.person === wanted.identity) return "off";
  if (offered.source === "microphone") return "sound";
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
