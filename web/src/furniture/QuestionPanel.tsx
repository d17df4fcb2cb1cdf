import { type ReactNode, useState } from "react";
import type { QuestionDoc } from "../api/types";
import { choose, LANGUAGE_TAGS, languageName, T, TextOf, useFormat, useT, useTag } from "../i18n";
import styles from "./furniture.module.css";
import { useNow } from "./now";
import { ReadText } from "./ReadText";
import { SeatName } from "./SeatName";
import { Sign } from "./Sign";

export interface QuestionPanelProps {
  question: QuestionDoc;
  /** Controls of this room: object, gavel. */
  children?: ReactNode;
}

/** The question before the meeting: text as tabled, the window, who has objected. */
export function QuestionPanel({ question, children }: QuestionPanelProps) {
  const t = useT();
  return (
    <section className={styles.question} aria-label={t("common.question_put")} data-phase={question.phase}>
      <header className={styles.questionHead}>
        <h2>{t("common.question_put")}</h2>
        {question.phase === "put" && <Window question={question} />}
      </header>
      <QuestionText question={question} />
      <Objections question={question} />
      {question.waits_for.length > 0 && (
        <p className={styles.warn}>
          <T k="common.question_waits" values={{ seats: <Seats keys={question.waits_for} /> }} />
        </p>
      )}
      {children}
    </section>
  );
}

function QuestionText({ question }: { question: QuestionDoc }) {
  const t = useT();
  const own = useTag();
  const texts = Object.keys(question.text).length ? question.text : (question.paper?.text ?? {});
  // Follows the reader's language until another is chosen for the text.
  const [chosen, setTag] = useState("");
  const tag = chosen || own;
  const tags = sorted(Object.keys(texts));
  const shown = choose(texts, texts[tag] ? tag : own);
  return (
    <>
      <p className={styles.questionTitle}>
        {question.paper ? (
          <TextOf of={question.paper.title} />
        ) : (
          <span>{t(`common.about_${question.about}`)}</span>
        )}
        {question.paper?.symbol && (
          <bdi className={styles.symbol} dir="ltr">
            {question.paper.symbol}
          </bdi>
        )}
      </p>
      {question.paper && Object.keys(question.paper.files).length > 0 && (
        <ReadText paper={question.paper.key} />
      )}
      {shown.text && (
        <blockquote className={styles.questionText} lang={shown.lang} dir="auto">
          {shown.text}
        </blockquote>
      )}
      {tags.some((one) => one !== own) && (
        <fieldset className={styles.questionTags}>
          <legend className="unseen">{t("common.text_language")}</legend>
          {tags.map((one) => (
            <button
              key={one}
              type="button"
              lang={one}
              aria-pressed={one === shown.lang}
              onClick={() => setTag(one)}
            >
              {languageName(one)}
            </button>
          ))}
        </fieldset>
      )}
    </>
  );
}

const sorted = (tags: string[]): string[] => [...tags].sort((a, b) => order(a) - order(b));
const order = (tag: string): number => {
  const place = (LANGUAGE_TAGS as string[]).indexOf(tag);
  return place < 0 ? LANGUAGE_TAGS.length : place;
};

/** Counts the window down by the server's time; what it means stands beside it in words. */
function Window({ question }: { question: QuestionDoc }) {
  const t = useT();
  const { figures } = useFormat();
  const now = useNow(250);
  const left = Math.max(0, question.closes_at - now);
  const share = Math.min(1, left / Math.max(1, question.closes_at - question.put_at));
  const key = left > 0 ? "common.window_left" : "common.window_over";
  return (
    <div className={styles.window} data-over={left === 0 || undefined}>
      <span role="timer">
        <Sign>{t(key, { left: figures(Math.ceil(left / 1000) * 1000) })}</Sign>
      </span>
      <span className={styles.windowBar} aria-hidden="true">
        <span style={{ inlineSize: `${share * 100}%` }} />
      </span>
    </div>
  );
}

function Objections({ question }: { question: QuestionDoc }) {
  const t = useT();
  const standing = question.objections.filter((objection) => !objection.withdrawn);
  if (!standing.length) {
    return question.phase === "put" ? <p className={styles.soft}>{t("common.no_objection_so_far")}</p> : null;
  }
  return (
    <div className={styles.objections} role="alert">
      {standing.map((objection) => (
        <p key={objection.seat}>
          <T k="common.objects" values={{ seat: <SeatName seat={objection.seat} /> }} />
          {objection.words && <q dir="auto">{objection.words}</q>}
        </p>
      ))}
    </div>
  );
}

function Seats({ keys }: { keys: string[] }) {
  return keys.map((key, i) => (
    <span key={key}>
      {i > 0 && <span> · </span>}
      <SeatName seat={key} />
    </span>
  ));
}
