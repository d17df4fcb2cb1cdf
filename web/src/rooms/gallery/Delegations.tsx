import type { ChamberLine } from "../../api/types";
import { seatOnStage, Tiles, useRoom } from "../../furniture";
import type { Picture } from "../../furniture/video";
import { useT } from "../../i18n";
import styles from "./gallery.module.css";

export interface DelegationsProps {
  pictureOf?: (line: ChamberLine) => Picture;
  onPage?: (seats: string[]) => void;
}

/** Every delegation, page by page, in the order of protocol. */
export function Delegations({ pictureOf, onPage }: DelegationsProps) {
  const t = useT();
  const { chamber, air } = useRoom().views;
  const lines = chamber?.lines ?? [];
  return (
    <section className={styles.panel}>
      <h2>
        <span>{t("gallery.delegations")}</span>
        <span className={styles.count}>
          {t("gallery.present", { present: chamber?.present ?? 0, all: lines.length })}
        </span>
      </h2>
      <Tiles lines={lines} pictureOf={pictureOf} onPage={onPage} speaking={seatOnStage(air?.stage)} />
    </section>
  );
}
