import { useFormat } from "../i18n";
import { ownZone, sameHour } from "../i18n/format";
import styles from "./furniture.module.css";
import { useRoom } from "./room";

export interface TimeTextProps {
  at: number;
  /** With the day; else the hour only. */
  day?: boolean;
  /** The reader's own time beside, when it differs. */
  own?: boolean;
  zone?: string;
  /** Without the place: in lists under one clock. */
  bare?: boolean;
}

/** An instant in the venue's time with its place; the reader's own when different; UTC on hover. */
export function TimeText({ at, day, own, zone, bare }: TimeTextProps) {
  const venue = useZone(zone);
  const format = useFormat();
  const mine = ownZone();
  const show = day ? format.dayAndHour : format.hour;
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={`${format.hour(at, "UTC")} UTC`}
      className={styles.time}
    >
      <bdi>{bare ? show(at, venue) : `${show(at, venue)} ${format.place(venue)}`}</bdi>
      {own && !sameHour(at, venue, mine) && (
        <span className={styles.ownTime}>
          <span> · </span>
          <bdi>{`${show(at, mine)} ${format.place(mine)}`}</bdi>
        </span>
      )}
    </time>
  );
}

function useZone(zone: string | undefined): string {
  const { views } = useRoom();
  return zone ?? views.meeting?.zone ?? "UTC";
}
