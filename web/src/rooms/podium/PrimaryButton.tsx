import type { Intent } from "../../api/types";
import { useNow, useRoom } from "../../furniture";
import { useStatementLanguage } from "../../furniture/spoken";
import { languageName, useT, useTexts } from "../../i18n";
import { usePressTwice } from "../../primitives/press-twice";
import { Select } from "../../primitives/Select";
import { SolemnButton } from "../../primitives/SolemnButton";
import type { Conduct } from "./conduct";
import styles from "./podium.module.css";
import { type Names, type Primary, primaryOf, secondsUntil } from "./step";

export function useNames(): Names {
  const { views, seatName } = useRoom();
  const texts = useTexts();
  return {
    seat: seatName,
    item: (number) => texts(views.agenda?.items.find((line) => line.number === number)?.title),
    paper: (key) => {
      const paper = views.podium?.papers.find((one) => one.key === key);
      return texts(paper?.title) || paper?.symbol || key;
    },
  };
}

/** The next thing that the rules call for; Enter presses it. */
export function PrimaryButton({ conduct }: { conduct: Conduct }) {
  const { views } = useRoom();
  const names = useNames();
  const step = views.podium?.next;
  if (!step) return null;
  const primary = primaryOf(step, views, names);
  if (!primary.label) return <Waiting primary={primary} />;
  return <Press primary={primary} conduct={conduct} />;
}

function Press({ primary, conduct }: { primary: Primary; conduct: Conduct }) {
  const t = useT();
  const { busy } = useRoom();
  const wait = secondsUntil(primary.readyAt, useNow(250));
  const [language, setLanguage] = useStatementLanguage();
  const { opens } = primary;
  const intent = inLanguage(primary.intent, language);
  const { armed, press } = usePressTwice(JSON.stringify(intent), primary.binds && !opens, () => {
    if (opens) conduct.open({ name: opens });
    else if (intent) void conduct.act(intent);
  });
  const shut = wait > 0 || !intent;
  // The window has run out: nothing is waited for any more, the gavel may fall.
  const over = wait <= 0 && primary.waiting === "podium.waiting_objections";
  const under = busy !== null && busy === intent?.kind;
  const label = primary.label ? t(primary.label, primary.values) : "";
  const again = primary.intent?.kind === "Close" ? "podium.confirm_again" : "podium.confirm_adopt";
  return (
    <div className={styles.primary} data-armed={armed || undefined}>
      {intent?.kind === "TakeFloor" && <StatementLanguage value={language} onChange={setLanguage} />}
      <SolemnButton
        variant="primary"
        big
        shortcut="Enter"
        keyless={conduct.panel !== null}
        about={`${JSON.stringify(intent)}${conduct.panel === null}`}
        note={wait > 0 ? t("podium.count", { n: wait }) : undefined}
        isDisabled={shut}
        busy={under}
        onPress={press}
        data-awaited=""
      >
        {armed ? t(again) : label}
      </SolemnButton>
      {!over && <Waiting primary={primary} quiet />}
    </div>
  );
}

/** The chair's own statement is made in the language that she chooses. */
const inLanguage = (intent: Intent | null, language: string): Intent | null =>
  intent?.kind === "TakeFloor" ? { ...intent, language } : intent;

function StatementLanguage({ value, onChange }: { value: string; onChange: (tag: string) => void }) {
  const t = useT();
  const tags = useRoom().views.meeting?.languages ?? [];
  const choices = tags.map((tag) => ({ key: tag, label: languageName(tag), lang: tag }));
  return <Select label={t("podium.your_language")} value={value} choices={choices} onChange={onChange} />;
}

/** What is waited for, in words; beside a button in small, alone in large. */
function Waiting({ primary, quiet }: { primary: Primary; quiet?: boolean }) {
  const t = useT();
  if (!primary.waiting) return null;
  return (
    <p
      className={quiet ? styles.waitingQuiet : styles.waiting}
      role="status"
      tabIndex={quiet ? undefined : -1}
      data-awaited={quiet ? undefined : ""}
    >
      {!quiet && primary.waiting !== "podium.waiting_nothing" && (
        <span className={styles.waitingWord}>{t("podium.awaiting")}</span>
      )}
      <span>{t(primary.waiting, primary.values)}</span>
    </p>
  );
}
