import { type KeyboardEvent, useRef, useState } from "react";
import type { SpeakerLine } from "../../api/types";
import { LevelMark, LineMark, SeatName, useRoom } from "../../furniture";
import { LevelSigns } from "../../furniture/LevelSigns";
import { useFormat, useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import { useKeys } from "../../primitives/keys";
import { TextField } from "../../primitives/TextField";
import { beforeFor } from "./rows";
import styles from "./secretariat.module.css";

interface Move {
  entry: string;
  to: number;
}

/** The list, moved by drag or by Alt and arrows; the reason is asked once and kept for this session. */
export function ListBoard() {
  const t = useT();
  const { views, ask, seatName } = useRoom();
  const { number } = useFormat();
  const order = views.speakers?.order ?? [];
  const [reason, setReason] = useState("");
  const [waiting, setWaiting] = useState<Move | null>(null);
  const [said, say] = useState("");
  const post = async (move: Move, because: string) => {
    const before = beforeFor(order, move.entry, move.to);
    if (before === null) return;
    const answer = await ask({ kind: "MoveSpeaker", entry: move.entry, before, reason: because });
    const seat = order.find((line) => line.entry === move.entry)?.seat ?? "";
    if (answer.ok) say(t("secretariat.list_moved", { seat: seatName(seat), place: number(move.to + 1) }));
  };
  const move = (one: Move) => (reason ? void post(one, reason) : setWaiting(one));
  return (
    <section className={styles.board} aria-label={t("secretariat.list")}>
      <h2>{t("secretariat.list")}</h2>
      {waiting && (
        <AskReason
          onReason={(because) => {
            setReason(because);
            setWaiting(null);
            void post(waiting, because);
          }}
          onCancel={() => setWaiting(null)}
        />
      )}
      {order.length === 0 ? (
        <Empty />
      ) : (
        <>
          <p className={styles.soft}>{t("secretariat.list_help")}</p>
          <LevelSigns label="secretariat.level_signs" />
          <Order order={order} onMove={move} />
        </>
      )}
      {reason && !waiting && (
        <p className={styles.soft}>
          {t("secretariat.move_reason_set", { reason })}{" "}
          <Button variant="quiet" onPress={() => setReason("")}>
            {t("secretariat.move_reason_change")}
          </Button>
        </p>
      )}
      <p className="unseen" role="status">
        {said}
      </p>
    </section>
  );
}

function Empty() {
  const t = useT();
  const { views, ask } = useRoom();
  return (
    <>
      <p className={styles.soft}>{t("secretariat.list_empty")}</p>
      {views.speakers?.phase === "not_open" && (
        <Button onPress={() => void ask({ kind: "OpenList" })}>{t("secretariat.open_list")}</Button>
      )}
    </>
  );
}

function Order({ order, onMove }: { order: SpeakerLine[]; onMove: (move: Move) => void }) {
  const list = useRef<HTMLOListElement>(null);
  const [dragged, drag] = useState<string | null>(null);
  const [over, setOver] = useState<number | null>(null);
  useKeys({ L: () => list.current?.querySelector("button")?.focus() });
  const lay = () => {
    drag(null);
    setOver(null);
  };
  return (
    <ol ref={list} className={styles.order} onKeyDown={(event) => walk(event, order, onMove)}>
      {order.map((line, i) => (
        <li
          key={line.entry}
          draggable
          data-over={over === i || undefined}
          data-dragged={dragged === line.entry || undefined}
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = "move";
            event.dataTransfer.setData("text/plain", line.entry);
            drag(line.entry);
          }}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(i);
          }}
          onDragEnd={lay}
          onDrop={(event) => {
            event.preventDefault();
            if (dragged) onMove({ entry: dragged, to: i });
            lay();
          }}
        >
          <Speaker line={line} place={i} />
        </li>
      ))}
    </ol>
  );
}

/** Arrows walk; with Alt they move the speaker, and the focus goes with it. */
function walk(
  event: KeyboardEvent<HTMLOListElement>,
  order: SpeakerLine[],
  onMove: (move: Move) => void,
): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const entry = event.target instanceof HTMLElement ? event.target.dataset.entry : undefined;
  const here = order.findIndex((line) => line.entry === entry);
  if (!step || here < 0) return;
  event.preventDefault();
  if (event.altKey) onMove({ entry: order[here]?.entry ?? "", to: here + step });
  else event.currentTarget.querySelectorAll<HTMLElement>("button[data-entry]")[here + step]?.focus();
}

function Speaker({ line, place }: { line: SpeakerLine; place: number }) {
  const { number } = useFormat();
  return (
    <button
      type="button"
      data-entry={line.entry}
      className={styles.speaker}
      aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
    >
      <span className={styles.grip} aria-hidden="true">
        ⋮⋮
      </span>
      <span className={styles.figure}>{number(place + 1)}</span>
      <span className={styles.name}>
        <SeatName seat={line.seat} />
      </span>
      <LevelMark level={line.level} />
      <LineMark line={line} />
    </button>
  );
}

/** Above the list, which may be long, and in sight from wherever in it the speaker was moved. */
const intoView = (form: HTMLElement | null): void => form?.scrollIntoView?.({ block: "nearest" });

function AskReason({ onReason, onCancel }: { onReason: (reason: string) => void; onCancel: () => void }) {
  const t = useT();
  const [text, setText] = useState("");
  return (
    <form
      className={styles.askReason}
      ref={intoView}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) onReason(text.trim());
      }}
    >
      <TextField
        label={t("secretariat.move_reason")}
        value={text}
        onChange={setText}
        autoFocus
        maxLength={400}
      />
      <div className={styles.row}>
        <Button variant="primary" type="submit" isDisabled={!text.trim()}>
          {t("secretariat.move_go")}
        </Button>
        <Button onPress={onCancel}>{t("secretariat.cancel")}</Button>
      </div>
    </form>
  );
}
