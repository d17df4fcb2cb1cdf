/** Who has sat at which hours so far: what the slot finder remembers, the heaviest first. */

import { Fold } from "../../../body/Fold";
import type { Names } from "../../../body/names";
import shared from "../../../body/pages.module.css";
import type { BodyPage } from "../../../body/types";
import { useTexts } from "../../../i18n";
import styles from "./composing.module.css";

interface Props {
  body: BodyPage;
  /** Burden by member. */
  carried: Record<string, number>;
  names: Names;
}

export function Borne({ body, carried, names }: Props) {
  const { t } = names;
  const bore = Object.keys(carried).filter((code) => carried[code]);
  if (!bore.length) return <p className={shared.soft}>{t("composition.borne_nobody")}</p>;
  return (
    <Fold summary={t("composition.borne_summary", { n: bore.length })}>
      {() => <BorneTable body={body} carried={carried} bore={bore} names={names} />}
    </Fold>
  );
}

function BorneTable({ body, carried, bore, names }: Props & { bore: string[] }) {
  const { t } = names;
  const text = useTexts();
  const noted = body.meetings.filter((line) => !line.called_off && Object.keys(line.hours).length > 0);
  const most = Math.max(...bore.map((code) => carried[code] ?? 0));
  const heaviest = names
    .alphabetical(bore, (code) => code)
    .sort((a, b) => (carried[b] ?? 0) - (carried[a] ?? 0));
  const hoursOf = (code: string) =>
    noted.flatMap((line) => {
      const hour = line.hours[code];
      return hour === undefined
        ? []
        : [t("common.labelled", { label: text(line.title), value: hourWords(hour, names) })];
    });
  return (
    <div className={shared.tableBox}>
      <table className={styles.borne}>
        <caption>
          {t("composition.borne")} <span className={shared.soft}>{t("composition.borne_lead")}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t("composition.col_state")}</th>
            <th scope="col">{t("composition.col_borne")}</th>
            <th scope="col">{t("composition.col_hours")}</th>
          </tr>
        </thead>
        <tbody>
          {heaviest.map((code) => (
            <tr key={code} data-borne={code}>
              <th scope="row">
                <bdi>{names.state(code)}</bdi>
              </th>
              <td>
                <span className={styles.borneFigure}>{names.decimal(carried[code] ?? 0, 0)}</span>
                <span
                  aria-hidden="true"
                  className={styles.borneBar}
                  style={{ inlineSize: `${(6 * (carried[code] ?? 0)) / most}rem` }}
                />
              </td>
              <td>
                <bdi>{names.list(hoursOf(code))}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** An hour of the day in the reader's figures; the night is marked. */
const hourWords = (hour: number, names: Names): string => names.oclock(hour) + (hour < 6 ? " ☾" : "");
