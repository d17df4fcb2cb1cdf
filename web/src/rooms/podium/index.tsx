/** The podium: who presides sees who has the floor, what comes next, and presses one button. */
import { useAdmission } from "../../api/session";
import {
  Announcements,
  DecisionsList,
  type KeyLine,
  KeySheet,
  Stage,
  TopBar,
  useRoom,
} from "../../furniture";
import { Leaving } from "../../furniture/Leaving";
import { LineWords } from "../../furniture/LineWords";
import { useLine } from "../../furniture/line";
import { useT, useTexts } from "../../i18n";
import { useKeyChoices } from "../../primitives/key-choices";
import { useKeys } from "../../primitives/keys";
import { Menu } from "../../primitives/Menu";
import { roomAddress } from "../../routes";
import { AgendaRail } from "./AgendaRail";
import { ALL_ACTIONS, type ChairAction, sittingActions } from "./actions";
import { focusAwaited } from "./awaited";
import { Actions, ChairColumn, isOver } from "./ChairColumn";
import { type Conduct, useConduct } from "./conduct";
import { NotPresiding } from "./NotPresiding";
import { OwnLine } from "./OwnLine";
import { usePointGong } from "./PointPanel";
import styles from "./podium.module.css";
import { QuestionCard } from "./QuestionCard";
import { SpeakersColumn } from "./SpeakersColumn";

export default function Podium() {
  const { views, admission } = useRoom();
  const conduct = useConduct();
  const me = useAdmission(admission);
  const line = useLine(true, false);
  const presiding = views.meeting?.presiding?.person;
  const presides = !me || presiding === undefined || me.person === presiding;
  usePointGong(presides ? views.stage?.point : null);
  const question = views.question?.question;
  const { stage } = views;
  const speaks = stage?.phase === "speaking" && stage.seat === views.meeting?.presiding?.seat;
  const actions = sittingActions(views);
  return (
    <main className={styles.podium}>
      <TopBar>
        <Presiding />
        <Keys />
      </TopBar>
      <div className={styles.news}>
        <Frozen />
        <LineWords line={line} room="podium" />
      </div>
      <div className={styles.told}>
        <Announcements />
      </div>
      <div className={styles.middle}>
        {presides && !isOver(views) ? (
          <SpeakersColumn conduct={conduct} />
        ) : (
          <div className={styles.speakers}>
            <DecisionsList />
          </div>
        )}
        <Stage video={line.stage} clock="l">
          {question && presides ? <QuestionCard question={question} conduct={conduct} /> : null}
        </Stage>
        {presides ? <ChairColumn conduct={conduct} /> : <NotPresiding person={me.person} conduct={conduct} />}
      </div>
      <AgendaRail conduct={conduct} />
      <footer className={styles.foot}>
        {presides && <Actions actions={actions.shown} conduct={conduct} />}
        <OwnLine line={line} />
        <More actions={presides ? actions.rare : []} conduct={conduct} />
      </footer>
      <Leaving speaking={presides && (speaks || line.onAir === "on")} presiding />
    </main>
  );
}

/** Said only when it is not the usual officer. */
function Presiding() {
  const t = useT();
  const texts = useTexts();
  const { meeting } = useRoom().views;
  if (!meeting?.presiding || !meeting.acting) return null;
  return (
    <strong className={styles.acting}>
      {`${t("podium.acting")} · ${t("podium.presides", { name: texts(meeting.presiding.title) })}`}
    </strong>
  );
}

function Frozen() {
  const t = useT();
  const { meeting } = useRoom().views;
  if (!meeting?.frozen) return null;
  return (
    <p className={styles.frozen} role="alert">
      {t("podium.frozen_now")}
    </p>
  );
}

/** What is rarer, with its key beside it; leaving last. */
function More({ actions, conduct }: { actions: ChairAction[]; conduct: Conduct }) {
  const t = useT();
  const { book } = useRoom();
  const { shown } = useKeyChoices();
  useKeys(Object.fromEntries(actions.map((action) => [action.key, () => conduct.run(action)])));
  const named = (action: ChairAction) =>
    shown(action.key) ? `${t(action.label)} (${shown(action.key)})` : t(action.label);
  const choices = [
    ...actions.map((action) => ({ key: action.key, label: named(action) })),
    { key: "leave", label: t("podium.leave") },
  ];
  const choose = (key: string) => {
    const action = actions.find((one) => one.key === key);
    if (action) conduct.run(action);
    else location.assign(roomAddress(book, "gallery"));
  };
  return <Menu label={t("podium.more")} choices={choices} onChoose={choose} onShut={focusAwaited} />;
}

function Keys() {
  const t = useT();
  const lines: KeyLine[] = [
    { key: "⏎", does: t("podium.key_next") },
    ...ALL_ACTIONS.map((action) => ({ key: action.key, does: t(action.label) })),
    { key: "U", does: t("podium.undo", { what: "" }) },
    { key: "M", does: t("podium.mic_on") },
    { key: "V", does: t("podium.cam_on") },
    { key: "W", does: t("podium.key_words") },
    { key: "↓", does: t("podium.key_select") },
    { key: "Esc", does: t("podium.key_escape") },
  ];
  return <KeySheet keys={lines} />;
}
