/** A meeting that is convened: the ways into it, and the entry codes that are handed to its persons. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client";
import { type Refusal, valueFrom } from "../../api/http";
import { newKey } from "../../api/key";
import { RefusalLine } from "../../body/Acting";
import { type Admitted, bodyDoors } from "../../body/doors";
import type { Names } from "../../body/names";
import shared from "../../body/pages.module.css";
import { useGoIn } from "../../furniture/way-in";
import { Button } from "../../primitives/Button";
import { TextField } from "../../primitives/TextField";
import { meetingAddress, roomAddress } from "../../routes";
import { Made } from "./Convening";
import type { PartProps } from "./parts";
import styles from "./preparing.module.css";
import { Section } from "./Section";

export interface PersonOfMeeting {
  person: string;
  capacity: string;
  seat: string;
  booth: string;
  post: string;
  present: boolean;
}

export function Convened(props: PartProps) {
  const { body, names, preparation } = props;
  const { t } = names;
  const { book, meeting } = preparation;
  return (
    <Section part="convene" title={t("preparing.is_convened")} names={names}>
      <ul className={styles.ways}>
        <li>
          <a href={roomAddress(book, "lobby")}>{t("preparing.to_lobby")}</a>
        </li>
        {!preparation.private && (
          <li>
            <a href={roomAddress(book, "gallery")}>{t("preparing.to_gallery")}</a>
          </li>
        )}
        <li>
          <a href={meetingAddress(body.key, meeting, "participants")}>{t("preparing.to_participants")}</a>
        </li>
      </ul>
      <Persons {...props} />
      <details>
        <summary>{t("preparing.made")}</summary>
        <Made {...props} />
      </details>
    </Section>
  );
}

/** The roll moves with the meeting's own book, whose stream is for its own badges. */
const EVERY_MS = 3000;

const STAFF_FIRST = ["secretary", "chair", "vice_chair"];
const rank = ({ capacity }: PersonOfMeeting): number => {
  const at = STAFF_FIRST.indexOf(capacity);
  return at < 0 ? STAFF_FIRST.length : at;
};

function Persons({ body, admission, names, preparation }: PartProps) {
  const { t } = names;
  const [sought, seek] = useState("");
  const at = `${bodyDoors.meetingAt(body.key, preparation.meeting)}/persons`;
  const { data, error } = useQuery<PersonOfMeeting[], Refusal>({
    queryKey: ["persons", body.key, preparation.meeting, admission],
    queryFn: () => valueFrom(bodyDoors.read<PersonOfMeeting[]>(at, admission)),
    refetchInterval: EVERY_MS,
  });
  const persons = (data ?? [])
    .filter(
      (one) => !sought || personWords(one, names).toLocaleLowerCase().includes(sought.toLocaleLowerCase()),
    )
    .sort((a, b) => rank(a) - rank(b));
  return (
    <div className={styles.persons}>
      <h3>{t("preparing.persons", { n: data?.length ?? 0 })}</h3>
      <p className={shared.soft}>{t("preparing.persons_lead")}</p>
      {(data?.length ?? 0) > 8 && (
        <TextField label={t("preparing.persons_find")} type="search" value={sought} onChange={seek} />
      )}
      <RefusalLine refusal={error} names={names} />
      <ul className={styles.personList} aria-busy={!data && !error}>
        {persons.map((one) => (
          <Person key={one.person} one={one} at={at} admission={admission} names={names} />
        ))}
      </ul>
    </div>
  );
}

function personWords({ capacity, seat, booth }: PersonOfMeeting, names: Names): string {
  const held = names.coded("common.capacity_", capacity, "common.capacity_delegate");
  const whose = seat ? names.state(seat) : booth;
  return whose ? `${held} – ${whose}` : held;
}

interface PersonProps {
  one: PersonOfMeeting;
  at: string;
  admission: Admitted;
  names: Names;
}

/** A code is made when it is asked for, is shown here once, and admits once. */
function Person({ one, at, admission, names }: PersonProps) {
  const { t } = names;
  const goIn = useGoIn();
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const make = async (): Promise<string> => {
    const door = `${at}/${encodeURIComponent(one.person)}/code`;
    const answer = await bodyDoors.send<{ code: string }>(door, {}, admission, {
      "Idempotency-Key": newKey(),
    });
    setRefusal(answer.ok ? null : answer.refusal);
    return answer.ok ? answer.value.code : "";
  };
  const show = async () => {
    setBusy("show");
    setCode(await make());
    setBusy("");
  };
  const enter = async () => {
    setBusy("enter");
    const made = await make();
    const answer = made ? await api.signIn(made) : null;
    setBusy("");
    if (answer?.ok) return goIn(answer.value);
    if (answer) setRefusal(answer.refusal);
  };
  const whose = personWords(one, names);
  return (
    <li data-person={one.person} data-capacity={one.capacity}>
      <span className={styles.personName}>{whose}</span>
      {code && (
        <output className={styles.code}>
          <bdi>{code}</bdi> <span className={shared.small}>{t("preparing.code_lasts")}</span>
        </output>
      )}
      <Button
        busy={busy === "show"}
        aria-label={t("preparing.code_for", { whose })}
        onPress={() => void show()}
      >
        {t("preparing.code")}
      </Button>
      {one.capacity === "secretary" && (
        <Button variant="primary" busy={busy === "enter"} onPress={() => void enter()}>
          {t("preparing.enter_as", { whose })}
        </Button>
      )}
      <RefusalLine refusal={refusal} names={names} />
    </li>
  );
}
