/** What letters, a call or a sheet lack: in words, and as the texts that can be written where they are missed. */

import type { components } from "../api/schema.gen";
import type { Texts } from "../api/types";
import { languageName } from "../i18n";
import type { Names } from "./names";
import type { BodyMeetingLine, BodyPage } from "./types";

export type Lack = components["schemas"]["LackLine"];

/** A text of the body that a language lacks, as the intent that adds it names it; `said` is what stands there now. */
export interface MissingText {
  of: "title" | "theme" | "body" | "observer" | "member" | "scheme" | "group";
  key: string;
  scheme: string;
  language: string;
  said: string;
}

interface Whereabouts {
  body: BodyPage;
  text: (texts: Texts) => string;
  /** Whose letters lack it. */
  line?: BodyMeetingLine;
  /** On whose sheet it is lacking. */
  scheme?: string;
}

/** The texts that would mend a lack: none where it is no matter of words. */
export function missingTexts({ code, codes, language }: Lack, at: Whereabouts): MissingText[] {
  const { body, text, line, scheme = "" } = at;
  const one = (of: MissingText["of"], key: string, texts: Texts | undefined): MissingText => ({
    of,
    key,
    scheme: of === "group" ? scheme : "",
    language,
    said: text(texts ?? {}) || key,
  });
  const groups = body.schemes.find((known) => known.key === scheme);
  switch (code) {
    case "title_untranslated":
      return line ? [one("title", line.meeting, line.title)] : [];
    case "theme_untranslated":
      return line ? [one("theme", line.meeting, line.theme)] : [];
    case "body_untranslated":
      return [one("body", "", body.name)];
    case "scheme_untranslated":
      return [one("scheme", scheme, groups?.name)];
    case "group_untranslated":
      return codes.map((key) => one("group", key, groups?.groups.find((group) => group.key === key)?.name));
    case "addressee_untranslated":
      return codes.map((key) => one("observer", key, body.observers.find((o) => o.code === key)?.name));
    case "member_untranslated":
      return codes.map((key) => one("member", key, body.members.find((m) => m.code === key)?.name));
    default:
      return [];
  }
}

/** What letters lack, with how many of them. */
export function letterLackWords({ code, language, codes }: Lack, names: Names): string {
  const states = names.list(names.alphabetical(codes, (one) => one).map(names.state));
  const facts = { language: language ? languageName(language) : "", n: codes.length, states };
  return names.coded("composition.lack_", code, "composition.refused_letters_lacking", facts);
}

/** What a call or a sheet lacks. */
export function lackWords({ code, language }: Lack, names: Names): string {
  const facts = { language: language ? languageName(language) : "" };
  return names.coded("composition.missing_", code, "composition.refused_meeting_lacking", facts);
}
