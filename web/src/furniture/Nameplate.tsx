import { TextOf, useT } from "../i18n";
import styles from "./furniture.module.css";
import { useRoom } from "./room";

export interface NameplateProps {
  seat: string;
  /** Words before the name, e.g. "Point of order". */
  note?: string;
  size?: "s" | "l";
}

/** As in a hall: the state's short name, the speaker's style and name where they were given, and the title. */
export function Nameplate({ seat, note, size = "l" }: NameplateProps) {
  const t = useT();
  const card = useRoom().seat(seat);
  if (!card) return null;
  return (
    <div className={`${styles.nameplate} ${size === "s" ? styles.nameplateS : ""}`}>
      {note && <span className={styles.nameplateNote}>{note}</span>}
      <span className={styles.nameplateName}>
        <TextOf of={card.name} />
      </span>
      <span className={styles.nameplateTitle}>
        {Object.keys(card.person).length > 0 && (
          <>
            <TextOf of={card.style} /> <TextOf of={card.person} />
            {" · "}
          </>
        )}
        <TextOf of={card.title} />
        {card.kind !== "member" && card.kind !== "organisation" && (
          <span>{` · ${t(`common.kind_${card.kind}`)}`}</span>
        )}
      </span>
    </div>
  );
}
