/** The wire's types by the names that the server gives them. */
import type { components } from "./schema.gen";

type Schemas = components["schemas"];

/** Names of intents: the schemas whose `kind` is their own name. */
export type IntentKind = {
  [K in keyof Schemas]: "kind" extends keyof Schemas[K]
    ? Required<Schemas[K]>["kind"] extends K
      ? K
      : never
    : never;
}[keyof Schemas];

export type IntentOf<K extends IntentKind> = Omit<Schemas[K], "kind"> & { kind: K };
export type Intent = { [K in IntentKind]: IntentOf<K> }[IntentKind];

/** One text in several languages, by BCP 47 tag. */
export type Texts = Record<string, string>;

export type Accepted = Schemas["Accepted"];
export type Admission = Schemas["Admission"];
export type Agenda = Schemas["Agenda"];
export type AgendaLine = Schemas["AgendaLine"];
export type Air = Schemas["Air"];
export type AnnouncementDoc = Schemas["AnnouncementDoc"];
export type OnStageDoc = Schemas["OnStage"];
export type Alert = Schemas["Alert"];
export type PersonLine = Schemas["PersonLine"];
export type BodyLine = Schemas["BodyLine"];
export type BookLine = Schemas["BookLine"];
export type Capacity = Schemas["Capacity"];
export type ChamberDoc = Schemas["Chamber"];
export type ChamberLine = Schemas["ChamberLine"];
export type CorrectionLine = Schemas["CorrectionLine"];
export type DecisionDoc = Schemas["DecisionDoc"];
export type DecisionsDoc = Schemas["Decisions"];
export type DelegationRow = Schemas["DelegationRow"];
export type DeskDoc = Schemas["Desk"];
export type EntryCode = Schemas["EntryCode"];
export type EntryLine = Schemas["EntryLine"];
export type EntryPhase = Schemas["EntryPhase"];
export type FloorPhase = Schemas["FloorPhase"];
export type HallPass = Schemas["HallPass"];
export type ItemPhase = Schemas["ItemPhase"];
export type Level = Schemas["Level"];
export type MeetingDoc = Schemas["MeetingDoc"];
export type NoteLine = Schemas["NoteLine"];
export type ObjectionDoc = Schemas["ObjectionDoc"];
export type OfficerCard = Schemas["OfficerCard"];
export type PaperDoc = Schemas["PaperDoc"];
export type PodiumDoc = Schemas["Podium"];
export type PointDoc = Schemas["PointDoc"];
export type Presence = Schemas["Presence"];
export type QuestionDoc = Schemas["QuestionDoc"];
export type RecordHead = Schemas["RecordHead"];
export type RefusalBody = Schemas["RefusalBody"];
export type RefusalLine = Schemas["RefusalLine"];
export type RequestLine = Schemas["RequestLine"];
export type RoleCard = Schemas["RoleCard"];
export type OnRoll = Schemas["OnRoll"];
export type SeatCard = Schemas["SeatCard"];
export type SeatsDoc = Schemas["Seats"];
export type SecretariatDoc = Schemas["SecretariatDoc"];
export type Segment = Schemas["Segment"];
export type SessionBody = Schemas["SessionBody"];
export type SittingPhase = Schemas["SittingPhase"];
export type SpeakerLine = Schemas["SpeakerLine"];
export type SpeakersDoc = Schemas["Speakers"];
export type StageDoc = Schemas["Stage"];
export type StatementForm = Schemas["StatementForm"];
export type StepDoc = Schemas["Step"];
export type Refused = Schemas["StreamRefusal"];
export type StreamEvent = Schemas["StreamEvent"];
export type Views = Schemas["Views"];

/** Who reads a meeting's book, and who a body's. */
export type Audience = "lobby" | "gallery" | "desk" | "podium" | "secretariat";
export type BodyAudience = "body" | "bureau";
