import { useBodies, useSession } from "../../api/session";
import { TextOf, useT } from "../../i18n";
import { bodyAddress } from "../../routes";
import styles from "./welcome.module.css";

const STAFF = ["administrator"];

/** The bodies whose meetings are convened here, each with its page. */
export function Bodies() {
  const t = useT();
  const { data: bodies } = useBodies();
  const { data: session } = useSession();
  const staff = session?.demo || session?.admissions.some((one) => STAFF.includes(one.capacity));
  if (!bodies?.length && !staff) return null;
  return (
    <section className={styles.meetings}>
      <h2>{t("welcome.bodies")}</h2>
      <ul>
        {bodies?.map((body) => (
          <li key={body.key} className={styles.meeting}>
            <a href={bodyAddress(body.key)}>
              <TextOf of={body.name} />
            </a>
            <span className={styles.soft}>{t("welcome.body_members", { n: body.members })}</span>
          </li>
        ))}
      </ul>
      {staff && <a href="/bodies">{t("welcome.body_from_file")}</a>}
    </section>
  );
}
