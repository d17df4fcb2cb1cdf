import { useState } from "react";
import type { CorrectionLine, RequestLine } from "../../api/types";
import { SeatName, TimeText, useRoom } from "../../furniture";
import { useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import { TextField } from "../../primitives/TextField";
import { ChangeLevel } from "./SeatForms";
import styles from "./secretariat.module.css";

/** Requests that the chair or the clerk has to decide; a refusal has its reason. */
export function Requests() {
  const t = useT();
  const { requests = [], corrections = [] } = useRoom().views.secretariat ?? {};
  return (
    <section className={styles.board} aria-label={t("secretariat.requests")}>
      <h2>{t("secretariat.requests")}</h2>
      {requests.length + corrections.length === 0 && (
        <p className={styles.soft}>{t("secretariat.requests_none")}</p>
      )}
      <ul className={styles.requests}>
        {requests.map((request) => (
          <Request key={request.entry} request={request} />
        ))}
        {corrections.map((correction) => (
          <Correction key={correction.key} correction={correction} />
        ))}
      </ul>
    </section>
  );
}

/** A delegation says that its name or title is wrong: corrected with the change it asks for, or declined. */
function Correction({ correction }: { correction: CorrectionLine }) {
  const t = useT();
  const { ask, views } = useRoom();
  const [open, setOpen] = useState<"correct" | "decline" | null>(null);
  const { key, seat, words } = correction;
  const row = views.secretariat?.rows.find((one) => one.seat === seat);
  const toggle = (form: "correct" | "decline") => setOpen(open === form ? null : form);
  return (
    <li>
      <p>
        <SeatName seat={seat} /> · <TimeText at={correction.at} />
      </p>
      <p dir="auto">{t("secretariat.correction_words", { words })}</p>
      <div className={styles.row}>
        <Button variant="primary" aria-expanded={open === "correct"} onPress={() => toggle("correct")}>
          {t("secretariat.correct")}
        </Button>
        <Button aria-expanded={open === "decline"} onPress={() => toggle("decline")}>
          {t("secretariat.decline")}
        </Button>
      </div>
      {open === "correct" && row && (
        <ChangeLevel
          row={row}
          correction={key}
          called={words}
          why={t("secretariat.correction_reason")}
          onDone={() => setOpen(null)}
        />
      )}
      {open === "decline" && (
        <Decline onReason={(reason) => void ask({ kind: "DeclineCorrection", correction: key, reason })} />
      )}
    </li>
  );
}

/** Why it is declined, for the record and for whoever asked. */
function Decline({ onReason }: { onReason: (reason: string) => void }) {
  const t = useT();
  const [reason, setReason] = useState("");
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim()) onReason(reason.trim());
      }}
    >
      <TextField
        label={t("secretariat.decline_reason")}
        value={reason}
        onChange={setReason}
        autoFocus
        maxLength={400}
      />
      <Button type="submit" variant="danger" isDisabled={!reason.trim()}>
        {t("secretariat.decline")}
      </Button>
    </form>
  );
}

function Request({ request }: { request: RequestLine }) {
  const t = useT();
  const { ask } = useRoom();
  const [declining, decline] = useState(false);
  const { entry, seat, form } = request;
  return (
    <li>
      <p>
        <SeatName seat={seat} /> · {t(`common.form_${form}`)} · <TimeText at={request.requested_at} />
      </p>
      <div className={styles.row}>
        <Button
          variant="primary"
          onPress={() => void ask({ kind: "InscribeSpeaker", seat, entry, form, reason: "" })}
        >
          {t("secretariat.admit")}
        </Button>
        <Button onPress={() => decline(!declining)}>{t("secretariat.decline")}</Button>
      </div>
      {declining && <Decline onReason={(reason) => void ask({ kind: "DeclineRequest", entry, reason })} />}
    </li>
  );
}
