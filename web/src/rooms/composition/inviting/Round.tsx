/** A round of letters before it leaves: read in each language, what it lacks mended or answered for, then sent. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Refusal, valueFrom } from "../../../api/http";
import type { components } from "../../../api/schema.gen";
import { RefusalLine } from "../../../body/Acting";
import { AnswerFor } from "../../../body/AnswerFor";
import { type Admitted, bodyDoors } from "../../../body/doors";
import { inviteesOf, Letter, type LetterWishes } from "../../../body/Letter";
import { letterLackWords } from "../../../body/lacking";
import type { Names } from "../../../body/names";
import shared from "../../../body/pages.module.css";
import { Translations } from "../../../body/Translate";
import type { BodyMeetingLine, BodyPage } from "../../../body/types";
import { languageName } from "../../../i18n";
import { instantsOf } from "../../../i18n/wallclock";
import { Button } from "../../../primitives/Button";
import { Switch } from "../../../primitives/Switch";
import { TextField } from "../../../primitives/TextField";
import styles from "./inviting.module.css";
import { LetterForm } from "./LetterForm";

export type Readiness = components["schemas"]["Readiness"];

/** What the sender has done for a round so far. */
interface Care {
  /** By language, the wording of what was read: of another wording nothing has been read. */
  read: Record<string, string>;
  accepted: string[];
  reason: string;
}

export interface Left {
  stops: number;
  lacks: number;
  reason: boolean;
  unread: string[];
}

/** What is still to be done before the letters may leave; the house asks the same again. */
export function leftOf(ready: Readiness, care: Care): Left {
  const { accepted, reason } = care;
  const open = ready.lacks.filter((lack) => lack.stops || !accepted.includes(lack.key));
  return {
    stops: open.filter((lack) => lack.stops).length,
    lacks: open.length,
    reason: ready.lacks.length > 0 && !reason.trim(),
    unread: Object.keys(ready.languages).filter((tag) => !isRead(ready, care, tag)),
  };
}

export const isRead = (ready: Readiness, { read }: Care, tag: string): boolean =>
  read[tag] !== undefined && read[tag] === ready.wordings[tag];

export const mayLeave = ({ lacks, reason, unread }: Left): boolean => !lacks && !reason && !unread.length;

const toggled = (list: string[], one: string): string[] =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one];

interface Props {
  body: BodyPage;
  line: BodyMeetingLine;
  admission: Admitted;
  names: Names;
  codes: string[];
  busy: boolean;
  /** `shown`: the version of the body's book that what was read came from. */
  onSend: (round: Record<string, unknown>, shown: number) => void;
}

export function Round({ body, line, admission, names, codes, busy, onSend }: Props) {
  const { t } = names;
  const [wishes, wish] = useState<LetterWishes>({});
  const [care, setCare] = useState<Care>({ read: {}, accepted: [], reason: "" });
  const [by, setBy] = useState("");
  const [picked, pick] = useState("");
  const replyBy = by ? (instantsOf(by, line.zone)[0] ?? null) : null;
  const round = { composition: line.composition, invitees: inviteesOf(wishes), reply_by: replyBy };
  const { data: ready, error } = useReadiness(body, line, admission, round);
  const left = ready && leftOf(ready, care);
  const turnRead = (tag: string) =>
    setCare((now) => {
      const { [tag]: _, ...others } = now.read;
      const wording = ready?.wordings[tag];
      if (!ready || wording === undefined || isRead(ready, now, tag)) return { ...now, read: others };
      return { ...now, read: { ...others, [tag]: wording } };
    });
  const put = (part: Partial<Care>) => setCare((now) => ({ ...now, ...part }));
  // What was read in that language is no longer what would leave: its letter is shown, to be read again.
  const added = (language: string) => {
    const codes = ready?.languages[language] ?? [];
    pick(names.alphabetical(codes, (code) => code)[0] ?? "");
  };
  return (
    <div className={shared.round}>
      <LetterForm body={body} line={line} admission={admission} names={names} />
      <TextField
        label={t("composition.ready_reply_by", { zone: line.zone })}
        type="datetime-local"
        value={by}
        onChange={setBy}
      />
      {ready && <Languages ready={ready} care={care} names={names} onLanguage={(code) => pick(code)} />}
      <Letter
        body={body}
        line={line}
        admission={admission}
        names={names}
        codes={codes}
        picked={picked}
        onPick={pick}
        replyBy={replyBy}
        wishes={wishes}
        onWish={(code, one) => wish((now) => ({ ...now, [code]: one }))}
        foot={(language) => (
          <Switch on={ready ? isRead(ready, care, language) : false} onChange={() => turnRead(language)}>
            {t("composition.ready_i_read", { language: languageName(language) })}
          </Switch>
        )}
      />
      <RefusalLine refusal={error} names={names} />
      {ready && <Lacks {...{ body, line, admission, ready, care, names }} onCare={put} onAdded={added} />}
      {left && (
        <div className={shared.row} data-print="no">
          <Button
            variant="primary"
            busy={busy}
            isDisabled={!mayLeave(left)}
            onPress={() => onSend({ ...round, ...care, read: Object.keys(care.read) }, ready?.version ?? 0)}
          >
            {t("composition.send_invitations")}
          </Button>
          <Remaining left={left} names={names} />
        </div>
      )}
    </div>
  );
}

