/** Acts of a body's book from this room: sent one after another, and what refused them in words. */
import { useState } from "react";
import type { Refusal } from "../../api/client";
import type { Admitted } from "../body/doors";
import type { Names } from "../body/names";
import type { BodyPage } from "../body/types";
import { bodyIntent, useRenewBody } from "../body/useBody";
import styles from "./composition.module.css";
import { refusalWords } from "./Refused";

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
