/** Why the wishes cannot be met, in words, and each wish in the way with the press that takes it back. */
import type { Refusal } from "../../../api/http";
import type { Names } from "../../../body/names";
import shared from "../../../body/pages.module.css";
import { refusalWords } from "../../../body/refused";
import { Button } from "../../../primitives/Button";
import type { Change } from "./Controls";
import styles from "./composing.module.css";
import { betterSize, removable } from "./refused";
import type { Removable, Wishes } from "./wishes";

interface Props {
  refusal: Refusal;
  wishes: Wishes;
  change: Change;
  names: Names;
}

export function Refused({ refusal, wishes, change, names }: Props) {
  const { t } = names;
  const size = betterSize(refusal);
  const inTheWay = removable(refusal, wishes);
  return (
    <div className={shared.refused} role="alert" data-code={refusal.code}>
      <p>
        <b>{t("composition.cannot")}</b> {refusalWords(refusal, names)}
      </p>
      {inTheWay.length > 0 && <p>{t("composition.take_back")}</p>}
      <ul className={styles.takeBack}>
        {inTheWay.map((one) => (
          <li key={one.kind + one.name}>
            <Button onPress={() => change(() => one.without)}>✕ {wishWords(one, names)}</Button>
          </li>
        ))}
        {size !== null && size !== wishes.seats && (
          <li>
            <Button variant="primary" onPress={() => change((now) => ({ ...now, seats: size }))}>
              {t("composition.use_size", { n: size })}
            </Button>
          </li>
        )}
      </ul>
    </div>
  );
}

/** Bounds are spoken of alike, whatever they bound. */
const SAID_AS: Record<string, string> = {
  "minimum-of": "class-floor",
  "sub-floor": "class-floor",
  "sub-ceiling": "cap",
};

function nameIn(one: Removable, names: Names): string {
  if (one.kind === "class-floor") return names.classOf(one.name);
  if (one.kind === "sub-floor" || one.kind === "sub-ceiling") return names.subregion(one.name);
  return names.region(names.state(one.name));
}

export function wishWords(one: Removable, names: Names): string {
  const values = { name: nameIn(one, names), n: one.count ?? 0 };
  return names.coded("composition.wish_", SAID_AS[one.kind] ?? one.kind, "composition.wish_other", values);
}
