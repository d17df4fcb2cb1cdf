/** The roll: who is accredited, in what capacity and for whom; accredited, withdrawn, and handed an entry code here. */
import { useDeferredValue, useState } from "react";
import { api } from "../../api/client";
import type { Refusal } from "../../api/http";
import { newKey } from "../../api/key";
import type { Capacity, OnRoll } from "../../api/types";
import { RefusalMessage, useRoom } from "../../furniture";
import { languageName, useCoded, useT, useTag } from "../../i18n";
import { Button } from "../../primitives/Button";
import { Select } from "../../primitives/Select";
import { SolemnButton } from "../../primitives/SolemnButton";
import { TextField } from "../../primitives/TextField";
import styles from "./roll.module.css";

/** Whose place is at a seat; an interpreter's is in a booth, and everybody else has none. */
const SEATED: ReadonlySet<Capacity> = new Set<Capacity>([
  "chair",
  "vice_chair",
  "head",
  "alternate",
  "delegate",
  "adviser",
  "organisation",
  "observer",
]);
/** Never the voice of the seat. */
const SILENT: ReadonlySet<Capacity> = new Set<Capacity>(["adviser", "vice_chair"]);

export function Roll() {
  const t = useT();
  const { views } = useRoom();
  const [open, setOpen] = useState(false);
  const people = views.roll?.people ?? [];
  return (
    <details
      className={styles.roll}
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      data-roll={people.length}
    >
      <summary>{t("secretariat.roll", { n: people.length })}</summary>
      {open && <People people={people} />}
    </details>
  );
}

function People({ people }: { people: readonly OnRoll[] }) {
  const t = useT();
  const words = usePersonWords();
  const [sought, seek] = useState("");
  const [adds, setAdds] = useState(false);
  const calm = useDeferredValue(sought.trim().toLocaleLowerCase());
  const shown = people.filter((one) => !calm || words(one).toLocaleLowerCase().includes(calm));
  return (
    <>
      <div className={styles.head}>
        <TextField label={t("secretariat.roll_find")} type="search" value={sought} onChange={seek} />
        <Button aria-expanded={adds} onPress={() => setAdds(!adds)}>
          {t("secretariat.roll_accredit")}
        </Button>
      </div>
      {adds && <Accredit onDone={() => setAdds(false)} />}
      <ul className={styles.people}>
        {shown.map((one) => (
          <Person key={one.person} one={one} whose={words(one)} />
        ))}
      </ul>
      {shown.length === 0 && <p className={styles.soft}>{t("secretariat.roll_nobody")}</p>}
    </>
  );
}

/** Persons have no names on the roll: capacity, and for whom. */
function usePersonWords(): (one: Pick<OnRoll, "capacity" | "seat" | "booth">) => string {
  const coded = useCoded();
  const { seatName } = useRoom();
  return ({ capacity, seat, booth }) => {
    const held = coded("common.capacity_", capacity, "common.capacity_delegate");
    const whose = seat ? seatName(seat) : booth && languageName(booth);
    return whose ? `${held} – ${whose}` : held;
  };
}

function Person({ one, whose }: { one: OnRoll; whose: string }) {
  const t = useT();
  const coded = useCoded();
  const [withdraws, setWithdraws] = useState(false);
  return (
    <li data-person={one.person} data-capacity={one.capacity}>
      <span className={styles.name}>
        {whose}{" "}
        <span className={styles.soft}>
          {coded("secretariat.presence_", one.presence, "secretariat.presence_absent")}
        </span>
      </span>
      <Code person={one.person} whose={whose} />
      <Button
        variant="quiet"
        aria-expanded={withdraws}
        aria-label={t("secretariat.roll_withdraw_whose", { whose })}
        onPress={() => setWithdraws(!withdraws)}
      >
        {t("secretariat.roll_withdraw")}
      </Button>
      {withdraws && <Withdraw one={one} onDone={() => setWithdraws(false)} />}
    </li>
  );
}

