/** What the letters will carry, before they go: to whom, in which language, when in each place. */
import { languageName, TextOf, useFormat } from "../../i18n";
import type { Admitted } from "../body/doors";
import type { Names } from "../body/names";
import type { BodyMeetingLine, BodyPage } from "../body/types";
import styles from "./composition.module.css";

interface Props {
  body: BodyPage;
  line: BodyMeetingLine;
  admission: Admitted;
  names: Names;
}

export function Letter({ body, line, names }: Props) {
  const { t } = names;
  const { dayAndHour, place } = useFormat();
  const composition = body.compositions.find((one) => one.composition === line.composition);
  const to = composition?.members ?? [];
  return (
    <article className={styles.epistle} aria-label={t("composition.letter")}>
      <p className={styles.letterHead}>
        <TextOf of={body.name} />
      </p>
      <h4>
        <TextOf of={line.title} />
      </h4>
      {Object.keys(line.theme).length > 0 && (
        <p>
          <TextOf of={line.theme} />
        </p>
      )}
      {line.opens !== null && (
        <p>
          <b>
            {dayAndHour(line.opens, line.zone)} {place(line.zone)}
          </b>
          <br />
          {dayAndHour(line.opens, "UTC")} UTC
        </p>
      )}
      <p>{line.by_video ? t("body.by_video") : <bdi>{line.place}</bdi>}</p>
      <p className={styles.soft}>
        {t("composition.letter_languages")}: {names.list(line.languages.map((tag) => languageName(tag)))}
      </p>
      <p className={styles.soft}>{t("composition.letter_carries")}</p>
      <details>
        <summary>{t("composition.letter_to", { n: to.length })}</summary>
        <p>{names.list(names.alphabetical(to, (code) => code).map(names.state))}</p>
      </details>
    </article>
  );
}
