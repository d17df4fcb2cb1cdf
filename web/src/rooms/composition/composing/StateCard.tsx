/** One state: where it stands, why, what would bring it in, and what may be asked of it. */
import type { Names } from "../../../body/names";
import shared from "../../../body/pages.module.css";
import type { BodyPage } from "../../../body/types";
import type { Change } from "./Controls";
import styles from "./composing.module.css";
import { reason, routes } from "./reasons";
import { StateWishes } from "./StateWishes";
import type { SheetDoc } from "./sheet";
import { GLYPH, statusOf } from "./status";
import type { Wishes } from "./wishes";

interface Props {
  code: string;
  body: BodyPage;
  sheet: SheetDoc | null;
  wishes: Wishes;
  change: Change | null;
  names: Names;
}

export function StateCard({ code, body, sheet, wishes, change, names }: Props) {
  const { t } = names;
  const member = sheet?.members[code];
  const line = body.members.find((one) => one.code === code);
  if (!line) return <p className={styles.card}>{t("composition.choose_state")}</p>;
  const status = (sheet && statusOf(sheet, code)) ?? "member";
  const scheme = body.debts.scheme;
  const region = member?.region ?? line.groups[scheme] ?? "";
  return (
    <div className={styles.card} data-testid="state-card">
      <div aria-live="polite">
        <p className={styles.cardTitle}>
          <b>
            <bdi>{names.state(code)}</bdi>
          </b>
          <span className={shared.chip} data-status={status}>
            {status !== "member" && `${GLYPH[status]} `}
            {t(`composition.status_${status}`)}
          </span>
          <span className={shared.soft}>
            {names.region(region)}
            {line.subregion && ` · ${names.subregion(line.subregion)}`}
            {line.classes.length > 0 && ` · ${line.classes.map(names.classOf).join(names.comma)}`}
          </span>
        </p>
        {member && <p className={styles.why}>{reason(member.why, names)}</p>}
        {member && !member.seated && <p className={styles.routes}>{routes(member, names)}</p>}
      </div>
      {change && (
        <StateWishes key={code} code={code} member={member} wishes={wishes} change={change} names={names} />
      )}
    </div>
  );
}
