/** Least and most seats: of every region, of each, of its sub-regions behind a fold, and of classes of States. */

import { Count, Figure } from "../../../body/Count";
import shared from "../../../body/pages.module.css";
import type { ControlProps } from "./Controls";
import styles from "./composing.module.css";
import type { SheetDoc } from "./sheet";
import { type BoundTable, CLASSES, type Wishes, withBound, withFloor } from "./wishes";

export function Bounds({ wishes, change, body, sheet, names }: ControlProps) {
  const { t } = names;
  const groups = body.schemes.find((one) => one.key === wishes.scheme)?.groups ?? [];
  return (
    <fieldset className={shared.group}>
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
      <p className={styles.boundHead} aria-hidden="true">
        <span>{t("composition.col_region")}</span>
        <span>{t("composition.least")}</span>
        <span>{t("composition.most")}</span>
      </p>
      {groups.map((group) => (
        <div key={group.key} className={styles.boundGroup} data-region={group.key}>
          <BoundRow
            name={names.region(group.key)}
            code={group.key}
            tables={["minima", "caps"]}
            usual={[Math.min(wishes.minimum, group.members), group.members]}
            members={group.members}
            {...{ wishes, change, names }}
          />
          <SubRegions region={group.key} {...{ wishes, change, sheet, names }} />
        </div>
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

type Asking = Pick<ControlProps, "wishes" | "change" | "names">;

interface RowProps extends Asking {
  name: string;
  code: string;
  tables: [least: BoundTable, most: BoundTable];
  /** What the rule itself gives, shown where nothing is asked. */
  usual: [least: number, most: number];
  members: number;
}

function BoundRow({ name, code, tables, usual, members, wishes, change, names }: RowProps) {
  const labels = ["composition.floor_of", "composition.cap_of"] as const;
  return (
    <div className={styles.bound}>
      <bdi>{name}</bdi>
      {tables.map((table, side) => (
        <Figure
          key={table}
          label={names.t(labels[side] ?? labels[0], { name, region: name })}
          value={wishes[table][code] ?? null}
          least={0}
          most={members}
          placeholder={names.decimal(usual[side] ?? 0, 0)}
          onChange={(seats) => change((now) => withBound(now, table, code, seats))}
        />
      ))}
    </div>
  );
}

/** How many bounds are asked of a region's sub-regions. */
const askedOf = (rows: SheetDoc["spread"], wishes: Wishes): number =>
  rows.filter(({ subregion }) => subregion in wishes.subFloors || subregion in wishes.subCeilings).length;

function SubRegions({
  region,
  wishes,
  change,
  sheet,
  names,
}: Asking & { region: string; sheet: SheetDoc | null }) {
  const rows = (sheet?.spread ?? []).filter((row) => row.region === region);
  if (rows.length < 2) return null;
  const asked = askedOf(rows, wishes);
  return (
    <details className={styles.subRegions}>
      <summary>
        {names.t("composition.sub_regions", { n: rows.length })}
        {asked > 0 && <b> · {names.t("composition.bounds_asked", { n: asked })}</b>}
      </summary>
      {rows.map((row) => (
        <BoundRow
          key={row.subregion}
          name={names.subregion(row.subregion)}
          code={row.subregion}
          tables={["subFloors", "subCeilings"]}
          usual={[row.floor, row.ceiling]}
          members={row.members}
          {...{ wishes, change, names }}
        />
      ))}
    </details>
  );
}
