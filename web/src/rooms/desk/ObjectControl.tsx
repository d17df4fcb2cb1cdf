import { useState } from "react";
import type { DeskDoc, QuestionDoc } from "../../api/types";
import { SeatName, useNow } from "../../furniture";
import { T, useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import { useKeys } from "../../primitives/keys";
import { SolemnButton } from "../../primitives/SolemnButton";
import { TextField } from "../../primitives/TextField";
import styles from "./desk.module.css";
import type { Doing } from "./doing";

export interface ObjectControlProps {
  question: QuestionDoc;
  desk: DeskDoc;
  acts: boolean;
  doing: Doing;
}

/** One control: press, then confirm. Nothing else is needed to agree. */
export function ObjectControl({ question, desk, acts, doing }: ObjectControlProps) {
  const t = useT();
  if (desk.objected) return <Standing question={question} acts={acts} doing={doing} />;
  if (question.phase === "consulting") return <p className={styles.strong}>{t("desk.consulting")}</p>;
  return (
    <div className={styles.object}>
      {desk.object.may && acts ? (
        <Objecting key={question.key} question={question} doing={doing} />
      ) : (
        <WhyNot desk={desk} acts={acts} />
      )}
      <p className={styles.strong}>{t("desk.nothing_means")}</p>
      <WindowOver question={question} />
    </div>
  );
}

/** What follows once the panel's own count has run out. */
function WindowOver({ question }: { question: QuestionDoc }) {
  const t = useT();
  if (question.closes_at > useNow(250)) return null;
  return <p>{t(question.waits_for.length ? "desk.window_waits" : "desk.window_over")}</p>;
}

function WhyNot({ desk, acts }: { desk: DeskDoc; acts: boolean }) {
  const t = useT();
  if (desk.object.why_not === "not_a_member") return <p>{t("desk.object_members_only")}</p>;
  return acts ? null : <p>{t("desk.object_head_only")}</p>;
}

function Objecting({ question, doing }: { question: QuestionDoc; doing: Doing }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  useKeys({ Escape: open ? () => setOpen(false) : undefined });
  if (!open) {
    return (
      <SolemnButton variant="danger" shortcut="O" about={question.key} onPress={() => setOpen(true)}>
        {t("desk.object")}
      </SolemnButton>
    );
  }
  return <Confirm question={question} doing={doing} onLeave={() => setOpen(false)} />;
}

function Confirm({ question, doing, onLeave }: { question: QuestionDoc; doing: Doing; onLeave: () => void }) {
  const t = useT();
  const [words, setWords] = useState("");
  const [proposed, setProposed] = useState("");
  const confirm = () => void doing.act({ kind: "Object", question: question.key, words, proposed });
  return (
    <fieldset className={styles.confirm} aria-label={t("desk.object")}>
      <div className={styles.row}>
        <SolemnButton variant="danger" about={question.key} autoFocus onPress={confirm}>
          {t("desk.object_confirm")}
        </SolemnButton>
        <Button onPress={onLeave}>{t("desk.object_not")}</Button>
      </div>
      <TextField label={t("desk.object_words")} value={words} onChange={setWords} maxLength={2000} />
      <TextField label={t("desk.object_proposed")} value={proposed} onChange={setProposed} maxLength={2000} />
    </fieldset>
  );
}

function Standing({ question, acts, doing }: { question: QuestionDoc; acts: boolean; doing: Doing }) {
  const t = useT();
  const seats = question.objections.filter((one) => !one.withdrawn).map((one) => one.seat);
  return (
    <div className={styles.object} role="status">
      <p className={styles.strong}>{t("desk.objected")}</p>
      <p>
        <T k="desk.objections_by" values={{ seats: <Names seats={seats} /> }} />
      </p>
      {acts && (
        <SolemnButton onPress={() => void doing.act({ kind: "WithdrawObjection", question: question.key })}>
          {t("desk.objection_withdraw")}
        </SolemnButton>
      )}
    </div>
  );
}

function Names({ seats }: { seats: string[] }) {
  return seats.map((seat, i) => (
    <span key={seat}>
      {i > 0 && <span> · </span>}
      <SeatName seat={seat} />
    </span>
  ));
}
