import { useState } from "react";
import type { DelegationRow, Level, StatementForm } from "../../api/types";
import { SeatName, useRoom } from "../../furniture";
import { LEVELS } from "../../furniture/levels";
import { ShowOut } from "../../furniture/ShowOut";
import { choose, T, useT, useTag } from "../../i18n";
import { Button } from "../../primitives/Button";
import { useKeys } from "../../primitives/keys";
import { Select } from "../../primitives/Select";
import { TextField } from "../../primitives/TextField";
import styles from "./secretariat.module.css";

export interface SeatFormsProps {
  row: DelegationRow;
  onClose: () => void;
}

/** What the secretariat may do for one delegation. */
export function SeatForms({ row, onClose }: SeatFormsProps) {
  const t = useT();
  const { ask } = useRoom();
  const [open, setOpen] = useState<"inscribe" | "level" | "out" | null>(null);
  useKeys({ Escape: onClose });
  return (
    <section className={styles.seatForms} aria-live="polite">
      <h2>
        <T k="secretariat.selected" values={{ seat: <SeatName seat={row.seat} /> }} />
      </h2>
      <div className={styles.row}>
        <Button onPress={() => setOpen("inscribe")}>{t("secretariat.inscribe")}</Button>
        {row.place > 0 && (
          <Button onPress={() => void ask({ kind: "WithdrawRequest", entry: row.entry })}>
            {t("secretariat.withdraw")}
          </Button>
        )}
        <Button onPress={() => setOpen("level")}>{t("secretariat.change_level")}</Button>
        <Button onPress={() => setOpen("out")}>{t("order.open")}</Button>
        <Button variant="quiet" onPress={onClose}>
          {t("secretariat.cancel")}
        </Button>
      </div>
      {open === "inscribe" && <Inscribe row={row} onDone={onClose} />}
      {open === "level" && <ChangeLevel row={row} onDone={onClose} />}
      {open === "out" && <ShowOut seat={row.seat} onDone={onClose} />}
    </section>
  );
}

const FORMS: StatementForm[] = ["live", "recorded", "text"];

function Inscribe({ row, onDone }: { row: DelegationRow; onDone: () => void }) {
  const t = useT();
  const { ask } = useRoom();
  const [form, setForm] = useState<StatementForm>(row.form);
  const [reason, setReason] = useState("");
  const send = async () => {
    const answer = await ask({
      kind: "InscribeSpeaker",
      seat: row.seat,
      entry: "",
      form,
      reason: reason.trim(),
    });
    if (answer.ok) onDone();
  };
  return (
    <div className={styles.form}>
      <Select
        label={t("secretariat.col_form")}
        value={form}
        choices={FORMS.map((key) => ({ key, label: t(`common.form_${key}`) }))}
        onChange={(key) => setForm(key as StatementForm)}
      />
      <TextField
        label={t("secretariat.inscribe_reason")}
        value={reason}
        onChange={setReason}
        maxLength={400}
      />
      <Button variant="primary" onPress={() => void send()}>
        {t("secretariat.record_it")}
      </Button>
    </div>
  );
}

export interface ChangeLevelProps {
  row: DelegationRow;
  /** The delegation's request that this answers. */
  correction?: string;
  /** What title and reason say to begin with. */
  called?: string;
  why?: string;
  onDone: () => void;
}

export function ChangeLevel({ row, correction = "", called, why = "", onDone }: ChangeLevelProps) {
  const t = useT();
  const tag = useTag();
  const { ask, seat, seatTitle } = useRoom();
  const card = seat(row.seat);
  const [style, setStyle] = useState(choose(card?.style, tag).text);
  const [person, setPerson] = useState(choose(card?.person, tag).text);
  const [level, setLevel] = useState<Level>(row.level);
  const [title, setTitle] = useState(called ?? seatTitle(row.seat));
  const [reason, setReason] = useState(why);
  const send = async () => {
    const given = (words: string) => (words.trim() ? { [tag]: words.trim() } : {});
    const named = { style: given(style), person: given(person) };
    const said = { title: { [tag]: title.trim() }, ...named, reason: reason.trim() };
    const change = { seat: row.seat, level, correction, ...said };
    const answer = await ask({ kind: "ChangeLevel", ...change });
    if (answer.ok) onDone();
  };
  return (
    <div className={styles.form}>
      <Select
        label={t("secretariat.new_level")}
        value={level}
        choices={LEVELS.map((key) => ({ key, label: t(`common.level_${key}`) }))}
        onChange={(key) => setLevel(key as Level)}
      />
      <TextField label={t("secretariat.new_title")} value={title} onChange={setTitle} maxLength={200} />
      <TextField label={t("secretariat.new_style")} value={style} onChange={setStyle} maxLength={80} />
      <TextField label={t("secretariat.new_person")} value={person} onChange={setPerson} maxLength={120} />
      <TextField label={t("secretariat.change_reason")} value={reason} onChange={setReason} maxLength={400} />
      <Button variant="primary" isDisabled={!title.trim() || !reason.trim()} onPress={() => void send()}>
        {t("secretariat.record_it")}
      </Button>
    </div>
  );
}
