/** Why the wishes cannot be met, in words, and each wish in the way with the press that takes it back. */
import type { Refusal } from "../../api/client";
import { Button } from "../../primitives/Button";
import type { Names } from "../body/names";
import type { Change } from "./Controls";
import styles from "./composition.module.css";
import { namesOf } from "./reasons";
import { betterSize, removable } from "./refused";
import type { Removable, Wishes } from "./wishes";

/** A refusal of the composition or of the body's book, as a sentence. */
export function refusalWords(refusal: Refusal, names: Names): string {
  const { facts } = refusal;
  const text = (name: string) =>
    typeof facts[name] === "string" || typeof facts[name] === "number" ? String(facts[name]) : "";
  const codes = [facts.states, facts.must_haves, facts.out, facts.codes].find(Array.isArray) as
    | string[]
    | undefined;
  const one = text("state") || text("code");
  const values = {
    code: refusal.code,
    states: codes ? namesOf(codes, names) : one ? names.state(one) : "",
    region: text("region") ? names.region(text("region")) : "",
    seats: Number(facts.seats) || 0,
    members: Number(facts.members) || 0,
    minimum: Number(facts.minimum) || 0,
    cap: Number(facts.cap) || 0,
    minima: Number(facts.minima) || 0,
    caps: Number(facts.caps) || 0,
    willing: Number(facts.willing) || 0,
    method: text("method") ? names.method(text("method")) : "",
    date: text("on") || text("value"),
  };
  const known = names.coded("composition.refused_", refusal.code, "composition.refused_other", values);
  if (known !== names.t("composition.refused_other", values)) return known;
  return names.coded("refusals.", refusal.code, "composition.refused_other", values);
}

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
    <div className={styles.refused} role="alert" data-code={refusal.code}>
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
