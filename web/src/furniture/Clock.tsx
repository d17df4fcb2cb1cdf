import type { StageDoc } from "../api/types";
import { type Translate, useFormat, useT } from "../i18n";
import styles from "./Clock.module.css";
import { type ClockState, clockState } from "./clock-state";
import { useAway, useNow } from "./now";
import { Sign } from "./Sign";

export interface ClockProps {
  stage: StageDoc;
  size?: "m" | "l";
}

/** The speaker's clock, by the server's time. */
export function Clock({ stage, size = "m" }: ClockProps) {
  const now = useNow(250);
  const away = useAway();
  return <ClockFace state={clockState(stage, now)} size={size} away={away} />;
}

const RADIUS = 42;
const ROUND = 2 * Math.PI * RADIUS;

export interface ClockFaceProps {
  state: ClockState;
  size: "m" | "l";
  /** The house cannot be reached: the figures stand still, and a word says so. */
  away?: boolean;
}

export function ClockFace({ state, size, away = false }: ClockFaceProps) {
  const t = useT();
  const { figures } = useFormat();
  if (state.tone === "idle") return null;
  const main = mainFigures(state);
  return (
    <div
      className={`${styles.clock} ${styles[state.tone]} ${styles[size]}`}
      role="timer"
      aria-label={spoken(state, away, t, figures)}
    >
      <div className={styles.figures} aria-hidden="true">
        <Sign className={styles.main} dir="ltr">
          {`${state.tone === "red" ? "+" : ""}${figures(main)}`}
        </Sign>
        {state.limitMs !== null && state.tone !== "offered" && (
          <Sign className={styles.limit}>{t("common.clock_of", { limit: figures(state.limitMs) })}</Sign>
        )}
        <Sign className={styles.word}>{word(state, away, t)}</Sign>
      </div>
      <Arc state={state} />
    </div>
  );
}

/** Used time while within the limit; the overrun beyond it; the grace while the floor is offered. */
function mainFigures(state: ClockState): number {
  if (state.tone === "offered") return Math.ceil((state.graceMs ?? 0) / 1000) * 1000;
  if (state.tone === "red") return -(state.leftMs ?? 0);
  return state.usedMs;
}

function word(state: ClockState, away: boolean, t: Translate): string {
  if (away) return t("common.clock_away");
  return t(`common.clock_${state.tone === "idle" ? "calm" : state.tone}`);
}

function spoken(state: ClockState, away: boolean, t: Translate, figures: (ms: number) => string): string {
  const used = figures(state.usedMs);
  const limit = state.limitMs === null ? t("common.clock_no_limit") : figures(state.limitMs);
  return t("common.clock_spoken", { word: word(state, away, t), used, limit });
}

/** The sign inside the arc: with the word, it tells the tone to who does not see the colour. */
const SIGNS: Partial<Record<ClockState["tone"], string>> = {
  held: "M39 34v32M61 34v32",
  paused: "M39 34v32M61 34v32",
  offered: "M30 50h0M50 50h0M70 50h0",
  amber: "M50 28v28M50 71h0",
};

function Arc({ state }: { state: ClockState }) {
  const share = state.tone === "red" ? 1 : state.share;
  return (
    <svg className={styles.face} viewBox="0 0 100 100" aria-hidden="true">
      <circle className={styles.track} cx="50" cy="50" r={RADIUS} />
      <circle
        className={styles.arc}
        cx="50"
        cy="50"
        r={RADIUS}
        strokeDasharray={`${share * ROUND} ${ROUND}`}
        transform="rotate(-90 50 50)"
      />
      {SIGNS[state.tone] && <path className={styles.sign} d={SIGNS[state.tone]} />}
      {state.tone === "red" && <path className={styles.mark} d="M50 27l24 42H26z" />}
    </svg>
  );
}
