import { Fragment, type ReactNode } from "react";
import type { SpeakerLine } from "../api/types";
import { T, TextOf, useFormat, useT } from "../i18n";
import styles from "./furniture.module.css";
import { useRoom } from "./room";
import { SeatName } from "./SeatName";
import { TimeText } from "./TimeText";

export interface SpeakersListProps {
  /** `compact`: a line of the next names; `full`: numbered, with level, line and form. */
  form?: "compact" | "full";
  /** How many are shown before "and n more"; all when absent. */
  most?: number;
  /** Hours at which each is expected to begin. */
  hours?: boolean;
  /** The reader's own seat, marked. */
  own?: string;
  /** Controls of one line, e.g. for the clerk. */
  after?: (line: SpeakerLine) => ReactNode;
}

/** Who speaks next, from the forecast that the server gives; the current item first, then item by item. */
export function SpeakersList({ form = "full", most, hours, own, after }: SpeakersListProps) {
  const t = useT();
  const { speakers, agenda } = useRoom().views;
  const order = speakers?.order ?? [];
  if (!order.length) return <p className={styles.soft}>{t("common.list_empty")}</p>;
  if (form === "compact") return <NextNames most={most} own={own} />;
  const shown = order.slice(0, most ?? order.length);
  const more = order.length - shown.length;
  return (
    <ol className={styles.speakers}>
      {shown.map((line, i) => (
        <Fragment key={line.entry}>
          {line.item !== (shown[i - 1]?.item ?? agenda?.current) && <ItemHead number={line.item} />}
          <li className={styles.speaker} data-own={line.seat === own || undefined}>
            <Line
              line={line}
              place={i + 1}
              beginsAt={hours && line.wait_ms !== null ? (speakers?.as_of ?? 0) + line.wait_ms : null}
            />
            {after?.(line)}
          </li>
        </Fragment>
      ))}
      {more > 0 && <li className={styles.soft}>{t("common.and_more", { n: more })}</li>}
    </ol>
  );
}

/** Those who follow speak under another item than the one being considered. */
function ItemHead({ number }: { number: number }) {
  const item = useRoom().views.agenda?.items.find((line) => line.number === number);
  return (
    <li className={styles.speakersItem}>
      <T k="common.list_item" values={{ n: number, item: <TextOf of={item?.title} /> }} />
    </li>
  );
}

function Line({ line, place, beginsAt }: { line: SpeakerLine; place: number; beginsAt: number | null }) {
  const { number } = useFormat();
  return (
    <>
      <span className={styles.place}>{number(place)}</span>
      <span className={styles.speakerName}>
        <SeatName seat={line.seat} />
      </span>
      {beginsAt !== null && (
        <span className={styles.hour}>
          <TimeText at={beginsAt} bare />
        </span>
      )}
      <LevelMark level={line.level} />
      <LineMark line={line} />
    </>
  );
}

/** The level that decides order, as the sign that this language has for it, with the words behind. */
export function LevelMark({ level }: { level: SpeakerLine["level"] }) {
  const t = useT();
  const words = t(`common.level_${level}`);
  return (
    <abbr className={styles.level} title={words}>
      <span aria-hidden="true">{t(`common.sign_${level}`)}</span>
      <span className="unseen">{words}</span>
    </abbr>
  );
}

const MARKS = { recorded: "▣", text: "▤", present: "●", lost: "◐", absent: "○" } as const;

/** ● line good, ◐ line lost, ○ absent; ▣ recorded, ▤ in writing. */
export function LineMark({ line }: { line: Pick<SpeakerLine, "form" | "presence"> }) {
  const t = useT();
  const kind = line.form === "live" ? line.presence : line.form;
  const words = line.form === "live" ? t(`common.presence_${line.presence}`) : t(`common.form_${line.form}`);
  return (
    <span className={styles.mark} data-kind={kind} title={words}>
      <span aria-hidden="true">{MARKS[kind]}</span>
      <span className="unseen">{words}</span>
    </span>
  );
}

/** The next names under one item: whom the rules would call now comes first, then as the list stands. */
function NextNames({ most, own }: { most?: number; own?: string }) {
  const t = useT();
  const { speakers, agenda } = useRoom().views;
  const order = speakers?.order ?? [];
  const next = order.find((line) => line.entry === speakers?.next);
  const item = (next ?? order[0])?.item;
  const rest = order.filter((line) => line !== next && line.item === item);
  const all = next ? [next, ...rest] : rest;
  const shown = all.slice(0, most ?? all.length);
  const more = all.length - shown.length;
  return (
    <p className={styles.next}>
      <span className={styles.nextWord}>
        {item === undefined || item === agenda?.current
          ? t("common.next")
          : t("common.next_under", { n: item })}
      </span>
      {shown.map((line) => (
        <span key={line.entry} className={styles.nextName} data-own={line.seat === own || undefined}>
          <SeatName seat={line.seat} />
        </span>
      ))}
      {more > 0 && <span className={styles.soft}>{t("common.and_more", { n: more })}</span>}
    </p>
  );
}
