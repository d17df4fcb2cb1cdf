import { useSession } from "../../api/session";
import type { Admission, DeskDoc } from "../../api/types";
import {
  AfterMeeting,
  AgendaFold,
  Announcements,
  RefusalMessage,
  SeatName,
  TimeText,
  useRoom,
} from "../../furniture";
import { Correction } from "../../furniture/Correction";
import { isHandedBack, type Line, leaveSeat } from "../../furniture/line";
import note from "../../furniture/note.module.css";
import { T, TextOf, useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import styles from "./desk.module.css";
import type { Doing, Receipt } from "./doing";
import { Listening } from "./Listening";
import { NotesFold } from "./NotesFold";
import { Place, Swaps } from "./Place";
import { Positions } from "./Positions";
import { SelfView } from "./SelfView";

export interface SideProps {
  desk: DeskDoc;
  me: Admission | null;
  acts: boolean;
  doing: Doing;
  line: Line;
  /** False where it stands beside the stage, above the foot of the page. */
  selfView: boolean;
}

/** Who I am here, my place, what concerns me; on a phone it lies below the stage. */
export function Side({ desk, me, acts, doing, line, selfView }: SideProps) {
  const t = useT();
  const { refusal, dismiss } = useRoom();
  return (
    <aside className={styles.side} aria-label={t("desk.your_desk")}>
      <Who desk={desk} me={me} acts={acts} />
      <RefusalMessage refusal={refusal} onDismiss={dismiss} />
      <AfterMeeting />
      <ReceiptSlip receipt={doing.receipt} />
      {acts && selfView && <SelfView line={line} />}
      <Place desk={desk} />
      {acts && <Swaps desk={desk} doing={doing} />}
      <Positions acts={acts && desk.object.why_not !== "not_a_member"} doing={doing} />
      <AgendaFold />
      <Announcements part="earlier" />
      <NotesFold />
      <Listening line={line} />
      <Leave />
    </aside>
  );
}

function Who({ desk, me, acts }: { desk: DeskDoc; me: Admission | null; acts: boolean }) {
  const t = useT();
  const role =
    me && me.capacity in ROLES ? ROLES[me.capacity as keyof typeof ROLES] : "desk.you_are_delegate";
  return (
    <header className={styles.who}>
      <h2>
        <SeatName seat={desk.seat} />
      </h2>
      <p className={styles.soft}>
        <span>{t(role)}</span>
        {me?.capacity !== "adviser" && (
          <>
            <span> · </span>
            <TextOf of={desk.title} />
          </>
        )}
      </p>
      <p className={styles.soft} role="status">
        <Correction room="desk" />
      </p>
      {!acts && me && <NotActing adviser={me.capacity === "adviser"} />}
    </header>
  );
}

const ROLES = {
  head: "desk.you_are_head",
  delegate: "desk.you_are_delegate",
  adviser: "desk.you_are_adviser",
  organisation: "desk.you_are_organisation",
  observer: "desk.you_are_observer",
} as const;

function NotActing({ adviser }: { adviser: boolean }) {
  const t = useT();
  return <p className={note.note}>{adviser ? t("desk.adviser_note") : t("desk.not_voice")}</p>;
}

/** What one did is acknowledged, with its place in the record. */
function ReceiptSlip({ receipt }: { receipt: Receipt | null }) {
  return (
    <div role="status">
      {receipt && (
        <p className={styles.receipt}>
          <span aria-hidden="true">✓ </span>
          <T k={receipt.sentence} values={{ time: <TimeText at={receipt.at} />, version: receipt.version }} />
        </p>
      )}
    </div>
  );
}

function Leave() {
  const t = useT();
  const { book, admission } = useRoom();
  const { data } = useSession();
  return (
    <Button variant="quiet" onPress={() => void leaveSeat(book, admission)}>
      {t(isHandedBack(data) ? "desk.hand_back" : "desk.leave")}
    </Button>
  );
}
