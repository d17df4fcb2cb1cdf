/** All that was asked beyond the rule, each with the press that takes it back. */
import type { Names } from "../../../body/names";
import shared from "../../../body/pages.module.css";
import type { Change } from "./Controls";
import styles from "./composing.module.css";
import { wishWords } from "./Refused";
import { allBounds, wishesOn } from "./refused";
import type { Wishes } from "./wishes";

export function AllWishes({ wishes, change, names }: { wishes: Wishes; change: Change; names: Names }) {
  const codes = new Set([
    ...Object.keys(wishes.mustHaves),
    ...Object.keys(wishes.overrides),
    ...wishes.declined,
    ...wishes.silent,
  ]);
  const ofStates = names.alphabetical([...codes], (code) => code).flatMap((code) => wishesOn(wishes, code));
  const lines = [...allBounds(wishes), ...ofStates];
  if (!lines.length) return null;
  return (
    <section className={styles.asked} aria-labelledby="asked">
      <h2 id="asked">{names.t("composition.asked")}</h2>
      <ul>
        {lines.map((one) => (
          <li key={one.kind + one.name}>
            <span>
              {wishWords(one, names)}
              <span className={shared.small}>
                {" "}
                <bdi>{wishes.overrides[one.name]?.reason ?? wishes.mustHaves[one.name]}</bdi>
              </span>
            </span>
            <button
              type="button"
              className={styles.remove}
              aria-label={names.t("composition.remove_wish", { wish: wishWords(one, names) })}
              onClick={() => change(() => one.without)}
              data-print="no"
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
