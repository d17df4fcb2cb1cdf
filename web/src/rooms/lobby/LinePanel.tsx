import { useEffect, useRef, useState } from "react";
import { useHallAway, useRoom } from "../../furniture";
import { checkLine, type LineReport } from "../../hall";
import { useFormat, useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import styles from "./lobby.module.css";

const SECONDS = 10;

type Check =
  | { state: "not_yet" | "failed" }
  | { state: "running"; left: number }
  | { state: "done"; report: LineReport };

/** Ten seconds, a plain verdict, and what to do; the secretariat sees the verdict of a delegation. */
export function LinePanel({ preview, seat }: { preview: MediaStream | null; seat: string | null }) {
  const t = useT();
  const { duration } = useFormat();
  const [check, start] = useCheck(preview, seat);
  const running = check.state === "running";
  const hallAway = useHallAway();
  return (
    <section className={styles.panel}>
      <h3>{t("lobby.line")}</h3>
      <div role="status">
        {hallAway && <p>{t("lobby.check_hall_away")}</p>}
        {check.state === "done" && <Verdict report={check.report} />}
        {check.state === "failed" && <p>{t("lobby.check_failed")}</p>}
      </div>
      <Button busy={running} isDisabled={hallAway} onPress={start}>
        {running && <span>{t("lobby.checking", { left: duration(check.left * 1000) })}</span>}
        {check.state === "not_yet" && <span>{t("lobby.check")}</span>}
        {(check.state === "done" || check.state === "failed") && <span>{t("lobby.check_again")}</span>}
      </Button>
    </section>
  );
}

function useCheck(preview: MediaStream | null, seat: string | null): [Check, () => void] {
  const { book, ask } = useRoom();
  const [check, setCheck] = useState<Check>({ state: "not_yet" });
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const start = async () => {
    const abort = new AbortController();
    stop.current = abort;
    setCheck({ state: "running", left: SECONDS });
    const onTick = (left: number) => setCheck({ state: "running", left });
    const report = await checkLine({ book, preview, seconds: SECONDS, onTick, signal: abort.signal }).catch(
      () => null,
    );
    if (abort.signal.aborted) return;
    setCheck(report ? { state: "done", report } : { state: "failed" });
    if (report && seat) await ask(intentOf(report));
  };
  return [check, () => void start()];
}

function intentOf({ verdict, round_trip_ms, loss_per_mille, microphone, camera }: LineReport) {
  return { kind: "ReportLineCheck" as const, verdict, round_trip_ms, loss_per_mille, microphone, camera };
}

const MARKS = { good: "●", weak: "◐", bad: "○" } as const;

function Verdict({ report }: { report: LineReport }) {
  const t = useT();
  const mend = report.blocked ? "lobby.mend_blocked" : (`lobby.mend_${report.verdict}` as const);
  return (
    <div className={styles.verdict} data-verdict={report.verdict}>
      <p className={styles.verdictWord}>
        <span aria-hidden="true">{MARKS[report.verdict]}</span>
        <span>{` ${t(`lobby.verdict_${report.verdict}`)}`}</span>
      </p>
      <p>{t(mend)}</p>
      <p className={styles.soft}>
        {t("lobby.facts", { ms: report.round_trip_ms, loss: report.loss_per_mille })}
      </p>
    </div>
  );
}
