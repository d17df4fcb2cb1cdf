import { TimeText, useAway, useHallAway, useNow, useRoom } from "../../furniture";
import { T, useFormat, useT } from "../../i18n";
import styles from "./lobby.module.css";

/** A wait that is longer than this is not counted down. */
const A_DAY_MS = 86_400_000;

/** How the sitting stands, or when it opens; nothing while nobody knows, for the house is away. */
export function Opening() {
  const away = useAway();
  return away ? null : (
    <p className={styles.opening}>
      <Standing />
    </p>
  );
}

function Standing() {
  const t = useT();
  const hallAway = useHallAway();
  const { meeting } = useRoom().views;
  if (!meeting) return null;
  const { phase, suspension, adjourned_to } = meeting;
  if (meeting.frozen) return <span>{t("common.now_frozen")}</span>;
  if (phase === "open") return <span>{t(hallAway ? "common.awaited_hall" : "lobby.is_open")}</span>;
  if (phase === "suspended" && suspension?.resumes_at)
    return <T k="lobby.suspended_until" values={{ hour: <TimeText at={suspension.resumes_at} day own /> }} />;
  if (phase === "adjourned" && adjourned_to)
    return <T k="lobby.adjourned_to" values={{ hour: <TimeText at={adjourned_to} day own /> }} />;
  if (phase === "planned" || phase === "convened" || phase === "lobby") return <Opens at={meeting.opens} />;
  return <span>{t(`common.now_${phase}`)}</span>;
}

/** In the venue's time and one's own; an hour that is past opens nothing by itself. */
function Opens({ at }: { at: number }) {
  const t = useT();
  const { duration } = useFormat();
  const wait = at - useNow(1000);
  if (wait <= 0) return <T k="lobby.opens_late" values={{ hour: <TimeText at={at} day own /> }} />;
  return (
    <>
      <span>{`${t("lobby.opens")} `}</span>
      <TimeText at={at} day own />
      {wait < A_DAY_MS && <span>{` · ${t("lobby.in", { time: duration(wait) })}`}</span>}
    </>
  );
}
