/** What is missing, as it grows: each line leads to the field that mends it, or is mended where it stands. */
import type { Admitted } from "../../body/doors";
import type { Lack } from "../../body/lacking";
import type { Names } from "../../body/names";
import shared from "../../body/pages.module.css";
import { Translations } from "../../body/Translate";
import type { BodyMeetingLine, BodyPage } from "../../body/types";
import { languageName } from "../../i18n";
import { Button } from "../../primitives/Button";
import { bodyAddress, go } from "../../routes";
import { type Preparation, partOf } from "./preparation";
import styles from "./preparing.module.css";

export function lackSentence({ code, language, codes }: Lack, names: Names): string {
  const states = names.list(codes.map(names.state));
  const facts = { language: language ? languageName(language) : "", n: codes.length, states };
  return names.coded("preparing.lack_", code, "preparing.lack_other", { ...facts, code });
}

/** Puts the reader before the field that mends a lack, opening what it is folded into; else before the part. */
export function leadTo(lack: Lack): void {
  const part = document.getElementById(partOf(lack));
  const fields = [...document.querySelectorAll<HTMLElement>("[data-mends]")];
  const field = fields.find((one) => one.dataset.mends === lack.key);
  for (let fold = field?.closest("details"); fold; fold = fold.parentElement?.closest("details")) {
    fold.open = true;
  }
  const input = field?.querySelector<HTMLElement>("input, textarea, select, button") ?? part;
  input?.scrollIntoView({ block: "center" });
  input?.focus({ preventScroll: true });
}

interface Props {
  body: BodyPage;
  line: BodyMeetingLine;
  admission: Admitted;
  names: Names;
  preparation: Preparation;
}

export function Lacking({ body, line, admission, names, preparation }: Props) {
  const { t } = names;
  const { lacks } = preparation;
  if (!lacks.length) {
    return (
      <p className={shared.whole} role="status">
        ✓ {t("preparing.whole")}
      </p>
    );
  }
  const stops = lacks.filter((lack) => lack.stops).length;
  return (
    <>
      <p role="status">
        {t(stops ? "preparing.lacking_stops" : "preparing.lacking_may", { n: stops || lacks.length })}
      </p>
      <ul className={styles.lacks}>
        {lacks.map((lack) => (
          <li key={lack.key} data-lack={lack.key} data-stops={lack.stops || undefined}>
            <span>{lackSentence(lack, names)}</span>
            <Mend lack={lack} {...{ body, line, admission, names }} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Mend({ lack, body, line, admission, names }: Omit<Props, "preparation"> & { lack: Lack }) {
  const { t } = names;
  if (/^(title|theme)_/.test(lack.code)) return <Translations {...{ body, admission, names, lack, line }} />;
  if (partOf(lack) === "call") {
    return (
      <Button variant="quiet" onPress={() => go(`${bodyAddress(body.key, "compose")}#call`)}>
        {t("preparing.to_call")}
      </Button>
    );
  }
  return (
    <Button variant="quiet" onPress={() => leadTo(lack)}>
      {t("preparing.mend")}
    </Button>
  );
}
