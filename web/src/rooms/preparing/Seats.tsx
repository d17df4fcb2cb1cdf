/** Who will sit, in the order in which they sit: who accepted, and who has not answered and keeps a place. */
import { useState } from "react";
import { RefusalLine, useActs } from "../../body/Acting";
import { Fold } from "../../body/Fold";
import shared from "../../body/pages.module.css";
import { LEVELS } from "../../furniture/levels";
import { TextOf, useTag, useTexts } from "../../i18n";
import { Button } from "../../primitives/Button";
import { Select } from "../../primitives/Select";
import { Switch } from "../../primitives/Switch";
import { TextField } from "../../primitives/TextField";
import { toast } from "../../primitives/Toasts";
import { bodyAddress } from "../../routes";
import { lackingIn, type PartProps } from "./parts";
import type { SeatLine } from "./preparation";
import styles from "./preparing.module.css";
import { Section } from "./Section";

export function Seats(props: PartProps) {
  const { body, names, preparation } = props;
  const { t } = names;
  const { seats, declined, silent } = preparation;
  return (
    <Section
      part="seats"
      title={t("preparing.seats", { n: seats.length })}
      names={names}
      lacking={lackingIn(preparation.lacks, "seats")}
    >
      {seats.length ? <Table {...props} /> : <p>{t("preparing.nobody")}</p>}
      {silent.length > 0 && <Silent {...props} />}
      {declined.length > 0 && (
        <p className={shared.soft}>
          {t("preparing.declined", { n: declined.length, states: names.list(byName(declined, names)) })}
        </p>
      )}
      <p data-print="no">
        <a href={`${bodyAddress(body.key, "compose")}#invite`}>{t("preparing.invite_more")}</a>
      </p>
    </Section>
  );
}

const byName = (codes: readonly string[], names: PartProps["names"]): string[] =>
  names.alphabetical(codes, (code) => code).map(names.state);

function Table({ names, preparation }: PartProps) {
  const { t } = names;
  const text = useTexts();
  const level = (seat: SeatLine) =>
    seat.level ? names.coded("common.level_", seat.level, "body.level_unknown") : "";
  return (
    <div className={styles.table}>
      <table className={shared.stateTable}>
        <caption className="unseen">{t("preparing.seats_order")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("preparing.col_place")}</th>
            <th scope="col">{t("preparing.col_delegation")}</th>
            <th scope="col">{t("preparing.col_level")}</th>
            <th scope="col">{t("preparing.col_head")}</th>
          </tr>
        </thead>
        <tbody>
          {preparation.seats.map((seat, place) => (
            <tr key={seat.seat} data-seat={seat.seat}>
              <td>{names.decimal(place + 1, 0)}</td>
              <th scope="row">
                <bdi>{text(seat.name) || names.state(seat.seat)}</bdi>
                {seat.kind !== "member" && (
                  <span className={shared.small}> {t(`common.kind_${seat.kind}`)}</span>
                )}
                {seat.answer === "kept" && <span className={styles.mark}>{t("preparing.place_kept")}</span>}
              </th>
              <td>{level(seat)}</td>
              <td>
                <TextOf of={seat.title} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Those who have not answered: a place is kept for some, and the secretariat enters an answer that came on paper. */
function Silent(props: PartProps) {
  const { body, admission, names, preparation } = props;
  const { t } = names;
  const { kept, silent, meeting, book } = preparation;
  const { act, busy, refusal } = useActs(body, admission);
  const keep = (codes: string[]) => void act([{ kind: "KeepSeats", meeting, codes }]);
  const without = names.alphabetical([...new Set([...silent, ...kept])], (code) => code);
  return (
    <div className={styles.silent}>
      <h3>{t("preparing.silent", { n: without.length })}</h3>
      {!book && <p className={shared.soft}>{t("preparing.silent_lead")}</p>}
      <ul className={styles.silentList}>
        {without.map((code) => (
          <li key={code}>
            {book ? (
              <bdi>{names.state(code)}</bdi>
            ) : (
              <Switch
                on={kept.includes(code)}
                onChange={(on) => keep(on ? [...kept, code] : kept.filter((one) => one !== code))}
              >
                <bdi>{names.state(code)}</bdi>
              </Switch>
            )}
          </li>
        ))}
      </ul>
      {busy && <p className={shared.small}>{t("preparing.saving")}</p>}
      <RefusalLine refusal={refusal} names={names} />
      <Fold summary={t("preparing.record_answer")}>
        {(close) => <Answer {...props} codes={without} onDone={close} />}
      </Fold>
    </div>
  );
}

function Answer({
  body,
  admission,
  names,
  preparation,
  codes,
  onDone,
}: PartProps & { codes: string[]; onDone: () => void }) {
  const { t } = names;
  const own = useTag();
  const tag = preparation.languages.includes(own) ? own : (preparation.languages[0] ?? own);
  const [code, choose] = useState(codes[0] ?? "");
  const [level, rank] = useState<string>("minister");
  const [title, entitle] = useState("");
  const { act, busy, refusal } = useActs(body, admission);
  const record = async () => {
    const answer = {
      kind: "AnswerInvitation",
      meeting: preparation.meeting,
      code,
      answer: "accepted",
      form: "live",
    };
    if (!(await act([{ ...answer, level, title: { [tag]: title.trim() } }]))) return;
    toast(t("preparing.answer_recorded"), "good");
    onDone();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (title.trim() && !busy) void record();
      }}
    >
      <p className={shared.soft}>{t("preparing.record_lead")}</p>
      <Select
        label={t("preparing.col_delegation")}
        value={code}
        choices={codes.map((key) => ({ key, label: names.state(key) }))}
        onChange={choose}
      />
      <Select
        label={t("preparing.col_level")}
        value={level}
        choices={LEVELS.map((key) => ({ key, label: t(`common.level_${key}`) }))}
        onChange={rank}
      />
      <TextField label={t("preparing.head_title")} value={title} maxLength={200} onChange={entitle} />
      <div className={shared.row}>
        <Button type="submit" variant="primary" busy={busy !== ""} isDisabled={!title.trim()}>
          {t("preparing.record")}
        </Button>
      </div>
      <RefusalLine refusal={refusal} names={names} />
    </form>
  );
}