/** Made when it is asked for, shown here once, and good once. */
function Code({ person, whose }: { person: string; whose: string }) {
  const t = useT();
  const { book, admission } = useRoom();
  const [code, setCode] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const make = async () => {
    const answer = await api.entryCode(book, admission, person);
    setCode(answer.ok ? answer.value.code : "");
    setRefusal(answer.ok ? null : answer.refusal);
  };
  return (
    <>
      {code && (
        <output className={styles.code}>
          <bdi>{code}</bdi> <span className={styles.soft}>{t("secretariat.roll_code_lasts")}</span>
        </output>
      )}
      <Button aria-label={t("secretariat.roll_code_whose", { whose })} onPress={() => void make()}>
        {t("secretariat.roll_code")}
      </Button>
      <RefusalMessage refusal={refusal} onDismiss={() => setRefusal(null)} />
    </>
  );
}

function Withdraw({ one, onDone }: { one: OnRoll; onDone: () => void }) {
  const t = useT();
  const { ask, busy } = useRoom();
  const [reason, setReason] = useState("");
  const said = reason.trim();
  const withdraw = async () => {
    const answer = await ask({ kind: "WithdrawAccreditation", person: one.person, reason: said });
    if (answer.ok) onDone();
  };
  return (
    <div className={styles.form}>
      <p>{t("secretariat.roll_withdraw_is")}</p>
      <TextField label={t("order.reason")} value={reason} onChange={setReason} maxLength={400} />
      <SolemnButton
        variant="danger"
        about={`${one.person}|${said}`}
        isDisabled={!said}
        busy={busy === "WithdrawAccreditation"}
        onPress={() => void withdraw()}
      >
        {t("secretariat.roll_withdraw")}
      </SolemnButton>
    </div>
  );
}

function Accredit({ onDone }: { onDone: () => void }) {
  const t = useT();
  const tag = useTag();
  const coded = useCoded();
  const { ask, busy, views, seatName } = useRoom();
  const may = views.roll?.may ?? [];
  const [capacity, setCapacity] = useState<Capacity>("adviser");
  const [seat, setSeat] = useState("");
  const [booth, setBooth] = useState("");
  const seats = (views.seats?.seats ?? []).map((card) => card.key);
  const languages = views.meeting?.languages ?? [];
  const seated = SEATED.has(capacity);
  const interprets = capacity === "interpreter";
  const whole = (!seated || seat) && (!interprets || booth);
  const none = { key: "", label: t("secretariat.roll_choose") };
  const accredit = async () => {
    const accreditation = {
      person: newKey().replaceAll("-", "").slice(0, 16),
      capacity,
      seat: seated ? seat : "",
      booth: interprets ? booth : "",
      post: "",
      speaks: !SILENT.has(capacity),
      simulated: false,
      ground: "appointment",
    };
    const answer = await ask({ kind: "Accredit", accreditation });
    if (answer.ok) onDone();
  };
  return (
    <div className={styles.form}>
      <Select
        label={t("secretariat.roll_capacity")}
        value={capacity}
        choices={may.map((key) => ({
          key,
          label: coded("common.capacity_", key, "common.capacity_delegate"),
        }))}
        onChange={(key) => setCapacity(key as Capacity)}
      />
      {seated && (
        <Select
          label={t("secretariat.roll_for")}
          value={seat}
          choices={[
            none,
            ...seats
              .map((key) => ({ key, label: seatName(key) }))
              .sort((a, b) => a.label.localeCompare(b.label, tag)),
          ]}
          onChange={setSeat}
        />
      )}
      {interprets && (
        <Select
          label={t("secretariat.roll_booth")}
          value={booth}
          choices={[none, ...languages.map((key) => ({ key, label: languageName(key) }))]}
          onChange={setBooth}
        />
      )}
      <Button
        variant="primary"
        isDisabled={!whole}
        busy={busy === "Accredit"}
        onPress={() => void accredit()}
      >
        {t("secretariat.roll_accredit_now")}
      </Button>
    </div>
  );
}
