/** Every state with its reason; alphabetical inside its region unless asked otherwise: names, not ranks. */
import { memo, useDeferredValue, useState } from "react";
import type { Names } from "../../../body/names";
import shared from "../../../body/pages.module.css";
import { Select } from "../../../primitives/Select";
import { TextField } from "../../../primitives/TextField";
import styles from "./composing.module.css";
import { reason, routes } from "./reasons";
import type { SheetDoc } from "./sheet";
import { GLYPH, STATUSES, statusOf } from "./status";

const ORDERS = ["name", "status", "debt"] as const;
type Order = (typeof ORDERS)[number];

interface Props {
  sheet: SheetDoc;
  names: Names;
  chosen: string;
  onChoose: (code: string) => void;
}

export function inOrder(codes: string[], sheet: SheetDoc, names: Names, order: Order): string[] {
  const sorted = names.alphabetical(codes, (code) => code);
  const place = (code: string) => STATUSES.indexOf(statusOf(sheet, code) ?? "waiting");
  if (order === "status") sorted.sort((a, b) => place(a) - place(b));
  if (order === "debt") sorted.sort((a, b) => (sheet.members[b]?.debt ?? 0) - (sheet.members[a]?.debt ?? 0));
  return sorted;
}

export function StatesList(props: Props) {
  const { names } = props;
  const { t } = names;
  const { sheet } = props;
  const [order, setOrder] = useState<Order>("name");
  const [sought, setSought] = useState("");
  const wanted = useDeferredValue(sought.trim());
  const codes = Object.keys(sheet.members).filter((code) => !wanted || names.matches(code, wanted));
  return (
    <section aria-labelledby="reasons" className={styles.states}>
      <div className={shared.sectionHead}>
        <h2 id="reasons">{t("composition.reasons")}</h2>
        <div className={shared.row} data-print="no">
          <TextField label={t("body.find_state")} type="search" value={sought} onChange={setSought} />
          <Select
            label={t("composition.sort_by")}
            value={order}
            choices={ORDERS.map((key) => ({ key, label: t(`composition.sort_${key}`) }))}
            onChange={(key) => setOrder(key as Order)}
          />
        </div>
      </div>
      {sheet.regions.map(({ region, seats, members }) => {
        const here = codes.filter((code) => sheet.members[code]?.region === region);
        if (!here.length) return null;
        return (
          <div key={region} className={shared.tableBox}>
            <table className={shared.stateTable}>
              <caption>
                <bdi>{names.region(region)}</bdi> — {t("composition.seats_of_members", { seats, members })}
              </caption>
              <thead>
                <tr>
                  <th scope="col">{t("composition.col_state")}</th>
                  <th scope="col">{t("composition.col_status")}</th>
                  <th scope="col">{t("composition.col_debt")}</th>
                  <th scope="col">{t("composition.col_why")}</th>
                </tr>
              </thead>
              <tbody>
                {inOrder(here, sheet, names, order).map((code) => (
                  <Row
                    key={code}
                    code={code}
                    sheet={sheet}
                    names={names}
                    chosen={code === props.chosen}
                    onChoose={props.onChoose}
                  />
                ))}
              </tbody>
            </table>
          </div>
        );
      })}
    </section>
  );
}

interface RowProps {
  code: string;
  sheet: SheetDoc;
  names: Names;
  chosen: boolean;
  onChoose: (code: string) => void;
}

const Row = memo(function Row({ code, sheet, names, chosen, onChoose }: RowProps) {
  const member = sheet.members[code];
  const status = statusOf(sheet, code);
  if (!member || !status) return null;
  return (
    <tr data-status={status} data-code={code} data-chosen={chosen || undefined}>
      <th scope="row">
        <button type="button" className={styles.stateName} onClick={() => onChoose(code)}>
          <bdi>{names.state(code)}</bdi>
        </button>
      </th>
      <td>
        <span className={shared.chip} data-status={status}>
          {GLYPH[status]} {names.t(`composition.status_${status}`)}
        </span>
        {member.by_rule !== null && member.seated !== member.by_rule && (
          <span className={shared.small}> {names.t("composition.by_chair")}</span>
        )}
      </td>
      <td className={styles.number}>{names.debt(member.debt)}</td>
      <td>
        {reason(member.why, names)}{" "}
        {!member.seated && <span className={styles.routes}>{routes(member, names)}</span>}
      </td>
    </tr>
  );
});
