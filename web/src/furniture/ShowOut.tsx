/** Showing a person out: whom, for what reason, and a second press; and letting in again who was shown out. */
import { useId, useState } from "react";
import type { PersonLine } from "../api/types";
import { type Key, useCoded, useT, useTexts } from "../i18n";
import { Button } from "../primitives/Button";
import { usePressTwice } from "../primitives/press-twice";
import { Select } from "../primitives/Select";
import { SolemnButton } from "../primitives/SolemnButton";
import { TextField } from "../primitives/TextField";
import styles from "./furniture.module.css";
import { useRoom } from "./room";
import { SeatName } from "./SeatName";
import { TimeText } from "./TimeText";

const REASONS: readonly Key[] = ["order.reason_disorder", "order.reason_identity", "order.reason_confidence"];

export interface ShowOutProps {
  /** Only persons of this seat; everybody in the hall where it is not given. */
  seat?: string;
  onDone: () => void;
}

export function ShowOut({ seat, onDone }: ShowOutProps) {
  const t = useT();
  const { ask, views, busy } = useRoom();
  const named = usePersonName();
  const people = (views.podium?.order.people ?? []).filter((one) => !seat || one.seat === seat);
  const [chosen, choose] = useState("");
  const [reason, setReason] = useState("");
  // Nobody is chosen for whoever presses: unless there is but one.
  const person = people.length === 1 ? people[0] : people.find((one) => one.person === chosen);
  const said = reason.trim();
  const { armed, press } = usePressTwice(`${person?.person}|${said}`, true, () => {
    if (person)
      void ask({ kind: "ShowOut", person: person.person, reason: said }).then(({ ok }) => ok && onDone());
  });
  if (people.length === 0) return <p className={styles.soft}>{t("order.nobody")}</p>;
  const nobody = people.length > 1 ? [{ key: "", label: t("order.choose") }] : [];
  return (
    <div className={styles.showOut}>
      <p>{t("order.lead")}</p>
      <Select
        label={t("order.who")}
        value={person?.person ?? ""}
        choices={[...nobody, ...people.map((one) => ({ key: one.person, label: named(one) }))]}
        onChange={choose}
      />
      <ReasonField reason={reason} onReason={setReason} />
      <SolemnButton
        variant="danger"
        about={`${person?.person}|${said}`}
        isDisabled={!said || !person}
        busy={busy === "ShowOut"}
        onPress={press}
      >
        {armed && person ? t("order.again", { name: named(person) }) : t("order.show_out")}
      </SolemnButton>
    </div>
  );
}

/** Written freely; usual reasons are offered. */
function ReasonField({ reason, onReason }: { reason: string; onReason: (reason: string) => void }) {
  const t = useT();
  return (
    <>
      <div className={styles.showOutReasons}>
        {REASONS.map((key) => (
          <Button key={key} aria-pressed={reason === t(key)} onPress={() => onReason(t(key))}>
            {t(key)}
          </Button>
        ))}
      </div>
      <TextField label={t("order.reason")} value={reason} onChange={onReason} maxLength={400} />
    </>
  );
}

/** The delegation, and in what part the person is there: persons have no names but this. */
function usePersonName(): (one: PersonLine) => string {
  const coded = useCoded();
  const texts = useTexts();
  const { views, seatName } = useRoom();
  return ({ person, seat, part }) => {
    const officer = views.podium?.officers.find((one) => one.person === person);
    const role = texts(officer?.title) || coded("order.part_", part, "order.part_head");
    return `${seatName(seat)} – ${role} (${person})`;
  };
}

/** Those who were shown out, with the reason; nothing where nobody was. */
export function ShownOut() {
  const t = useT();
  const id = useId();
  const { ask, views } = useRoom();
  const out = views.podium?.order.out ?? [];
  if (out.length === 0) return null;
  return (
    <section className={styles.showOut} aria-labelledby={id}>
      <h2 id={id}>{t("order.out")}</h2>
      <ul>
        {out.map((one) => (
          <li key={one.person}>
            <p>
              <SeatName seat={one.seat} /> (<bdi>{one.person}</bdi>) · <TimeText at={one.at} />
            </p>
            <p dir="auto">{one.reason}</p>
            <Button onPress={() => void ask({ kind: "Readmit", person: one.person })}>
              {t("order.readmit")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
