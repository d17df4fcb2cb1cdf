/** Seats per region under each method, as small multiples: where they differ is seen before it is read. */

import type { Names } from "../../../body/names";
import { Pictured } from "../../../body/Pictured";
import shared from "../../../body/pages.module.css";
import styles from "./composing.module.css";
import { outcomes, type RegionRow, type Result, type SheetDoc, tieSpan } from "./sheet";
import type { Method } from "./wishes";

type Line = Result & { method: string };

interface Props {
  sheet: SheetDoc;
  names: Names;
  onMethod: ((method: Method) => void) | null;
}

export function Methods({ sheet, names, onMethod }: Props) {
  const { t } = names;
  const letters = outcomes(sheet);
  const kinds = new Set(letters.values()).size;
  const most = Math.max(...sheet.methods.flatMap((line) => Object.values(line.seats)), 1);
  return (
    <Pictured
      title={t("composition.methods")}
      lead={t("composition.methods_lead", { n: kinds, total: sheet.total })}
      table={<MethodsTable sheet={sheet} names={names} />}
      picture={
        <ul className={styles.panels}>
          {sheet.methods.map((line) => (
            <li key={line.method}>
              <Panel
                line={line}
                sheet={sheet}
                letter={letters.get(line.method) ?? ""}
                most={most}
                names={names}
                onMethod={onMethod}
              />
            </li>
          ))}
        </ul>
      }
    />
  );
}

interface PanelProps extends Props {
  line: Line;
  letter: string;
  most: number;
}

function Panel({ line, sheet, letter, most, names, onMethod }: PanelProps) {
  const { t } = names;
  const chosen = line.method === sheet.method;
  const ties = tieSpan(line);
  const tied = line.ties_total > 1;
  return (
    <button
      type="button"
      className={styles.panel}
      aria-pressed={chosen}
      disabled={!onMethod}
      data-method={line.method}
      data-outcome={letter}
      data-tied={tied || undefined}
      onClick={() => onMethod?.(line.method as Method)}
    >
      <span className={styles.panelHead}>
        <span className={styles.letter} title={t("composition.outcome", { letter })}>
          {letter}
        </span>
        <b>{names.method(line.method)}</b>
        {chosen && <span className={styles.mark}>✓ {t("composition.chosen")}</span>}
        {tied && <span className={styles.tie}>{t("composition.tie")}</span>}
      </span>
      {sheet.regions.map((row) => (
        <Bar
          key={row.region}
          row={row}
          line={line}
          tie={ties[row.region]}
          sheet={sheet}
          most={most}
          names={names}
        />
      ))}
      <span className={shared.small}>
        {t("composition.gallagher_is", { value: names.decimal(line.gallagher, 2) })}
      </span>
    </button>
  );
}

interface BarProps {
  row: RegionRow;
  line: Line;
  tie: { low: number; high: number } | undefined;
  sheet: SheetDoc;
  most: number;
  names: Names;
}

/** One region: seats as a bar, the quota as a line through it, a tied seat hatched. */
function Bar({ row, line, tie, sheet, most, names }: BarProps) {
  const seats = line.seats[row.region] ?? 0;
  const sure = tie ? tie.low : seats;
  const scale = 100 / (most + 1);
  const against = seats - (sheet.seats[row.region] ?? 0);
  return (
    <span className={styles.barRow} data-region={row.region}>
      <span className={styles.barName}>
        <bdi>{names.region(row.region)}</bdi>
      </span>
      <span className={styles.barTrack}>
        <span className={styles.bar} style={{ inlineSize: `${sure * scale}%` }} />
        {tie && (
          <span
            className={styles.barTied}
            style={{
              insetInlineStart: `${tie.low * scale}%`,
              inlineSize: `${(tie.high - tie.low) * scale}%`,
            }}
          />
        )}
        <span className={styles.quota} style={{ insetInlineStart: `${row.quota * scale}%` }} />
      </span>
      <span className={styles.barFigure}>
        <b>{tie ? names.t("composition.either", tie) : names.decimal(seats, 0)}</b>
        {against !== 0 && <span className={styles.differs}>{names.signed(against, 0)}</span>}
      </span>
    </span>
  );
}

function MethodsTable({ sheet, names }: { sheet: SheetDoc; names: Names }) {
  const { t } = names;
  return (
    <table>
      <caption>{t("composition.methods")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("composition.method")}</th>
          {sheet.regions.map((row) => (
            <th scope="col" key={row.region}>
              {names.region(row.region)} ({t("composition.quota_is", { value: names.decimal(row.quota, 3) })})
            </th>
          ))}
          <th scope="col">{t("composition.gallagher")}</th>
          <th scope="col">{t("composition.last_seat")}</th>
          <th scope="col">{t("composition.first_missed")}</th>
        </tr>
      </thead>
      <tbody>
        {sheet.methods.map((line) => (
          <tr key={line.method}>
            <th scope="row">{names.method(line.method)}</th>
            {sheet.regions.map(({ region }) => {
              const tie = tieSpan(line)[region];
              return (
                <td key={region}>
                  {tie
                    ? `${t("composition.either", tie)} (${t("composition.tie")})`
                    : names.decimal(line.seats[region] ?? 0, 0)}
                </td>
              );
            })}
            <td>{names.decimal(line.gallagher, 2)}</td>
            <td>
              {line.last_seat &&
                t("composition.seat_of", {
                  n: line.last_seat.seat,
                  region: names.region(line.last_seat.region),
                })}
            </td>
            <td>
              {line.first_missed &&
                t("composition.seat_of", {
                  n: line.first_missed.seat,
                  region: names.region(line.first_missed.region),
                })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
