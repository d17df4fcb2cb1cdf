import type { AgendaLine } from "../../api/types";
import { useRoom } from "../../furniture";
import { useFormat, useT, useTexts } from "../../i18n";
import type { Conduct } from "./conduct";
import styles from "./podium.module.css";

const MARKS: Record<AgendaLine["phase"], string> = {
  ahead: "○",
  current: "◉",
  concluded: "●",
  left_open: "◐",
};

/** The agenda as a line of stations with their titles; a press on one opens the form that calls it. */
export function AgendaRail({ conduct }: { conduct: Conduct }) {
  const t = useT();
  const texts = useTexts();
  const { number } = useFormat();
  const items = useRoom().views.agenda?.items ?? [];
  return (
    <ol className={styles.rail} aria-label={t("podium.agenda")}>
      {items.map((item) => {
        const words = `${number(item.number)}. ${texts(item.title)}, ${t(`common.item_${item.phase}`)}`;
        return (
          <li key={item.number}>
            <button
              type="button"
              data-phase={item.phase}
              aria-current={item.phase === "current" ? "step" : undefined}
              aria-label={words}
              title={words}
              onClick={() => conduct.open({ name: "item", about: String(item.number) })}
            >
              <span aria-hidden="true">{MARKS[item.phase]}</span>
              <span className={styles.railTitle} aria-hidden="true">
                {`${number(item.number)}. ${texts(item.title)}`}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
