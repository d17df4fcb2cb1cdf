/** How one reader's sentences about a body are put together. */
import type { Key, Translate, Values } from "../i18n";

/** How this reader's words are put together. */
export interface Wording {
  t: Translate;
  /** A code that came by wire: its message, else the other key. */
  coded: (prefix: string, code: string, otherwise: Key, values?: Values) => string;
  state: (code: string) => string;
  region: (key: string) => string;
  subregion: (key: string) => string;
  /** LDC, LLDC or SIDS as this language abbreviates them. */
  classOf: (name: string) => string;
  list: (words: readonly string[]) => string;
  /** A date as precise as its source: 1961, 2020-02, 2019-10-25. */
  date: (iso: string) => string;
  /** A debt with its sign, three places. */
  debt: (value: number) => string;
}

/** Names before the rest of a long list is counted. */
const NAMED = 3;

export function namesOf(codes: readonly string[], wording: Wording): string {
  const names = codes.map(wording.state);
  if (names.length <= NAMED) return wording.list(names);
  const more = wording.t("composition.and_more", { n: names.length - NAMED });
  return wording.list([...names.slice(0, NAMED), more]);
}
