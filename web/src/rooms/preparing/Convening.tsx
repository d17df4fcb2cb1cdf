/** The press that binds: what will be made is read first, what is missing answered for, and the meeting is convened. */
import { useState } from "react";
import type { Answer, Refusal } from "../../api/http";
import { newKey } from "../../api/key";
import { RefusalLine } from "../../body/Acting";
import { AnswerFor } from "../../body/AnswerFor";
import { bodyDoors } from "../../body/doors";
import shared from "../../body/pages.module.css";
import { useRenewBody } from "../../body/useBody";
import { TextOf, useFormat } from "../../i18n";
import { Button } from "../../primitives/Button";
import { toast } from "../../primitives/Toasts";
import { lackSentence } from "./Lacking";
import type { PartProps } from "./parts";
import styles from "./preparing.module.css";
import { Section } from "./Section";

export function Convening(props: PartProps) {
  const { body, admission, names, preparation } = props;
  const { t } = names;
  const { lacks, meeting, version } = preparation;
  const [accepted, accept] = useState<string[]>([]);
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const renew = useRenewBody(body.key);
  const stops = lacks.some((lack) => lack.stops);
  const open = lacks.filter((lack) => !lack.stops);
  const answered = open.every((lack) => accepted.includes(lack.key));
  const may = !stops && answered && (open.length === 0 || reason.trim() !== "");
  const turn = (key: string) =>
    accept((now) => (now.includes(key) ? now.filter((one) => one !== key) : [...now, key]));
  const convene = async () => {
    setBusy(true);
    const care = { accepted: open.map((lack) => lack.key), reason: reason.trim() };
    const answer: Answer<unknown> = await bodyDoors.send(
      `${bodyDoors.meetingAt(body.key, meeting)}/convening`,
      care,
      admission,
      { "Idempotency-Key": newKey(), "If-Match": String(version) },
    );
    setRefusal(answer.ok ? null : answer.refusal);
    if (answer.ok) toast(t("preparing.convened"), "good");
    await renew();
    setBusy(false);
  };
  return (
    <Section part="convene" title={t("preparing.convene")} lead={t("preparing.convene_lead")} names={names}>
      <Made {...props} />
      {open.length > 0 && (
        <AnswerFor
          title={t("preparing.convene_lacks")}
          lacks={open}
          words={(lack) => lackSentence(lack, names)}
          accept={t("preparing.accept")}
          accepted={accepted}
          onTurn={turn}
          reason={reason}
          onReason={setReason}
          names={names}
        />
      )}
      {stops && <p className={styles.wrong}>{t("preparing.convene_stopped")}</p>}
      <div className={shared.row}>
        <Button variant="primary" big busy={busy} isDisabled={!may} onPress={() => void convene()}>
          {t("preparing.convene_now")}
        </Button>
      </div>
      <RefusalLine refusal={refusal} names={names} />
    </Section>
  );
}

/** What the meeting is, or will be: when, who sits, who presides, what it is about, by which rules. */
export function Made({ names, preparation }: PartProps) {
  const { t } = names;
  const { dayAndHour, place } = useFormat();
  const { opens, zone, seats, officers, agenda, papers, rulebook, changes } = preparation;
  const heads = seats.filter((seat) => /^head_of_(state|government)$/.test(seat.level)).length;
  return (
    <dl className={styles.made} aria-label={t("preparing.made")}>
      <Line name={t("preparing.made_opens")}>
        <time dateTime={new Date(opens).toISOString()}>
          {dayAndHour(opens, zone)} {place(zone)}
        </time>{" "}
        <span className={shared.small}>{dayAndHour(opens, "UTC")} UTC</span>
      </Line>
      <Line name={t("preparing.made_seats")}>
        {t("preparing.made_seats_are", { n: seats.length, heads })}
      </Line>
      <Line name={t("preparing.officers")}>
        <ol className={styles.plainList}>
          {officers.map((officer) => (
            <li key={officer.seat}>
              <bdi>{names.state(officer.seat)}</bdi>{" "}
              <span className={shared.soft}>
                <TextOf of={officer.title} />
              </span>
            </li>
          ))}
        </ol>
      </Line>
      <Line name={t("preparing.agenda")}>
        <ol className={styles.plainList}>
          {agenda.map((item) => (
            <li key={item.number}>
              {names.decimal(item.number, 0)}. <TextOf of={item.title} />
            </li>
          ))}
        </ol>
      </Line>
      {papers.length > 0 && (
        <Line name={t("preparing.papers")}>
          <ul className={styles.plainList}>
            {papers.map((paper) => (
              <li key={paper.key}>
                <bdi>{paper.symbol}</bdi> <TextOf of={paper.title} />
              </li>
            ))}
          </ul>
        </Line>
      )}
      <Line name={t("preparing.rules")}>
        {names.coded("preparing.rulebook_", rulebook.replaceAll("-", "_"), "preparing.rulebook_other", {
          key: rulebook,
        })}
        {Object.keys(changes).length > 0 &&
          ` – ${t("preparing.made_rules_changed", { n: Object.keys(changes).length })}`}
      </Line>
    </dl>
  );
}

function Line({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
