/** Acts of a body's book from this room: sent one after another, and what refused them in words. */
import { useState } from "react";
import type { Refusal } from "../api/http";
import type { Admitted } from "./doors";
import type { Names } from "./names";
import styles from "./pages.module.css";
import { refusalWords } from "./refused";
import type { BodyPage } from "./types";
import { bodyIntent, useRenewBody } from "./useBody";

/** Sends intents one after another; the first refusal stays and is said. */
export function useActs(body: BodyPage, admission: Admitted) {
  const renew = useRenewBody(body.key);
  const [busy, setBusy] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const act = async (intents: ({ kind: string } & Record<string, unknown>)[]): Promise<boolean> => {
    setBusy(intents[0]?.kind ?? "");
    setRefusal(null);
    for (const intent of intents) {
      const answer = await bodyIntent(body.key, admission, intent);
      if (!answer.ok) {
        setRefusal(answer.refusal);
        setBusy("");
        await renew();
        return false;
      }
    }
    await renew();
    setBusy("");
    return true;
  };
  return { act, busy, refusal };
}

export function RefusalLine({ refusal, names }: { refusal: Refusal | null; names: Names }) {
  if (!refusal) return null;
  return (
    <p className={styles.refused} role="alert">
      {refusalWords(refusal, names)}
    </p>
  );
}
