/** Acts of the chair that another act of hers takes back without loss; everything else stands as recorded. */
import type { Intent, SpeakersDoc, Views } from "../../api/types";

export const UNDO_MS = 10_000;

export type Undoable = "MoveSpeaker" | "Suspend" | "Freeze" | "HoldFloor" | "PutQuestion" | "AnnounceClosing";

/** What takes an act back, from the views when one changes one's mind; null when it no longer can be. */
export type TakeBack = (now: Views) => Intent | null;

/** The entry that now follows `entry`; empty at the end of the list. */
function following(entry: string, speakers: SpeakersDoc | null | undefined): string {
  const order = speakers?.order ?? [];
  const place = order.findIndex((line) => line.entry === entry);
  return order[place + 1]?.entry ?? "";
}

/** Before an act is asked for, what would undo it; null for acts that are not to be undone. */
export function takeBackOf(intent: Intent, before: Views, reason: string): TakeBack | null {
  switch (intent.kind) {
    case "MoveSpeaker": {
      const place = following(intent.entry, before.speakers);
      return () => ({ kind: "MoveSpeaker", entry: intent.entry, before: place, reason });
    }
    case "Suspend":
      return (now) => (now.meeting?.phase === "suspended" ? { kind: "Resume" } : null);
    case "Freeze":
      return (now) => (now.meeting?.frozen ? { kind: "Unfreeze" } : null);
    case "HoldFloor":
      return (now) => (now.stage?.phase === "held" ? { kind: "ResumeFloor" } : null);
    case "PutQuestion":
      return (now) => {
        const question = now.question?.question;
        return question?.phase === "put"
          ? { kind: "WithdrawQuestion", question: question.key, reason }
          : null;
      };
    case "AnnounceClosing":
      return (now) => (now.speakers?.phase === "closing_announced" ? { kind: "ReopenList", reason } : null);
    default:
      return null;
  }
}
