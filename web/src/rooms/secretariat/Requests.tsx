import { useState } from "react";
import type { RequestLine } from "../../api/types";
import { SeatName, TimeText, useRoom } from "../../furniture";
import { useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import { TextField } from "../../primitives/TextField";
import styles from "./secretariat.module.css";

/** Requests that the chair or the clerk has to decide; a refusal has its reason. */
export function Requests() {
  const t = useT();
  const requests = useRoom().views.secretariat?.requests ?? [];
  return (
    <section className={styles.board} aria-label={t("secretariat.requests")}>
      <h2>{t("secretariat.requests")}</h2>
      {requests.length === 0 && <p className={styles.soft}>{t("secretariat.requests_none")}</p>}
      <ul className={styles.requests}>
        {requests.map((request) => (
          <Request key={request.entry} request={request} />
        ))}
      </ul>
    </section>
  );
}

function Request({ request }: { request: RequestLine }) {
  const t = useT();
  const { ask } = useRoom();
  const [declining, decline] = useState(false);
  const [reason, setReason] = useState("");
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
      {declining && (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim()) void ask({ kind: "DeclineRequest", entry, reason: reason.trim() });
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
      )}
    </li>
  );
}
