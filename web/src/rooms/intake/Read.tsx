/** The file as it is read: what is wrong, groups with their sizes, and every member. */
import { TextOf, useCoded, useFormat, useT } from "../../i18n";
import styles from "./intake.module.css";
import type { Preview } from "./reading";

export function Read({ preview }: { preview: Preview }) {
  const t = useT();
  const { form, encoding, members, whole, exists } = preview;
  return (
    <>
      <Wrong preview={preview} />
      {exists && <p role="alert">{t("intake.exists")}</p>}
      {form && <p>{t("intake.read_as", { form, encoding, n: members.length })}</p>}
      {whole && <p className={styles.whole}>✓ {t("intake.ready")}</p>}
      <Groups schemes={preview.schemes} />
      {members.length > 0 && <Members preview={preview} />}
    </>
  );
}

function Wrong({ preview }: { preview: Preview }) {
  const t = useT();
  const coded = useCoded();
  if (!preview.errors.length) return null;
  return (
    <section className={styles.wrong} role="alert">
      <h2>{t("intake.errors")}</h2>
      <ul>
        {preview.errors.map(({ line, column, code, value, about }) => (
          <li key={`${line} ${column} ${code} ${value}`}>
            <b>{t("intake.wrong_line", { line })}</b>
            {column && <bdi>{column}</bdi>}
            <span>{coded("intake.wrong_", code, "intake.wrong_cannot_be_taken", { about })}</span>
            {value && <bdi className={styles.soft}>{value}</bdi>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Groups({ schemes }: { schemes: Preview["schemes"] }) {
  const t = useT();
  const { number } = useFormat();
  const named = Object.entries(schemes);
  if (!named.length) return null;
  return (
    <section>
      <h2>{t("intake.groups")}</h2>
      <dl className={styles.groups}>
        {named.map(([scheme, groups]) => (
          <div key={scheme}>
            <dt>
              <bdi>{scheme}</bdi>
            </dt>
            {Object.entries(groups).map(([group, n]) => (
              <dd key={group}>
                <bdi>{group}</bdi> <b>{number(n)}</b>
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </section>
  );
}

function Members({ preview }: { preview: Preview }) {
  const t = useT();
  const { number } = useFormat();
  const schemes = Object.keys(preview.schemes);
  return (
    <div>
      <h2>{t("intake.members")}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={styles.tableBox} aria-label={t("intake.members")} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("intake.col_line")}</th>
              <th scope="col">{t("intake.col_state")}</th>
              <th scope="col">{t("intake.col_joined")}</th>
              {schemes.map((scheme) => (
                <th key={scheme} scope="col">
                  <bdi>{scheme}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.members.map((member) => (
              <tr key={member.line} data-code={member.code}>
                <td>{number(member.line)}</td>
                <th scope="row">{member.code ? <TextOf of={member.name} /> : "—"}</th>
                <td className={styles.day}>
                  <bdi>{member.joined}</bdi>
                </td>
                {schemes.map((scheme) => (
                  <td key={scheme}>
                    <bdi>{member.groups[scheme]}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
