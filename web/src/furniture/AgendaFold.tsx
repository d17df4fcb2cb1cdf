import { TextOf, useFormat, useT } from "../i18n";
import { ReadText } from "./ReadText";
import styles from "./reading.module.css";
import { useRoom } from "./room";

/** The agenda, provisional until it is adopted, with its papers to open. */
export default function AgendaFold({ open = false }: { open?: boolean }) {
  const t = useT();
  const { agenda } = useRoom().views;
  if (!agenda?.items.length) return null;
  return (
    <details className={styles.fold} open={open}>
      <summary>{t(agenda.adopted ? "reading.agenda" : "reading.agenda_provisional")}</summary>
      <AgendaItems />
    </details>
  );
}

function AgendaItems() {
  const t = useT();
  const { number } = useFormat();
  const items = useRoom().views.agenda?.items ?? [];
  return (
    <ol className={styles.agenda}>
      {items.map((item) => (
        <li key={item.number} data-phase={item.phase} aria-current={item.phase === "current" || undefined}>
          <span>
            <span>{`${number(item.number)}. `}</span>
            <TextOf of={item.title} />
          </span>
          <span className={styles.soft}>{t(`common.item_${item.phase}`)}</span>
          {item.paper && <ReadText paper={item.paper} />}
        </li>
      ))}
    </ol>
  );
}
