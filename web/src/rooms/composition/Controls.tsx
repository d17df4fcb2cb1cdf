/** What may be changed of a composition: size and method in reach, the finer rules behind a fold. */

import { Select } from "../../primitives/Select";
import { Switch } from "../../primitives/Switch";
import { TextField } from "../../primitives/TextField";
import type { Names } from "../body/names";
import type { BodyPage } from "../body/types";
import styles from "./composition.module.css";
import { SizeSlider } from "./Sizes";
import type { SheetDoc } from "./sheet";
import { CLASSES, METHODS, type Method, type Wishes, withCap, withFloor } from "./wishes";

export type Change = (make: (wishes: Wishes) => Wishes) => void;

interface Props {
  wishes: Wishes;
  change: Change;
  body: BodyPage;
  sheet: SheetDoc | null;
  names: Names;
}

export function Controls(props: Props) {
  const { wishes, change, body, names } = props;
  const { t } = names;
  return (
    <div className={styles.controls} data-print="no">
      <SizeSlider
        seats={wishes.seats}
        most={Math.max(1, body.members.length)}
        onSeats={(seats) => change((now) => ({ ...now, seats }))}
        names={names}
      />
      <Select
        label={t("composition.method")}
        value={wishes.method}
        choices={METHODS.map((key) => ({ key, label: names.method(key) }))}
        onChange={(key) => change((now) => ({ ...now, method: key as Method }))}
      />
      <details>
        <summary>{t("composition.finer_rules")}</summary>
        <div className={styles.finer}>
          <Bounds {...props} />
          <Weights {...props} />
          <Ground {...props} />
        </div>
      </details>
    </div>
  );
}

/** A whole number that steps; typing outside the bounds is brought inside. */
export function Count({
  label,
  value,
  least = 0,
  most,
  onChange,
}: {
  label: string;
  value: number;
  least?: number;
  most: number;
  onChange: (value: number) => void;
}) {
  return (
    <label className={styles.count}>
      <span>{label}</span>
      <input
        type="number"
        inputMode="numeric"
        min={least}
        max={most}
        value={value}
        onChange={(event) =>
          onChange(Math.min(most, Math.max(least, Math.trunc(Number(event.target.value)) || 0)))
        }
      />
    </label>
  );
}

function Bounds({ wishes, change, body, names }: Props) {
  const { t } = names;
  const scheme = body.schemes.find((one) => one.key === wishes.scheme);
  return (
    <fieldset className={styles.group}>
      <legend>{t("composition.bounds")}</legend>
      <Count
        label={t("composition.minimum")}
        value={wishes.minimum}
        most={20}
        onChange={(minimum) => change((now) => ({ ...now, minimum }))}
      />
      {wishes.method === "cambridge" && (
        <Count
          label={t("composition.base")}
          value={wishes.base}
          most={20}
          onChange={(base) => change((now) => ({ ...now, base }))}
        />
      )}
      {scheme?.groups.map((group) => (
        <Count
          key={group.key}
          label={t("composition.cap_of", { region: names.region(group.key) })}
          value={wishes.caps[group.key] ?? group.members}
          most={group.members}
          onChange={(cap) => change((now) => withCap(now, group.key, cap >= group.members ? null : cap))}
        />
      ))}
      {CLASSES.map((name) => (
        <Count
          key={name}
          label={t("composition.floor_of", { name: names.classOf(name) })}
          value={wishes.floors[name] ?? 0}
          most={body.members.filter((member) => member.classes.includes(name)).length}
          onChange={(floor) => change((now) => withFloor(now, name, floor))}
        />
      ))}
    </fieldset>
  );
}

function Weights({ wishes, change, names }: Props) {
  const { t } = names;
  return (
    <fieldset className={styles.group}>
      <legend>{t("composition.order")}</legend>
      <Switch on={wishes.spread} onChange={(spread) => change((now) => ({ ...now, spread }))}>
        {t("composition.spread")}
      </Switch>
      <Switch on={wishes.offices} onChange={(offices) => change((now) => ({ ...now, offices }))}>
        {t("composition.offices")}
      </Switch>
      <Switch on={wishes.history} onChange={(history) => change((now) => ({ ...now, history }))}>
        {t("composition.weigh_history")}
      </Switch>
      <label className={styles.count}>
        <span>{t("composition.decay")}</span>
        <input
          type="number"
          min={0}
          max={1}
          step={0.05}
          value={wishes.decay}
          onChange={(event) => {
            const value = event.target.valueAsNumber;
            if (value >= 0 && value <= 1) change((now) => ({ ...now, decay: String(value) }));
          }}
        />
      </label>
      <TextField
        label={t("composition.lot_seed")}
        hint={t("composition.lot_hint")}
        value={wishes.lotSeed}
        maxLength={200}
        onChange={(lotSeed) => change((now) => ({ ...now, lotSeed }))}
      />
    </fieldset>
  );
}

function Ground({ wishes, change, body, names }: Props) {
  const { t } = names;
  const whole = body.schemes.filter((one) => one.whole);
  return (
    <fieldset className={styles.group}>
      <legend>{t("composition.ground")}</legend>
      <label className={styles.count}>
        <span>{t("composition.on_day")}</span>
        <input
          type="date"
          value={wishes.on}
          onChange={(event) => {
            const on = event.target.value;
            if (/^\d{4}-\d\d-\d\d$/.test(on)) change((now) => ({ ...now, on }));
          }}
        />
      </label>
      <Select
        label={t("composition.by_scheme")}
        value={wishes.scheme}
        choices={whole.map((one) => ({ key: one.key, label: names.scheme(one.key) }))}
        onChange={(scheme) => change((now) => ({ ...now, scheme, caps: {} }))}
      />
    </fieldset>
  );
}
