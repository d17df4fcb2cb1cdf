import { lazy, Suspense, useState } from "react";
import type { Admission } from "../../api/types";
import { Nameplate } from "../../furniture";
import { Correction } from "../../furniture/Correction";
import { TextOf, useT } from "../../i18n";
import { need } from "../../i18n/catalogue";
import { useLanguage } from "../../i18n/language";
import { Button } from "../../primitives/Button";
import styles from "./lobby.module.css";

/** Fetched when somebody finds a fault. */
const Wrong = lazy(async () => {
  const [loaded] = await Promise.all([import("./Wrong"), need(useLanguage.getState().tag, ["refusals"])]);
  return loaded;
});

/** The nameplate under which one will be seen, the way to say that it is wrong, and what became of that. */
export function Appearance({ who }: { who: Admission }) {
  const t = useT();
  const [wrong, setWrong] = useState(false);
  return (
    <section className={styles.panel}>
      <h3>{t("lobby.appear")}</h3>
      <div className={styles.plate}>
        {who.seat ? (
          <Nameplate
            seat={who.seat}
            size="s"
            note={t(`common.capacity_${who.capacity}`)}
            head={who.capacity !== "adviser"}
          />
        ) : (
          <TextOf of={who.name} />
        )}
      </div>
      <p role="status" className={styles.outcome}>
        <Correction room="lobby" />
      </p>
      {who.seat && (
        <Button variant="quiet" onPress={() => setWrong(true)}>
          {t("lobby.wrong")}
        </Button>
      )}
      <Suspense fallback={null}>{wrong && <Wrong onClose={() => setWrong(false)} />}</Suspense>
    </section>
  );
}
