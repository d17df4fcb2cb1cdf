import { type Key, useT } from "../i18n";
import styles from "./furniture.module.css";
import { LEVELS } from "./levels";

/** What the signs of levels mean, for whom a pointer's hint is out of reach. */
export function LevelSigns({ label }: { label: Key }) {
  const t = useT();
  return (
    <details className={styles.soft}>
      <summary>{t(label)}</summary>
      <dl className={styles.signs}>
        {LEVELS.map((level) => (
          <div key={level}>
            <dt>{t(`common.sign_${level}`)}</dt>
            <dd>{t(`common.level_${level}`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
