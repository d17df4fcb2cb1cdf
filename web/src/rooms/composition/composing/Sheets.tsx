/** The sheet for readers of a language: what of it is not in that language is said, and mended, before it is printed. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Refusal, valueFrom } from "../../../api/http";
import type { components } from "../../../api/schema.gen";
import { RefusalLine } from "../../../body/Acting";
import { type Admitted, bodyDoors } from "../../../body/doors";
import { lackWords } from "../../../body/lacking";
import type { Names } from "../../../body/names";
import shared from "../../../body/pages.module.css";
import { Translations } from "../../../body/Translate";
import type { BodyPage, CompositionLine } from "../../../body/types";
import { LANGUAGE_TAGS, languageName, useTag } from "../../../i18n";
import { Select } from "../../../primitives/Select";
import { Switch } from "../../../primitives/Switch";
import styles from "./composing.module.css";

type Lacking = components["schemas"]["Lacking"];

interface Props {
  line: CompositionLine;
  body: BodyPage;
  admission: Admitted;
  names: Names;
}

export function Sheets({ line, body, admission, names }: Props) {
  const { t } = names;
  const own = useTag();
  const [tag, choose] = useState<string>(own);
  const [asItIs, leave] = useState("");
  const at = `${bodyDoors.at(body.key)}/compositions/${encodeURIComponent(line.composition)}`;
  const { data, error } = useQuery<Lacking, Refusal>({
    queryKey: ["readiness", body.key, at, tag, admission],
    queryFn: () => valueFrom(bodyDoors.read<Lacking>(`${at}/readiness?language=${tag}`, admission)),
    placeholderData: (before) => before,
  });
  const lacks = data?.lacks ?? [];
  const knowingly = asItIs === tag;
  const may = data !== undefined && (!lacks.length || knowingly);
  const asked = { language: tag, ...(lacks.length ? { as_it_is: "true" } : {}) };
  return (
    <div className={styles.sheets} data-print="no">
      <div className={shared.row}>
        <Select
          label={t("composition.sheet_in")}
          value={tag}
          choices={LANGUAGE_TAGS.map((key) => ({ key, label: languageName(key), lang: key }))}
          onChange={choose}
        />
        {(["pdf", "csv", "json"] as const).map((form) => (
          <a
            key={form}
            className={styles.download}
            href={
              may || form === "json" ? bodyDoors.link(`${at}/sheet.${form}`, admission, asked) : undefined
            }
            aria-disabled={!(may || form === "json")}
            download
          >
            {t("composition.sheet_as", { form: form.toUpperCase() })}
          </a>
        ))}
      </div>
      {lacks.length > 0 && (
        <fieldset className={shared.lacks}>
          <legend>{t("composition.sheet_lacks")}</legend>
          <ul>
            {lacks.map((lack) => (
              <li key={lack.key} data-lack={lack.key}>
                <span>{lackWords(lack, names)}</span>
                <Translations {...{ body, admission, names, lack }} scheme={line.scheme} />
              </li>
            ))}
          </ul>
          <Switch on={knowingly} onChange={() => leave(knowingly ? "" : tag)}>
            {t("composition.sheet_as_it_is")}
          </Switch>
        </fieldset>
      )}
      <RefusalLine refusal={error} names={names} />
    </div>
  );
}
