import { type CSSProperties, type RefObject, useEffect, useMemo, useRef, useState } from "react";
import type { ChamberLine } from "../api/types";
import { useT } from "../i18n";
import { Button } from "../primitives/Button";
import styles from "./furniture.module.css";
import { SeatName } from "./SeatName";
import { LineMark } from "./SpeakersList";
import { columnsIn, ofPage, tiling } from "./tiling";
import { type Picture, Video } from "./video";

export interface TilesProps {
  lines: readonly ChamberLine[];
  pictureOf?: (line: ChamberLine) => Picture;
  perPage?: number;
  /** Seats of the page shown, so that only their pictures are fetched. */
  onPage?: (seats: string[]) => void;
  /** Seat that is heard on the floor or on a point of order, marked. */
  speaking?: string;
}

/** All delegations, a page at a time: present first would move people about, so the order is of protocol. */
export function Tiles({ lines, pictureOf, perPage = 12, onPage, speaking }: TilesProps) {
  const t = useT();
  const [wanted, setWanted] = useState(0);
  const [box, most] = useColumns();
  const count = lines.length;
  const made = useMemo(() => tiling(count, most, perPage), [count, most, perPage]);
  const { pages, columns } = made;
  const page = Math.min(wanted, pages - 1);
  const shown = useMemo(() => ofPage(lines, page, made), [lines, page, made]);
  const seats = shown.map((line) => line.seat).join(" ");
  useEffect(() => onPage?.(seats ? seats.split(" ") : []), [seats, onPage]);
  return (
    <div className={styles.tilesBox}>
      <ul ref={box} className={styles.tiles} style={{ "--columns": columns } as CSSProperties}>
        {shown.map((line) => (
          <li key={line.seat} className={styles.tile} data-speaking={line.seat === speaking || undefined}>
            <Video picture={pictureOf?.(line)} className={styles.tilePicture} person={line.voice} />
            <span className={styles.tileName} data-plate={line.voice}>
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

/** How many tiles the row of this box holds now. */
function useColumns(): [RefObject<HTMLUListElement | null>, number] {
  const box = useRef<HTMLUListElement | null>(null);
  const [columns, setColumns] = useState(4);
  useEffect(() => {
    const list = box.current;
    if (!list || typeof ResizeObserver === "undefined") return;
    const watch = new ResizeObserver(() => {
      const gap = Number.parseFloat(getComputedStyle(list).columnGap) || 0;
      setColumns(columnsIn(list.clientWidth, gap));
    });
    watch.observe(list);
    return () => watch.disconnect();
  }, []);
  return [box, columns];
}
