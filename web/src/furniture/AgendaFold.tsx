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
      <FurtherPapers />
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

/** Papers that no item of the agenda names. */
export function FurtherPapers() {
  const t = useT();
  const further = useRoom().views.agenda?.further ?? [];
  if (!further.length) return null;
  return (
    <section>
      <h3>{t("reading.further")}</h3>
      <ul className={styles.agenda}>
        {further.map((paper) => (
          <li key={paper.key}>
            <span>
              <TextOf of={paper.title} />{" "}
              <bdi className={styles.soft} dir="ltr">
                {paper.symbol}
              </bdi>
            </span>
            <ReadText paper={paper.key} />
          </li>
        ))}
      </ul>
    </section>
  );
}
