import { useEffect, useMemo, useState } from "react";
import type { ChamberLine } from "../api/types";
import { useT } from "../i18n";
import { Button } from "../primitives/Button";
import styles from "./furniture.module.css";
import { SeatName } from "./SeatName";
import { LineMark } from "./SpeakersList";
import { type Picture, Video } from "./video";

export interface TilesProps {
  lines: readonly ChamberLine[];
  pictureOf?: (line: ChamberLine) => Picture;
  perPage?: number;
  /** Seats of the page shown, so that only their pictures are fetched. */
  onPage?: (seats: string[]) => void;
  /** Seat that has the floor, marked. */
  speaking?: string;
}

/** All delegations, a page at a time: present first would move people about, so the order is of protocol. */
export function Tiles({ lines, pictureOf, perPage = 12, onPage, speaking }: TilesProps) {
  const t = useT();
  const [wanted, setWanted] = useState(0);
  const pages = Math.max(1, Math.ceil(lines.length / perPage));
  const page = Math.min(wanted, pages - 1);
  const shown = useMemo(() => lines.slice(page * perPage, (page + 1) * perPage), [lines, page, perPage]);
  const seats = shown.map((line) => line.seat).join(" ");
  useEffect(() => onPage?.(seats ? seats.split(" ") : []), [seats, onPage]);
  return (
    <div className={styles.tilesBox}>
      <ul className={styles.tiles}>
        {shown.map((line) => (
          <li key={line.seat} className={styles.tile} data-speaking={line.seat === speaking || undefined}>
            <Video picture={pictureOf?.(line)} className={styles.tilePicture} />
            <span className={styles.tileName}>
              <SeatName seat={line.seat} />
              <LineMark line={{ form: "live", presence: line.presence }} />
            </span>
          </li>
        ))}
      </ul>
      {pages > 1 && (
        <nav className={styles.pages} aria-label={t("common.pages")} data-print="no">
          <Button variant="quiet" isDisabled={page === 0} onPress={() => setWanted(page - 1)}>
            {t("common.page_before")}
          </Button>
          <span>{t("common.page_of", { page: page + 1, pages })}</span>
          <Button variant="quiet" isDisabled={page === pages - 1} onPress={() => setWanted(page + 1)}>
            {t("common.page_after")}
          </Button>
        </nav>
      )}
    </div>
  );
}
