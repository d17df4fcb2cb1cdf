import { useState } from "react";
import type { DecisionDoc } from "../../api/types";
import { DecisionsList, useRoom } from "../../furniture";
import { useT, useTexts } from "../../i18n";
import { Button } from "../../primitives/Button";
import { Select } from "../../primitives/Select";
import { SolemnButton } from "../../primitives/SolemnButton";
import { TextField } from "../../primitives/TextField";
import styles from "./desk.module.css";
import type { Doing } from "./doing";

const KINDS = ["explanation", "reservation", "dissociation"] as const;

/** Decisions as they fell; a member may have a position on one annexed to the record. */
export function Positions({ acts, doing }: { acts: boolean; doing: Doing }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const { views } = useRoom();
  const phase = views.meeting?.phase;
  const taken = views.decisions?.decisions ?? [];
  const latest = taken.at(-1);
  if (!latest) return null;
  return (
    <section className={styles.decisions}>
      {phase !== "closed" && <DecisionsList most={3} />}
      {acts && !open && <Button onPress={() => setOpen(true)}>{t("desk.position")}</Button>}
      {acts && open && (
        <PositionForm decisions={taken} latest={latest} doing={doing} onClose={() => setOpen(false)} />
      )}
    </section>
  );
}

interface FormProps {
  decisions: DecisionDoc[];
  latest: DecisionDoc;
  doing: Doing;
  onClose: () => void;
}

function PositionForm({ decisions, latest, doing, onClose }: FormProps) {
  const t = useT();
  const texts = useTexts();
  const [decision, setDecision] = useState(latest.key);
  const [kind, setKind] = useState<string>("explanation");
  const [text, setText] = useState("");
  const named = (one: DecisionDoc) => texts(one.title) || t(`common.about_${one.about}`);
  const send = async () => {
    if (await doing.act({ kind: "StatePosition", decision, kind_of_position: kind, text: text.trim() }))
      onClose();
  };
  return (
    <div className={styles.form}>
      <p className={styles.soft}>{t("desk.position_note")}</p>
      <Select
        label={t("desk.decision")}
        value={decision}
        choices={decisions.map((one) => ({ key: one.key, label: named(one) }))}
        onChange={setDecision}
      />
      <Select
        label={t("desk.position")}
        value={kind}
        choices={KINDS.map((key) => ({ key, label: t(`desk.position_${key}`) }))}
        onChange={setKind}
      />
      <TextField label={t("desk.position_text")} value={text} onChange={setText} lines={3} maxLength={4000} />
      <div className={styles.row}>
        <SolemnButton
          variant="primary"
          about={decision}
          isDisabled={!text.trim()}
          onPress={() => void send()}
        >
          {t("desk.position_send")}
        </SolemnButton>
        <Button onPress={onClose}>{t("desk.cancel")}</Button>
      </div>
    </div>
  );
}
