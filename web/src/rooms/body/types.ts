/** The documents of a body's doors by the names that the server gives them. */
import type { Level, Texts } from "../../api/types";

export interface GroupLine {
  key: string;
  name: Texts;
  members: number;
}

export interface SchemeLine {
  key: string;
  name: Texts;
  source: string;
  whole: boolean;
  groups: GroupLine[];
  patterns: Record<string, Record<string, number>>;
}

export interface MemberLine {
  code: string;
  name: Texts;
  formal: string;
  joined: string;
  suspended: string;
  left: string;
  reason: string;
  groups: Record<string, string>;
  classes: string[];
  subregion: string;
  zone: string;
  lat: number | null;
  lon: number | null;
  source: string;
}

export interface ObserverLine {
  code: string;
  kind: string;
  name: Texts;
  since: string;
  left: string;
  source: string;
}

export interface TermLine {
  term: string;
  office: string;
  title: Texts;
  holder: string;
  holder_name: Texts;
  group: string;
  begins: string;
  planned_end: string;
  extensions: { until: string; decision: string }[];
  ended: string;
  handed_over_to: string;
  elected_at: string;
  by: string;
  priorities: Texts[];
  running: boolean;
  source: string;
}

export interface BodyMeetingLine {
  meeting: string;
  format: string;
  title: Texts;
  theme: Texts;
  place: string;
  zone: string;
  by_video: boolean;
  past: boolean;
  began: string;
  ended: string;
  opens: number | null;
  languages: string[];
  programme: { date: string; begins: string; ends: string; title: Texts }[];
  participants: { code: string; level: Level | null; form: string }[];
  outcomes: { symbol: string; title: Texts }[];
  called_off: string;
  composition: string;
  tally: { invited: number; accepted: number; declined: number; silent: number };
  hours: Record<string, number>;
  source: string;
}

export type Mark =
  | "present"
  | "not_named"
  | "unknown"
  | "not_member"
  | "planned"
  | "invited"
  | "accepted"
  | "declined"
  | "not_invited";

export interface HeatCell {
  mark: Mark;
  level: Level | null;
}

export interface CompositionLine {
  composition: string;
  meeting: string;
  label: string;
  at: number;
  on: string;
  scheme: string;
  method: string;
  total: number;
  seats: Record<string, number>;
  members: string[];
  by_rule: string[];
  overrides: { code: string; seated: boolean; by: string; reason: string }[];
  accepted: boolean;
  sheet_sha256: string;
  rulebook: string;
}

export interface BodyPage {
  key: string;
  book: string;
  version: number;
  on: string;
  name: Texts;
  short: string;
  founded: string;
  languages: string[];
  rulebook: string;
  accent: string;
  symbol_grammar: string;
  source: string;
  schemes: SchemeLine[];
  members: MemberLine[];
  former: MemberLine[];
  observers: ObserverLine[];
  terms: TermLine[];
  troika: string[];
  meetings: BodyMeetingLine[];
  heat: { meetings: string[]; rows: { code: string; cells: HeatCell[] }[] };
  debts: {
    on: string;
    scheme: string;
    states: Record<string, number>;
    groups: Record<string, number>;
    greatest: number;
  };
  compositions: CompositionLine[];
  may_change: boolean;
}

export interface InvitationLine {
  code: string;
  kind: string;
  name: Texts;
  language: string;
  addresses: string[];
  answer: "accepted" | "declined" | "none";
  answered_at: number | null;
  level: Level | null;
  title: Texts;
  form: string;
  remark: string;
  reminded_at: number | null;
  delivery: "waiting" | "sent" | "refused";
  delivered_at: number | null;
  delivery_error: string;
}

/** A start instant; `hours`: local hour of the start by member, `burdens`: weight of the sitting there, 0 to 10. */
export interface SlotLine {
  start: number;
  score: number;
  worst: number;
  at_night: string[];
  hours: Record<string, number>;
  burdens: Record<string, number>;
}

/** `carried`: what each member bore at starts noted before. */
export interface SlotsAnswer {
  slots: SlotLine[];
  carried: Record<string, number>;
}
