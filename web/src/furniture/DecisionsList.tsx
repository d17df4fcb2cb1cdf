import type { DecisionDoc } from "../api/types";
import { T, TextOf, useT } from "../i18n";
import styles from "./furniture.module.css";
import { useNow } from "./now";
import { ReadText } from "./ReadText";
import { useRoom } from "./room";
import { SeatName } from "./SeatName";
import { TimeText } from "./TimeText";

/** How long a decision is shown as having just been taken. */
export const MOMENT_MS = 20_000;

/** Decisions, newest first; each with its hour, its symbol and who was in the hall. */
export function DecisionsList({ most }: { most?: number }) {
  const t = useT();
  const { decisions } = useRoom().views;
  const now = useNow(5000);
  const newest = [...(decisions?.decisions ?? [])].reverse().slice(0, most);
  if (!newest.length) return <p className={styles.soft}>{t("common.no_decisions")}</p>;
  return (
    <ol className={styles.decisions}>
      {newest.map((decision) => (
        <li
          key={decision.key}
          className={styles.decision}
          data-new={now - decision.at < MOMENT_MS || undefined}
        >
          <Decision decision={decision} />
          {decision.paper && <ReadText decision={decision} />}
        </li>
      ))}
    </ol>
  );
}

export function Decision({ decision }: { decision: DecisionDoc }) {
  const t = useT();
  // The agenda and the list are named by the words of adoption themselves.
  const named = Object.keys(decision.title).length ? decision.title : decision.text;
  return (
    <>
      <p className={styles.decisionHead}>
        <span className={styles.seal} aria-hidden="true" />
        <strong>{t(`common.adopted_${decision.about}`)}</strong>
        <TimeText at={decision.at} />
      </p>
      {Object.keys(named).length > 0 && (
        <p className={styles.decisionTitle}>
          <TextOf of={named} />
          {decision.symbol && (
            <bdi className={styles.symbol} dir="ltr">
              {decision.symbol}
            </bdi>
          )}
        </p>
      )}
      <p className={styles.soft}>
        <span>
          {t(
            Object.keys(decision.prior).length
              ? "common.adopted_agreed_before"
              : "common.adopted_no_objection",
          )}
        </span>
        <span> · </span>
        <span>{t("common.seats_present", { n: decision.present })}</span>
      </p>
      {decision.positions.map((position) => (
        <p key={`${position.seat}${position.kind}`} className={styles.soft}>
          <T
            k="common.labelled"
            values={{ label: <SeatName seat={position.seat} />, value: <span>{position.text}</span> }}
          />
        </p>
      ))}
    </>
  );
}
