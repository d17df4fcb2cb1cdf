/** What the house will not decide by itself, each with its answers. */
import { useState } from "react";
import { useT, useTexts } from "../../i18n";
import { Select } from "../../primitives/Select";
import styles from "./intake.module.css";
import { type Asked, settled } from "./reading";

interface Props {
  questions: readonly Asked[];
  onAnswer: (asked: Asked, written: string, choice: string) => void;
}

export function Questions({ questions, onAnswer }: Props) {
  const t = useT();
  if (!questions.length) return null;
  return (
    <section className={styles.questions}>
      <h2>{t("intake.questions")}</h2>
      <ul>
        {questions.map((asked) => (
          <li key={`${asked.about} ${asked.column} ${asked.written.join("\n")}`} data-about={asked.about}>
            {asked.about === "groups" ? (
              <Spellings asked={asked} onAnswer={onAnswer} />
            ) : (
              <One asked={asked} onAnswer={onAnswer} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface OneProps {
  asked: Asked;
  onAnswer: Props["onAnswer"];
}

function One({ asked, onAnswer }: OneProps) {
  const t = useT();
  const text = useTexts();
  const [written = ""] = asked.written;
  const dates = asked.about === "dates";
  const label = dates
    ? t("intake.ask_dates", { written: asked.written.join(" · ") })
    : t("intake.ask_state", { written, line: asked.line });
  const words = (option: string) =>
    dates
      ? t(option === "day" ? "intake.day_first" : "intake.month_first")
      : text(asked.names[option]) || option;
  return (
    <Select
      label={label}
      value=""
      choices={[
        { key: "", label: t("intake.choose") },
        ...asked.options.map((option) => ({ key: option, label: words(option) })),
      ]}
      onChange={(choice) => choice && onAnswer(asked, written, choice)}
    />
  );
}

/** Each spelling is counted under one of them; answered when all are, for half an answer is another question. */
function Spellings({ asked, onAnswer }: OneProps) {
  const t = useT();
  const [chosen, choose] = useState<Record<string, string>>({});
  const pick = (spelling: string, choice: string) => {
    const next = { ...chosen, [spelling]: choice };
    choose(next);
    if (!settled(asked, next)) return;
    for (const written of asked.written) onAnswer(asked, written, next[written] ?? written);
  };
  const options = (spelling: string) =>
    [...new Set([...asked.options, ...(asked.unseen ? [] : [spelling])])].map((option) => ({
      key: option,
      label: option === spelling ? t("intake.itself", { written: option }) : option,
    }));
  return (
    <fieldset className={styles.spellings}>
      <legend>{t(asked.unseen ? "intake.ask_unseen" : "intake.ask_groups", { column: asked.column })}</legend>
      {asked.written.map((spelling, index) => (
        <Select
          key={spelling}
          label={t("intake.counted", { written: spelling, n: asked.counts[index] ?? 0 })}
          value={chosen[spelling] ?? ""}
          choices={[{ key: "", label: t("intake.choose") }, ...options(spelling)]}
          onChange={(choice) => choice && pick(spelling, choice)}
        />
      ))}
    </fieldset>
  );
}
