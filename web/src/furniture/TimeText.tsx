import { useFormat } from "../i18n";
import { ownZone, place, sameHour } from "../i18n/format";
import styles from "./furniture.module.css";
import { useRoom } from "./room";

export interface TimeTextProps {
  at: number;
  /** With the day; else the hour only. */
  day?: boolean;
  /** The reader's own time beside, when it differs. */
  own?: boolean;
  zone?: string;
}

/** An instant in the venue's time with its place; the reader's own when different; UTC on hover. */
export function TimeText({ at, day, own, zone }: TimeTextProps) {
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
      <bdi>
        {show(at, venue)} {place(venue)}
      </bdi>
      {own && !sameHour(at, venue, mine) && (
        <span className={styles.ownTime}>
          {" · "}
          <bdi>
            {show(at, mine)} {place(mine)}
          </bdi>
        </span>
      )}
    </time>
  );
}

function useZone(zone: string | undefined): string {
  const { views } = useRoom();
  return zone ?? views.meeting?.zone ?? "UTC";
}
