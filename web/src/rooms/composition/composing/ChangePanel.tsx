/** What the figures are, and what changes against the pinned proposal: who enters, who leaves, at what price. */

import type { Names } from "../../../body/names";
import shared from "../../../body/pages.module.css";
import { Button } from "../../../primitives/Button";
import styles from "./composing.module.css";
import { remark } from "./reasons";
import type { Change, SheetDoc } from "./sheet";
import { waitingDebt } from "./sheet";

interface Props {
  sheet: SheetDoc;
  pinned: SheetDoc | null;
  change: Change | null;
  names: Names;
  onPin: () => void;
}

export function ChangePanel({ sheet, pinned, change, names, onPin }: Props) {
  const { t } = names;
  const same = !change || (!change.enters.length && !change.leaves.length);
  return (
    <div className={styles.change}>
      <Figures sheet={sheet} names={names} />
      <h2>{t("composition.against_pinned")}</h2>
      {pinned && (
        <p className={shared.soft}>
          {t("composition.pinned_is", { method: names.method(pinned.method), n: pinned.total })}
        </p>
      )}
      {change && (
        <div role="status" data-testid="change">
          {same ? (
            <p>{t("composition.no_change")}</p>
          ) : (
            <>
              <Moved kind="enters" codes={change.enters} names={names} />
              <Moved kind="leaves" codes={change.leaves} names={names} />
            </>
          )}
          <dl className={styles.price}>
            <Price name={t("composition.gallagher")} value={change.gallagher} decimals={2} names={names} />
            <Price
              name={t("composition.greatest_waiting")}
              value={change.waiting}
              decimals={3}
              names={names}
            />
          </dl>
        </div>
      )}
      <Button onPress={onPin} isDisabled={same && pinned?.sheet_sha256 === sheet.sheet_sha256}>
        {t("composition.pin")}
      </Button>
    </div>
  );
}

function Figures({ sheet, names }: { sheet: SheetDoc; names: Names }) {
  const { t } = names;
  const { last_seat: last, first_missed: missed } = sheet;
  return (
    <>
      <ul className={styles.seatsLine} aria-label={t("composition.seats_by_region")}>
        {sheet.regions.map((row) => (
          <li key={row.region}>
            <b data-region-seats={row.region}>{names.decimal(row.seats, 0)}</b>
            <span>{names.region(row.region)}</span>
          </li>
        ))}
      </ul>
      <dl className={styles.price}>
        <div>
          <dt>{t("composition.gallagher")}</dt>
          <dd>{names.decimal(sheet.gallagher, 2)}</dd>
        </div>
        <div>
          <dt>{t("composition.greatest_waiting")}</dt>
          <dd>{names.decimal(waitingDebt(sheet), 3)}</dd>
        </div>
      </dl>
      {last && (
        <p className={shared.small}>
          {t("composition.last_and_missed", {
            last: t("composition.seat_of", { n: last.seat, region: names.region(last.region) }),
            missed: missed
              ? t("composition.seat_of", { n: missed.seat, region: names.region(missed.region) })
              : "—",
            by: missed?.by == null ? "—" : names.decimal(missed.by, 3),
          })}
        </p>
      )}
      {sheet.remarks.map((one) => (
        <p key={one.code + String(one.facts.region)} className={styles.remark}>
          {remark(one, names)}
        </p>
      ))}
    </>
  );
}

function Moved({ kind, codes, names }: { kind: "enters" | "leaves"; codes: string[]; names: Names }) {
  if (!codes.length) return null;
  return (
    <div className={styles.moved} data-move={kind}>
      <h3>
        <span aria-hidden="true">{kind === "enters" ? "+" : "−"}</span>{" "}
        {names.t(`composition.list_${kind}`, { n: codes.length })}
      </h3>
      <ul>
        {names
          .alphabetical(codes, (code) => code)
          .map((code) => (
            <li key={code}>
              <bdi>{names.state(code)}</bdi>
            </li>
          ))}
      </ul>
    </div>
  );
}

function Price({
  name,
  value,
  decimals,
  names,
}: {
  name: string;
  value: number;
  decimals: number;
  names: Names;
}) {
  const word = value === 0 ? "same" : value < 0 ? "better" : "worse";
  return (
    <div data-price={word}>
      <dt>{name}</dt>
      <dd>
        {names.signed(value, decimals)}{" "}
        <span className={shared.small}>{names.t(`composition.price_${word}`)}</span>
      </dd>
    </div>
  );
}
