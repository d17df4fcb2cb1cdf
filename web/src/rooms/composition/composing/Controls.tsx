/** What may be changed of a composition: size and method in reach, the finer rules behind a fold. */

import { Fold } from "../../../body/Fold";
import type { Names } from "../../../body/names";
import shared from "../../../body/pages.module.css";
import type { BodyPage } from "../../../body/types";
import { Select } from "../../../primitives/Select";
import { Switch } from "../../../primitives/Switch";
import { TextField } from "../../../primitives/TextField";
import { Bounds } from "./Bounds";
import styles from "./composing.module.css";
import { SizeSlider } from "./Sizes";
import type { SheetDoc } from "./sheet";
import { METHODS, type Method, type Wishes, withScheme } from "./wishes";

export type Change = (make: (wishes: Wishes) => Wishes) => void;

export interface ControlProps {
  wishes: Wishes;
  change: Change;
  body: BodyPage;
  sheet: SheetDoc | null;
  names: Names;
}

export function Controls(props: ControlProps) {
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
      <Fold summary={t("composition.finer_rules")}>
        {() => (
          <div className={shared.finer}>
            <Bounds {...props} />
            <Weights {...props} />
            <Ground {...props} />
          </div>
        )}
      </Fold>
    </div>
  );
}

function Weights({ wishes, change, body, names }: ControlProps) {
  const { t } = names;
  return (
    <fieldset className={shared.group}>
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
      <label className={shared.count}>
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
      {wishes.lotSeed.trim() && (
        <Select
          label={t("composition.lot_source")}
          value={wishes.lotSource}
          choices={[
            { key: "", label: t("composition.lot_unannounced") },
            ...body.lots.map(({ source }) => ({ key: source, label: source })),
          ]}
          onChange={(lotSource) => change((now) => ({ ...now, lotSource }))}
        />
      )}
    </fieldset>
  );
}

function Ground({ wishes, change, body, names }: ControlProps) {
  const { t } = names;
  const whole = body.schemes.filter((one) => one.whole);
  return (
    <fieldset className={shared.group}>
      <legend>{t("composition.ground")}</legend>
      <label className={shared.count}>
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
        onChange={(scheme) => change((now) => withScheme(now, scheme))}
      />
    </fieldset>
  );
}
