/** A called meeting is prepared from beginning to end: what is missing stands beside it until it is convened. */
import { Frame, NoBody } from "../../body/Frame";
import { useNames } from "../../body/names";
import shared from "../../body/pages.module.css";
import { TakeSeat } from "../../body/TakeSeat";
import type { BodyPage } from "../../body/types";
import { type Standing, useBody, useStanding } from "../../body/useBody";
import { TextOf, useFormat } from "../../i18n";
import { useRoute } from "../../routes";
import { useUsualTheme } from "../../theme";
import { Agenda } from "./Agenda";
import { Convened } from "./Convened";
import { Convening } from "./Convening";
import { Lacking } from "./Lacking";
import { Officers } from "./Officers";
import { Papers } from "./Papers";
import type { PartProps } from "./parts";
import { usePreparation } from "./preparation";
import styles from "./preparing.module.css";
import { Rules } from "./Rules";
import { Seats } from "./Seats";

export default function PreparingRoom() {
  useUsualTheme("light");
  const route = useRoute();
  const [key, meeting] = route.page === "prepare" ? [route.body, route.meeting] : ["", ""];
  const standing = useStanding(key);
  const { data: body, error } = useBody(key, standing.admission);
  if (error || !body || !standing.known) return <NoBody error={error} />;
  return (
    <Frame body={body} here="prepare" meeting={meeting} standing={standing}>
      <main className={styles.room}>
        {body.may_change ? (
          <Prepared key={meeting} body={body} meeting={meeting} standing={standing} />
        ) : (
          <StaffOnly body={body} standing={standing} />
        )}
      </main>
    </Frame>
  );
}

function StaffOnly({ body, standing }: { body: BodyPage; standing: Standing }) {
  const { t } = useNames(body);
  return (
    <div className={shared.row}>
      <p>{t("preparing.staff_only")}</p>
      <TakeSeat standing={standing} />
    </div>
  );
}

function Prepared({ body, meeting, standing }: { body: BodyPage; meeting: string; standing: Standing }) {
  const names = useNames(body);
  const { t } = names;
  const { admission } = standing;
  const { preparation, error } = usePreparation(body.key, meeting, admission);
  const line = body.meetings.find((one) => one.meeting === meeting);
  if (error) {
    return <p role="alert">{names.coded("body.refused_", error.code, "preparing.unreachable")}</p>;
  }
  if (!preparation || !line) return <p aria-busy="true">{t("preparing.loading")}</p>;
  const props: PartProps = { body, line, admission, names, preparation };
  return (
    <>
      <Title {...props} />
      {preparation.book ? (
        <div className={styles.parts}>
          <Convened {...props} />
          <Seats {...props} />
        </div>
      ) : (
        <div className={styles.desk}>
          <aside className={styles.aside} aria-labelledby="missing">
            <h2 id="missing">{t("preparing.missing")}</h2>
            <Lacking {...props} />
          </aside>
          <div className={styles.parts}>
            <Seats {...props} />
            <Agenda {...props} />
            <Papers {...props} />
            <Officers {...props} />
            <Rules {...props} />
            <Convening {...props} />
          </div>
        </div>
      )}
    </>
  );
}

function Title({ names, preparation }: PartProps) {
  const { t } = names;
  const { dayAndHour, place } = useFormat();
  const { title, opens, zone, book } = preparation;
  return (
    <div className={styles.title}>
      <p className={shared.soft}>{t(book ? "preparing.is_convened" : "preparing.is_prepared")}</p>
      <h1>
        <TextOf of={title} />
      </h1>
      <p className={shared.soft}>
        <time dateTime={new Date(opens).toISOString()}>
          {dayAndHour(opens, zone)} {place(zone)}
        </time>
        {preparation.private && ` · ${t("body.private")}`}
      </p>
    </div>
  );
}
