/** A body's page reads as its history: who chaired it, who belongs to it, when it met and what came of it. */

import { Frame, NoBody } from "../../body/Frame";
import { type Names, useNames } from "../../body/names";
import type { BodyPage } from "../../body/types";
import { useBody, useStanding } from "../../body/useBody";
import { languageName, T, TextOf, useT } from "../../i18n";
import { bodyAddress, useRoute } from "../../routes";
import { useUsualTheme } from "../../theme";
import styles from "./body.module.css";
import { Chairmanship } from "./Chairmanship";
import { Meetings } from "./Meetings";
import { Members, Observers } from "./Members";

export default function BodyRoom() {
  useUsualTheme("light");
  const route = useRoute();
  const key = route.page === "body" ? route.body : "";
  const standing = useStanding(key);
  const { data: body, error } = useBody(key, standing.admission);
  const names = useNames(body);
  if (error || !body) return <NoBody error={error} />;
  return (
    <Frame body={body} here="body" standing={standing}>
      <main className={styles.main}>
        <Lead body={body} names={names} />
        <Chairmanship body={body} names={names} />
        <Meetings body={body} names={names} />
        <Members body={body} names={names} />
        <Observers body={body} names={names} />
        <Sources body={body} />
      </main>
    </Frame>
  );
}

function Lead({ body, names }: { body: BodyPage; names: Names }) {
  const t = useT();
  const chair = body.terms.find((term) => term.office === "chair" && term.running);
  return (
    <div className={styles.lead}>
      <h1>
        <TextOf of={body.name} />
      </h1>
      <dl className={styles.figures}>
        <Figure name={t("body.members")}>{names.decimal(body.members.length, 0)}</Figure>
        <Figure name={t("body.founded")}>{names.date(body.founded)}</Figure>
        {chair && (
          <Figure name={t("body.chair")}>
            <bdi>{names.state(chair.holder)}</bdi>
          </Figure>
        )}
        <Figure name={t("body.observers")}>
          {names.decimal(body.observers.filter((o) => !o.left).length, 0)}
        </Figure>
        <Figure name={t("body.languages")}>
          <span className={styles.languages}>
            {body.languages.map((tag) => (
              <bdi key={tag} lang={tag}>
                {languageName(tag)}
              </bdi>
            ))}
          </span>
        </Figure>
      </dl>
      <p>
        <a className={styles.toCompose} href={bodyAddress(body.key, "compose")} data-print="no">
          {t("body.to_compose")}
        </a>
      </p>
    </div>
  );
}

function Figure({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className={styles.figure}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Sources({ body }: { body: BodyPage }) {
  const t = useT();
  if (!body.source) return null;
  return (
    <p className={styles.soft}>
      <T
        k="common.labelled"
        values={{ label: t("body.sources"), value: <span lang="en">{body.source}</span> }}
      />
    </p>
  );
}
