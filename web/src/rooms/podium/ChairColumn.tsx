import type { Views } from "../../api/types";
import { AfterMeeting, RefusalMessage, SeatName, TimeText, useRoom } from "../../furniture";
import { T, useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import { useKeys } from "../../primitives/keys";
import { SolemnButton } from "../../primitives/SolemnButton";
import { type ChairAction, floorActions } from "./actions";
import { ChairsWords } from "./ChairsWords";
import type { Conduct } from "./conduct";
import { PointPanel } from "./PointPanel";
import { PrimaryButton } from "./PrimaryButton";
import { Panel } from "./panels";
import styles from "./podium.module.css";

/** Words, the primary button, what can be done with the floor, alerts; a point of order comes before all. */
export function ChairColumn({ conduct }: { conduct: Conduct }) {
  const t = useT();
  const { views } = useRoom();
  const point = views.stage?.point;
  if (isOver(views)) {
    return (
      <section className={styles.chair} aria-label={t("podium.chair")}>
        <PrimaryButton conduct={conduct} />
        <AfterMeeting decisions={false} />
      </section>
    );
  }
  return (
    <section className={styles.chair} aria-label={t("podium.chair")} data-point={point ? "" : undefined}>
      <div className={styles.pinned}>
        <ChairsWords panel={conduct.panel?.name ?? null} />
        {!point && <Dock conduct={conduct} />}
      </div>
      {point && <Dock conduct={conduct} />}
      {views.podium?.next.kind === "ConfirmSuspension" && (
        <p className={styles.frozen} role="alert">
          {t("podium.suspended_by_itself")}
        </p>
      )}
      {!point && !conduct.panel && <Actions actions={floorActions(views)} conduct={conduct} />}
      <Undo conduct={conduct} />
      <Panel conduct={conduct} />
      <Alerts />
    </section>
  );
}

/** What the moment calls for; on a small screen the foot of the page, wherever it is scrolled to. */
function Dock({ conduct }: { conduct: Conduct }) {
  const { views, refusal, dismiss } = useRoom();
  const point = views.stage?.point;
  return (
    <div className={styles.dock}>
      {point && <PointPanel key={point.key} point={point} conduct={conduct} />}
      <PrimaryButton conduct={conduct} />
      <RefusalMessage refusal={refusal} onDismiss={dismiss} />
    </div>
  );
}

/** Nothing more is said, done or waited for. */
export const isOver = (views: Views): boolean =>
  views.meeting?.phase === "closed" || views.meeting?.phase === "cancelled";

export function Actions({ actions, conduct }: { actions: readonly ChairAction[]; conduct: Conduct }) {
  const t = useT();
  const { busy } = useRoom();
  const opening = actions.filter((action) => !action.intent);
  useKeys(Object.fromEntries(opening.map((action) => [action.key, () => conduct.run(action)])));
  return (
    <div className={styles.actions}>
      {actions.map((action) => {
        const press = () => conduct.run(action);
        if (!action.intent) {
          return (
            <Button key={action.label} shortcut={action.key} onPress={press}>
              {t(action.label)}
            </Button>
          );
        }
        return (
          <SolemnButton
            key={action.label}
            shortcut={action.key}
            also={action.key === "+" ? PLUS : undefined}
            about={JSON.stringify(action.intent)}
            variant={action.caution ? "caution" : "plain"}
            busy={busy === action.intent.kind}
            onPress={press}
          >
            {t(action.label)}
          </SolemnButton>
        );
      })}
    </div>
  );
}

/** Where keyboards print it without Shift, and beside the figures. */
const PLUS = ["=", "NumpadAdd"];

function Undo({ conduct }: { conduct: Conduct }) {
  const t = useT();
  if (!conduct.undoable) return null;
  return (
    <SolemnButton variant="quiet" shortcut="U" onPress={conduct.undo}>
      {t("podium.undo", { what: t(`podium.undo_${conduct.undoable}`) })}
    </SolemnButton>
  );
}

const SIGNS: Record<string, string> = {
  hall: "▲",
  point: "⚑",
  line_lost: "◐",
  absent: "○",
  objection: "✕",
  chair_line: "◐",
};
const KINDS = new Set(Object.keys(SIGNS));

function Alerts() {
  const t = useT();
  const { views } = useRoom();
  const alerts = (views.podium?.alerts ?? []).filter((alert) => KINDS.has(alert.kind));
  return (
    <section className={styles.alerts} aria-label={t("podium.alerts")} aria-live="assertive">
      <h2>{t("podium.alerts")}</h2>
      {alerts.length === 0 && <p className={styles.soft}>{t("podium.alerts_none")}</p>}
      <ul>
        {alerts.map((alert) => (
          <li key={`${alert.kind}${alert.seat}${alert.key}`} data-kind={alert.kind}>
            <span aria-hidden="true">{SIGNS[alert.kind]}</span>
            <span>
              <T
                k={`podium.alert_${alert.kind as AlertKind}`}
                values={{ seat: <SeatName seat={alert.seat} /> }}
              />
              {alert.kind !== "absent" && (
                <small className={styles.soft}>
                  <span> </span>
                  <T k="podium.since" values={{ time: <TimeText at={alert.since} /> }} />
                </small>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

type AlertKind = "hall" | "point" | "line_lost" | "absent" | "objection" | "chair_line";
