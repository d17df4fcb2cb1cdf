/** What this desk does, and the receipt for it: whoever acts must know that it was recorded. */
import { useCallback, useState } from "react";
import type { Intent } from "../../api/types";
import { useRoom } from "../../furniture";
import type { Key } from "../../i18n";

export interface Receipt {
  sentence: Key;
  version: number;
  at: number;
}

export interface Doing {
  act: (intent: Intent) => Promise<boolean>;
  receipt: Receipt | null;
}

const SENTENCES: Partial<Record<Intent["kind"], Key>> = {
  Object: "desk.receipt_object",
  RequestFloor: "desk.receipt_request",
};

/** Acts whose effect fills the screen by itself need no slip of paper. */
const SHOWN_BY_ITSELF: ReadonlySet<Intent["kind"]> = new Set([
  "TakeFloor",
  "StartRecordedStatement",
  "EndStatement",
]);

export function useDoing(): Doing {
  const { ask, now } = useRoom();
  const [receipt, setReceipt] = useState<Receipt | null>(null);
  const act = useCallback(
    async (intent: Intent) => {
      const answer = await ask(intent);
      if (!answer.ok) return false;
      const sentence = SENTENCES[intent.kind] ?? "desk.receipt_done";
      const shown = SHOWN_BY_ITSELF.has(intent.kind);
      setReceipt(shown ? null : { sentence, version: answer.value.version, at: now() });
      return true;
    },
    [ask, now],
  );
  return { act, receipt };
}
