/** The desk of a delegation: the head acts, advisers see the same. */
import { useAdmission } from "../../api/session";
import type { Views } from "../../api/types";
import {
  Announcements,
  type KeyLine,
  KeySheet,
  QuestionPanel,
  SpeakersList,
  Stage,
  TopBar,
  useRoom,
} from "../../furniture";
import { Leaving } from "../../furniture/Leaving";
import { LineWords } from "../../furniture/LineWords";
import { useLine } from "../../furniture/line";
import { useT } from "../../i18n";
import { Controls } from "./Controls";
import styles from "./desk.module.css";
import { useDoing } from "./doing";
import { useNarrow } from "./narrow";
import { Offer } from "./Offer";
import { SelfView } from "./SelfView";
import { Side } from "./Side";
import { actsForSeat, openQuestion } from "./standing";

export default function Desk() {
  const { views, admission } = useRoom();
  const doing = useDoing();
  const me = useAdmission(admission) ?? null;
  const { desk, stage } = views;
  const narrow = useNarrow();
  const acts = desk ? actsForSeat(me, desk) : false;
  const line = useLine(acts && (desk?.microphone === "open" || desk?.microphone === "point"));
  if (!desk) return <main className={styles.desk} aria-busy="true" />;
  const speaking = acts && desk.end.may;
  const offered = stage?.phase === "offered" && stage.seat === desk.seat;
  return (
    <main className={styles.desk}>
      <TopBar>
        <Keys />
      </TopBar>
      <div className={styles.hall}>
        <Stage video={line.stage} clock="l">
          <AtStage views={views} acts={acts} offered={offered} />
        </Stage>
        {narrow && acts && <SelfView line={line} />}
        <Announcements />
        <div className={styles.nextLine}>
          <SpeakersList form="compact" most={5} own={desk.seat} />
        </div>
        <LineWords line={line} room="desk" />
      </div>
      <Controls desk={desk} acts={acts} doing={doing} line={line} />
      <Side desk={desk} me={me} acts={acts} doing={doing} line={line} selfView={!narrow} />
      {offered && acts && stage && <Offer desk={desk} stage={stage} doing={doing} picture={line.own} />}
      <Leaving speaking={speaking} />
    </main>
  );
}

interface AtStageProps {
  views: Views;
  acts: boolean;
  offered: boolean;
}

/** Over the lower third: the question, or to advisers the news that their head is called. */
function AtStage({ views, acts, offered }: AtStageProps) {
  const t = useT();
  const question = openQuestion(views);
  if (question) return <QuestionPanel question={question} />;
  if (offered && !acts) {
    return (
      <p className={styles.offerNews} role="alert">
        {t("desk.offer_adviser")}
      </p>
    );
  }
  return null;
}

function Keys() {
  const t = useT();
  const lines: KeyLine[] = [
    { key: "F", does: t("desk.key_request") },
    { key: "P", does: t("desk.point") },
    { key: "O", does: t("desk.object") },
    { key: "⏎", does: t("desk.key_begin") },
    { key: "E", does: t("desk.end") },
    { key: "M", does: t("desk.key_mute") },
    { key: "V", does: t("desk.key_camera") },
    { key: "N", does: t("desk.key_notes") },
  ];
  return <KeySheet keys={lines} />;
}
