/** The accepted composition becomes invitations: the letter seen before it goes, then who answered what. */
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { whole } from "../../../api/client";
import { type Refusal, valueFrom } from "../../../api/http";
import { newKey } from "../../../api/key";
import { RefusalLine } from "../../../body/Acting";
import { type Admitted, bodyDoors } from "../../../body/doors";
import { Fold } from "../../../body/Fold";
import { Letter } from "../../../body/Letter";
import type { Names } from "../../../body/names";
import shared from "../../../body/pages.module.css";
import type { BodyMeetingLine, BodyPage, InvitationLine } from "../../../body/types";
import { useRenewBody } from "../../../body/useBody";
import { languageName, TextOf, useFormat, useTexts } from "../../../i18n";
import { Button } from "../../../primitives/Button";
import { toast } from "../../../primitives/Toasts";
import { meetingAddress } from "../../../routes";
import { CorrectAddress } from "./CorrectAddress";
import styles from "./inviting.module.css";
import { LetterForm } from "./LetterForm";
import { Round } from "./Round";

interface Props {
  body: BodyPage;
  admission: Admitted;
  names: Names;
}

export function Invitations({ body, admission, names }: Props) {
  const text = useTexts();
  const called = body.meetings.filter((line) => !line.past && line.composition);
  if (!called.length) return <p className={shared.soft}>{names.t("composition.invite_after")}</p>;
  return (
    <>
      {called.map((line) =>
        line.book ? (
          <Fold
            key={line.meeting}
            summary={names.t("composition.invited_convened", { title: text(line.title) })}
          >
            {() => <OfMeeting {...{ line, body, admission, names }} />}
          </Fold>
        ) : (
          <OfMeeting key={line.meeting} {...{ line, body, admission, names }} />
        ),
      )}
    </>
  );
}

function OfMeeting({ line, body, admission, names }: Props & { line: BodyMeetingLine }) {
  const { t } = names;
  const renew = useRenewBody(body.key);
  const [busy, setBusy] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const sent = line.tally.invited > 0;
  const at = bodyDoors.meetingAt(body.key, line.meeting);
  const { data: lines } = useQuery<InvitationLine[], Refusal>({
    queryKey: ["invitations", body.key, line.meeting, admission],
    queryFn: () =>
      valueFrom(
        whole<InvitationLine>(
          (path) => bodyDoors.read<InvitationLine[]>(path, admission),
          `${at}/invitations`,
          (one) => one.code,
        ),
      ),
    enabled: sent,
    refetchInterval: 5_000,
  });
  const send = async (door: "invite" | "remind" | "again", what: unknown, shown?: number) => {
    setBusy(door);
    const answer = await bodyDoors.send<{ letters: number }>(`${at}/${door}`, what, admission, {
      "Idempotency-Key": newKey(),
      ...(shown ? { "If-Match": String(shown) } : {}),
    });
    setRefusal(answer.ok ? null : answer.refusal);
    if (answer.ok) toast(t("composition.letters_sent", { n: answer.value.letters }), "good");
    await renew();
    setBusy("");
  };
  const letterOf = (code: string) =>
    bodyDoors.link(`${bodyDoors.letterAt(body.key, line.meeting, code)}.pdf`, admission);
  const refused = (lines ?? []).filter((one) => one.delivery === "refused" && !one.forgotten).length;
  const silent = (lines ?? []).filter((one) => one.answer === "none");
  const composed = body.compositions.find((one) => one.composition === line.composition);
  return (
    <div className={styles.invitations} data-meeting={line.meeting}>
      <h3>
        <TextOf of={line.title} />
      </h3>
      {!sent && (
        <Round
          body={body}
          line={line}
          admission={admission}
          names={names}
          codes={composed?.members ?? []}
          busy={busy === "invite"}
          onSend={(round, shown) => void send("invite", round, shown)}
        />
      )}
      {sent && lines && (
        <>
          <Tally lines={lines} names={names} />
          <Delivery lines={lines} names={names} />
          {silent.length > 0 && (
            <Fold summary={t("composition.read_reminder")}>
              {() => (
                <>
                  <LetterForm body={body} line={line} admission={admission} names={names} />
                  <Letter
                    body={body}
                    line={line}
                    admission={admission}
                    names={names}
                    codes={silent.map((one) => one.code)}
                    reminder
                  />
                </>
              )}
            </Fold>
          )}
          <div className={shared.row} data-print="no">
            <Button
              busy={busy === "remind"}
              isDisabled={silent.length === 0}
              onPress={() => void send("remind", { codes: [] })}
            >
              {t("composition.remind", { n: silent.length })}
            </Button>
            {refused > 0 && (
              <Button busy={busy === "again"} onPress={() => void send("again", {})}>
                {t("composition.send_again", { n: refused })}
              </Button>
            )}
          </div>
          <Answers
            lines={lines}
            names={names}
            letterOf={letterOf}
            correction={({ code, addresses }) => (
              <CorrectAddress {...{ at, code, addresses, admission, names }} onDone={renew} />
            )}
          />
          <p data-print="no">
            <a href={meetingAddress(body.key, line.meeting, "prepare")}>{t("body.page_prepare")}</a>
          </p>
        </>
      )}
      <RefusalLine refusal={refusal} names={names} />
    </div>
  );
}

