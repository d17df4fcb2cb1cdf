import { RefusalMessage, SpeakersList, useRoom } from "../../furniture";
import { T, TextOf, useT } from "../../i18n";
import { SolemnButton } from "../../primitives/SolemnButton";
import type { Conduct } from "./conduct";
import styles from "./podium.module.css";

/** Another officer presides: the hall is seen, and the chair may be taken back by who comes before. */
export function NotPresiding({ person, conduct }: { person: string; conduct: Conduct }) {
  const t = useT();
  const { views, refusal, dismiss } = useRoom();
  const order = (views.podium?.officers ?? []).map((officer) => officer.person);
  const presiding = views.meeting?.presiding;
  const precedes =
    order.indexOf(person) >= 0 && order.indexOf(person) < order.indexOf(presiding?.person ?? "");
  const back = () => void conduct.act({ kind: "ReturnToChair" });
  return (
    <section className={styles.chair} aria-label={t("podium.chair")}>
      <p className={styles.waiting} role="status">
        <span>
          <T k="podium.not_presiding_now" values={{ name: <TextOf of={presiding?.title} /> }} />
        </span>
      </p>
      {precedes && (
        <SolemnButton variant="primary" big shortcut="Enter" onPress={back}>
          {t("podium.return_chair")}
        </SolemnButton>
      )}
      <RefusalMessage refusal={refusal} onDismiss={dismiss} />
      <SpeakersList most={12} />
    </section>
  );
}
