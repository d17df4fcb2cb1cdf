import type { Texts } from "../api/types";
import { TextOf, useT } from "../i18n";
import styles from "./furniture.module.css";
import { useRoom } from "./room";

export interface NameplateProps {
  seat: string;
  /** Words before the name, e.g. "Point of order". */
  note?: string;
  size?: "s" | "l";
  /** Who presides stands under the office, with the state beside it; else the seat's name and title stand. */
  presiding?: Texts;
  /** False for who appears beside the head, whose name and title are not theirs. */
  head?: boolean;
}

/** As in a hall: the state's short name, the speaker's style and name where they were given, and the title. */
export function Nameplate({ seat, note, size = "l", presiding, head = true }: NameplateProps) {
  const t = useT();
  const card = useRoom().seat(seat);
  if (!card) return null;
  return (
    <div className={`${styles.nameplate} ${size === "s" ? styles.nameplateS : ""}`}>
      {note && <span className={styles.nameplateNote}>{note}</span>}
      <span className={styles.nameplateName}>
        {presiding ? t("common.capacity_chair") : <TextOf of={card.name} />}
      </span>
      <span className={styles.nameplateTitle}>
        {head && !presiding && Object.keys(card.person).length > 0 && (
          <>
            <TextOf of={card.style} /> <TextOf of={card.person} />
            {" · "}
          </>
        )}
        {head && <TextOf of={presiding ?? card.title} />}
        {presiding && <span>{" · "}</span>}
        {presiding && <TextOf of={card.name} />}
        {card.kind !== "member" && card.kind !== "organisation" && (
          <span>{`${head ? " · " : ""}${t(`common.kind_${card.kind}`)}`}</span>
        )}
      </span>
    </div>
  );
}
