import { lazy, Suspense, useState } from "react";
import type { Admission } from "../../api/types";
import { Nameplate } from "../../furniture";
import { TextOf, useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import styles from "./lobby.module.css";

/** Fetched when somebody finds a fault. */
const Wrong = lazy(() => import("./Wrong"));

/** The nameplate under which one will be seen, and the way to say that it is wrong. */
export function Appearance({ who }: { who: Admission }) {
  const t = useT();
  const [wrong, setWrong] = useState(false);
  return (
    <section className={styles.panel}>
      <h3>{t("lobby.appear")}</h3>
      <div className={styles.plate}>
        {who.seat ? (
          <Nameplate seat={who.seat} size="s" note={t(`common.capacity_${who.capacity}`)} />
        ) : (
          <TextOf of={who.name} />
        )}
      </div>
      <Button variant="quiet" onPress={() => setWrong(true)}>
        {t("lobby.wrong")}
      </Button>
      <Suspense fallback={null}>{wrong && <Wrong who={who} onClose={() => setWrong(false)} />}</Suspense>
    </section>
  );
}
