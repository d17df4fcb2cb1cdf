/** M7: one candidate is put for the chair of the body; elected where nobody objects. */
import { useState } from "react";
import { useRoom } from "../../furniture";
import { useT } from "../../i18n";
import { Select } from "../../primitives/Select";
import { SolemnButton } from "../../primitives/SolemnButton";
import { TextField } from "../../primitives/TextField";
import { candidateIn } from "./coded";
import type { Conduct } from "./conduct";
import styles from "./podium.module.css";

/** A year, a month or a day; empty where no end is set. */
const READABLE = /^(\d{4}(-\d\d(-\d\d)?)?)?$/;

export function Election({ conduct }: { conduct: Conduct }) {
  const t = useT();
  const { views, seatName } = useRoom();
  const [seat, setSeat] = useState("");
  const [until, setUntil] = useState("");
  const members = (views.seats?.seats ?? []).filter((one) => one.kind === "member");
  const put = async () => {
    const text = await candidateIn(members.find((one) => one.key === seat)?.name);
    await conduct.act({ kind: "PutElection", office: "chair", seat, until: until.trim(), text });
  };
  return (
    <details className={styles.own}>
      <summary>{t("podium.about_election")}</summary>
      <div className={styles.form}>
        <Select
          label={t("podium.election_candidate")}
          value={seat}
          choices={[
            { key: "", label: "—" },
            ...members.map((one) => ({ key: one.key, label: seatName(one.key) })),
          ]}
          onChange={setSeat}
        />
        <TextField
          label={t("podium.election_until")}
          value={until}
          onChange={setUntil}
          maxLength={10}
          error={READABLE.test(until.trim()) ? "" : t("podium.no_such_date")}
        />
        <SolemnButton
          about={seat}
          isDisabled={!seat || !READABLE.test(until.trim())}
          onPress={() => void put()}
        >
          {t("podium.put")}
        </SolemnButton>
      </div>
    </details>
  );
}
