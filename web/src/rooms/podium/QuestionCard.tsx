import type { QuestionDoc } from "../../api/types";
import { QuestionPanel, SeatName } from "../../furniture";
import { T, useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import { SolemnButton } from "../../primitives/SolemnButton";
import type { Conduct } from "./conduct";
import styles from "./podium.module.css";

/** The question before the meeting, with what the chair may do with it besides the gavel. */
export function QuestionCard({ question, conduct }: { question: QuestionDoc; conduct: Conduct }) {
  const t = useT();
  const key = question.key;
  return (
    <QuestionPanel question={question}>
      {question.objections
        .filter((objection) => objection.proposed && !objection.withdrawn)
        .map((objection) => (
          <p key={objection.seat}>
            <SeatName seat={objection.seat} />
            <span> — </span>
            <T k="podium.question_proposed" values={{ text: objection.proposed }} />
          </p>
        ))}
      {question.phase === "consulting" && <p className={styles.consulting}>{t("podium.consulting")}</p>}
      <div className={styles.cardFoot}>
        <span className={styles.soft}>{t("podium.question_connected", { n: question.connected })}</span>
        {question.phase === "objected" && (
          <SolemnButton onPress={() => void conduct.act({ kind: "GoToConsultation", question: key })}>
            {t("podium.consult")}
          </SolemnButton>
        )}
        {(question.phase === "put" || question.phase === "objected") && (
          <Button onPress={() => conduct.open({ name: "voice" })}>{t("podium.voice")}</Button>
        )}
        <Button onPress={() => conduct.open({ name: "withdraw_question" })}>
          {t("podium.withdraw_question")}
        </Button>
      </div>
    </QuestionPanel>
  );
}
