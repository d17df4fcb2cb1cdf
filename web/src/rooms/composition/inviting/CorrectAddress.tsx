/** A letter that went astray goes once more, to the right address; the one before can no longer be answered with. */
import { useState } from "react";
import type { Refusal } from "../../../api/http";
import { newKey } from "../../../api/key";
import { RefusalLine } from "../../../body/Acting";
import { type Admitted, bodyDoors } from "../../../body/doors";
import { Fold } from "../../../body/Fold";
import type { Names } from "../../../body/names";
import shared from "../../../body/pages.module.css";
import { Button } from "../../../primitives/Button";
import { TextField } from "../../../primitives/TextField";
import { toast } from "../../../primitives/Toasts";
import styles from "./inviting.module.css";

interface Props {
  /** Of the meeting's doors. */
  at: string;
  code: string;
  addresses: readonly string[];
  admission: Admitted;
  names: Names;
  onDone: () => Promise<void>;
}

export function CorrectAddress(props: Props) {
  return (
    <Fold className={shared.small} summary={props.names.t("composition.correct_address")}>
      {(close) => <Form {...props} close={close} />}
    </Fold>
  );
}

function Form({ at, code, addresses, admission, names, onDone, close }: Props & { close: () => void }) {
  const { t } = names;
  const [to, setTo] = useState(addresses.join(", "));
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const wanted = to
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean);
  const same = wanted.join() === addresses.join();
  const send = async () => {
    setBusy(true);
    const answer = await bodyDoors.send(
      `${at}/invitations/${encodeURIComponent(code)}/addresses`,
      { addresses: wanted, reason: reason.trim() },
      admission,
      { "Idempotency-Key": newKey() },
    );
    setBusy(false);
    setRefusal(answer.ok ? null : answer.refusal);
    if (!answer.ok) return;
    toast(t("composition.correct_address_done"), "good");
    close();
    await onDone();
  };
  return (
    <form
      className={styles.correction}
      data-print="no"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p>{t("composition.correct_address_says")}</p>
      <TextField label={t("composition.correct_address_to")} value={to} onChange={setTo} />
      <TextField label={t("composition.ready_reason")} value={reason} maxLength={500} onChange={setReason} />
      <Button type="submit" busy={busy} isDisabled={same || !wanted.length || !reason.trim()}>
        {t("composition.correct_address_send")}
      </Button>
      <RefusalLine refusal={refusal} names={names} />
    </form>
  );
}
