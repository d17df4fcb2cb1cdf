/** The documents of a body's doors, by the names that the server gives them. */
import type { components } from "../api/schema.gen";

type Schemas = components["schemas"];

export type BodyPage = Schemas["BodyPage"];
export type BodyMeetingLine = Schemas["BodyMeetingLine"];
export type CompositionLine = Schemas["CompositionLine"];
export type HeatCell = Schemas["HeatCell"];
export type InvitationLine = Schemas["InvitationLine"];
export type LetterheadLine = Schemas["LetterheadLine"];
export type Mark = HeatCell["mark"];
export type MemberLine = Schemas["MemberLine"];
export type ReplyPage = Schemas["ReplyPage"];
export type SlotLine = Schemas["SlotLine"];
export type SlotsAnswer = Schemas["SlotsAnswer"];
export type TermLine = Schemas["TermLine"];
