/** Members by region in the alphabetical order of the reader's language, with the year each joined. */

import { useDeferredValue, useState } from "react";
import type { Names } from "../../body/names";
import shared from "../../body/pages.module.css";
import type { BodyPage, MemberLine } from "../../body/types";
import { TextOf, useT } from "../../i18n";
import { Select } from "../../primitives/Select";
import { TextField } from "../../primitives/TextField";
import styles from "./body.module.css";

export function Members({ body, names }: { body: BodyPage; names: Names }) {
  const t = useT();
  const [sought, setSought] = useState("");
  const [chosen, choose] = useState(body.schemes[0]?.key ?? "");
  const wanted = useDeferredValue(sought.trim());
  const scheme = body.schemes.find((one) => one.key === chosen) ?? body.schemes[0];
  const found = body.members.filter((member) => !wanted || names.matches(member.code, wanted));
  const inGroup = (key: string) => found.filter((member) => member.groups[scheme?.key ?? ""] === key);
  const others = found.filter((member) => !member.groups[scheme?.key ?? ""]);
  return (
    <section aria-labelledby="members">
      <div className={shared.sectionHead}>
        <h2 id="members">{t("body.members")}</h2>
        <div className={shared.row} data-print="no">
          <TextField label={t("body.find_state")} type="search" value={sought} onChange={setSought} />
          <Select
            label={t("body.scheme")}
            value={scheme?.key ?? ""}
            onChange={choose}
            choices={body.schemes.map((one) => ({ key: one.key, label: names.scheme(one.key) }))}
          />
        </div>
      </div>
      <p role="status" className={wanted ? styles.soft : "unseen"}>
        {t("body.found", { n: found.length })}
      </p>
      <div className={styles.regions}>
        {scheme?.groups.map((group) => (
          <Region
            key={group.key}
            title={names.region(group.key)}
            members={inGroup(group.key)}
            names={names}
          />
        ))}
        <Region title={t("body.no_group")} members={others} names={names} />
      </div>
      {body.former.length > 0 && (
        <details>
          <summary>{t("body.former", { n: body.former.length })}</summary>
          <ul className={styles.memberList}>
            {names
              .alphabetical(body.former, (m) => m.code)
              .map((m) => (
                <li key={m.code}>
                  <bdi>{names.state(m.code)}</bdi>
                  <span className={styles.year}>{t("body.left_on", { date: names.date(m.left) })}</span>
                </li>
              ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Region({ title, members, names }: { title: string; members: MemberLine[]; names: Names }) {
  if (!members.length) return null;
  return (
    <section className={styles.region}>
      <h3>
        <bdi>{title}</bdi> <span className={styles.count}>{names.decimal(members.length, 0)}</span>
      </h3>
      <ul className={styles.memberList}>
        {names
          .alphabetical(members, (m) => m.code)
          .map((member) => (
            <li key={member.code}>
              <bdi>{names.state(member.code)}</bdi>
              {member.suspended && <span className={styles.badge}>{names.t("body.suspended")}</span>}
              <span className={styles.year}>{member.joined && names.date(member.joined.slice(0, 4))}</span>
            </li>
          ))}
      </ul>
    </section>
  );
}

export function Observers({ body, names }: { body: BodyPage; names: Names }) {
  const t = useT();
  const present = body.observers.filter((one) => !one.left);
  if (!present.length) return null;
  const kinds = [
    ["observer_state", t("body.observer_states")],
    ["organisation", t("body.organisations")],
  ] as const;
  return (
    <section aria-labelledby="observers">
      <h2 id="observers">{t("body.observers")}</h2>
      {kinds.map(([kind, title]) => {
        const lines = present.filter((one) => one.kind === kind);
        if (!lines.length) return null;
        return (
          <div key={kind} className={styles.observers}>
            <h3>
              {title} <span className={styles.count}>{names.decimal(lines.length, 0)}</span>
            </h3>
            <ul className={styles.inline}>
              {names
                .alphabetical(lines, (o) => o.code)
                .map((one) => (
                  <li key={one.code}>
                    <TextOf of={one.name} />
                  </li>
                ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}
