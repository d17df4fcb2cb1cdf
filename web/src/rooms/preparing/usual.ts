/** The order of work that most summits by video have had: a start, in every language of the meeting. */
import type { LanguageTag } from "../../i18n";
import { loadCatalogue, say } from "../../i18n/catalogue";
import { isLanguage } from "../../i18n/languages";
import type { Item, ItemKind } from "./preparation";

const USUAL: readonly ItemKind[] = ["agenda", "opening", "statements", "adoption", "closing"];
const HEARD: readonly ItemKind[] = ["statements", "guests"];

/** Whom an item of a kind usually hears. */
export const usualSpeakers = (kind: ItemKind): Item["speakers"] =>
  kind === "guests"
    ? ["observer_state", "organisation", "guest"]
    : HEARD.includes(kind)
      ? ["member", "observer_state", "organisation"]
      : ["member"];

export async function usualAgenda(languages: readonly string[], paper: string): Promise<Item[]> {
  const tags: LanguageTag[] = languages.filter(isLanguage);
  await Promise.all(tags.map((tag) => loadCatalogue(tag, "preparing")));
  return USUAL.map((kind, index) => ({
    number: index + 1,
    kind,
    title: Object.fromEntries(tags.map((tag) => [tag, say(tag, `preparing.usual_${kind}`)])),
    speakers: usualSpeakers(kind),
    paper: kind === "adoption" ? paper : "",
  }));
}