const ANSWERS = ["accepted", "declined", "none"] as const;
const SIGN = { accepted: "✓", declined: "✕", none: "…" };

function Tally({ lines, names }: { lines: InvitationLine[]; names: Names }) {
  const { t } = names;
  const count = (answer: string) => lines.filter((one) => one.answer === answer).length;
  return (
    <div className={styles.tally} role="status">
      <p className={styles.tallyBar} aria-hidden="true">
        {ANSWERS.map((answer) => (
          <span key={answer} data-answer={answer} style={{ flexGrow: count(answer) }} />
        ))}
      </p>
      <p>
        <b>{t("composition.invited", { n: lines.length })}</b>
        {ANSWERS.map((answer) => (
          <span key={answer}>
            {" · "}
            {SIGN[answer]} {t(`composition.answer_${answer}`)} {names.decimal(count(answer), 0)}
          </span>
        ))}
      </p>
    </div>
  );
}

/** How far the letters have come, while they are under way. */
function Delivery({ lines, names }: { lines: InvitationLine[]; names: Names }) {
  const delivered = lines.filter((one) => one.delivery === "sent").length;
  const words = names.t("composition.ready_delivered", { n: delivered, of: lines.length });
  return (
    <p className={styles.delivery}>
      <progress value={delivered} max={lines.length} aria-label={words} />
      {words}
    </p>
  );
}

interface AnswersProps {
  lines: InvitationLine[];
  names: Names;
  letterOf: (code: string) => string;
  correction: (line: InvitationLine) => ReactNode;
}

function Answers({ lines, names, letterOf, correction }: AnswersProps) {
  const { t } = names;
  const text = useTexts();
  const { dayAndHour } = useFormat();
  const collator = names.alphabetical(lines, (one) => one.code);
  return (
    <div className={shared.tableBox}>
      <table className={shared.stateTable}>
        <caption>{t("composition.answers")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("composition.col_state")}</th>
            <th scope="col">{t("composition.col_answer")}</th>
            <th scope="col">{t("composition.col_level")}</th>
            <th scope="col">{t("composition.col_form")}</th>
            <th scope="col">{t("composition.col_letter")}</th>
          </tr>
        </thead>
        <tbody>
          {collator.map((one) => (
            <tr key={one.code} data-answer={one.answer} data-code={one.code}>
              <th scope="row">
                <bdi>{text(one.name) || names.state(one.code)}</bdi>
              </th>
              <td>
                <span className={shared.chip} data-answer={one.answer}>
                  {SIGN[one.answer]} {t(`composition.answer_${one.answer}`)}
                </span>
                {one.on_behalf && <span className={shared.small}> {t("composition.answer_on_behalf")}</span>}
                {one.answered_at && (
                  <span className={shared.small}> {dayAndHour(one.answered_at, "UTC")}</span>
                )}
              </td>
              <td>
                {one.level && names.coded("common.level_", one.level, "body.level_unknown")}{" "}
                <span className={shared.small}>
                  <bdi>{text(one.title)}</bdi>
                </span>
              </td>
              <td>
                {one.form && names.coded("common.form_", one.form, "common.form_live")}{" "}
                <bdi>{one.remark}</bdi>
              </td>
              <td className={shared.small}>
                <bdi lang={one.language}>{languageName(one.language)}</bdi>
                {one.delivery_error !== FORGOTTEN && ` · ${t(`composition.delivery_${one.delivery}`)}`}
                {one.reminded_at && ` · ${t("composition.reminded")}`}
                {" · "}
                <a href={letterOf(one.code)} download>
                  {t("composition.letter_pdf")}
                </a>
                {one.delivery_error && !one.forgotten && (
                  <>
                    {" "}
                    <MailError said={one.delivery_error} names={names} />
                  </>
                )}
                {one.forgotten && (
                  <>
                    {" "}
                    <b>{t("composition.address_forgotten")}</b>
                  </>
                )}
                {correction(one)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Is said by the house of a letter whose addressee's address was erased. */
const FORGOTTEN = "address_forgotten";
const NO_SMTPUTF8 = /^no_smtputf8: (.*)$/;

/** What the mail server said, in its own words; what the house says of it, in the reader's. */
function MailError({ said, names }: { said: string; names: Names }) {
  const beyond = NO_SMTPUTF8.exec(said)?.[1];
  if (!beyond) return <bdi>{said}</bdi>;
  return (
    <>
      {names.t("composition.mail_no_smtputf8")} <bdi>{beyond}</bdi>
    </>
  );
}