function useReadiness(body: BodyPage, line: BodyMeetingLine, admission: Admitted, round: unknown) {
  const at = `${bodyDoors.meetingAt(body.key, line.meeting)}/readiness`;
  return useQuery<Readiness, Refusal>({
    queryKey: ["readiness", body.key, at, JSON.stringify(round), admission],
    queryFn: () => valueFrom(bodyDoors.send<Readiness>(at, round, admission)),
    placeholderData: (before) => before,
  });
}

/** One press for each language: shows a letter in it. */
function Languages({
  ready,
  care,
  names,
  onLanguage,
}: {
  ready: Readiness;
  care: Care;
  names: Names;
  onLanguage: (code: string) => void;
}) {
  const { t } = names;
  return (
    <fieldset className={styles.roundLanguages}>
      <legend>{t("composition.ready_read")}</legend>
      {Object.entries(ready.languages).map(([tag, codes]) => (
        <Button
          key={tag}
          variant={isRead(ready, care, tag) ? "quiet" : "plain"}
          onPress={() => onLanguage(names.alphabetical(codes, (code) => code)[0] ?? "")}
        >
          <span aria-hidden="true">{isRead(ready, care, tag) ? "✓" : "○"}</span>{" "}
          {t("composition.ready_in", { language: languageName(tag), n: codes.length })}
        </Button>
      ))}
    </fieldset>
  );
}

interface LacksProps {
  body: BodyPage;
  line: BodyMeetingLine;
  admission: Admitted;
  onAdded: (language: string) => void;
  ready: Readiness;
  care: Care;
  names: Names;
  onCare: (part: Partial<Care>) => void;
}

function Lacks({ ready, care, names, onCare, ...where }: LacksProps) {
  const { t } = names;
  if (!ready.lacks.length) return <p className={shared.whole}>✓ {t("composition.ready_whole")}</p>;
  return (
    <AnswerFor
      title={t("composition.ready_lacks")}
      lacks={ready.lacks}
      words={(lack) => letterLackWords(lack, names)}
      mend={(lack) => <Translations {...where} names={names} lack={lack} />}
      stops={t("composition.ready_stops")}
      accept={t("composition.ready_accept")}
      accepted={care.accepted}
      onTurn={(key) => onCare({ accepted: toggled(care.accepted, key) })}
      reason={care.reason}
      onReason={(reason) => onCare({ reason })}
      names={names}
    />
  );
}

function Remaining({ left, names }: { left: Left; names: Names }) {
  const { t } = names;
  if (mayLeave(left)) return null;
  return (
    <ul className={styles.remaining} role="status">
      {left.unread.length > 0 && (
        <li>{t("composition.ready_left_read", { languages: names.list(left.unread.map(languageName)) })}</li>
      )}
      {left.lacks > 0 && <li>{t("composition.ready_left_lacks", { n: left.lacks })}</li>}
      {left.reason && <li>{t("composition.ready_left_reason")}</li>}
    </ul>
  );
}
