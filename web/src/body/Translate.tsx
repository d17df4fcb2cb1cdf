/** A text that a language lacks, written where it is missed: an act of the secretariat, which stands in the record. */
import { useState } from "react";
import { languageName, useTexts } from "../i18n";
import { Button } from "../primitives/Button";
import { TextField } from "../primitives/TextField";
import { toast } from "../primitives/Toasts";
import { RefusalLine, useActs } from "./Acting";
import type { Admitted } from "./doors";
import { type Lack, type MissingText, missingTexts } from "./lacking";
import type { Names } from "./names";
import styles from "./pages.module.css";
import type { BodyMeetingLine, BodyPage } from "./types";

interface Props {
  body: BodyPage;
  admission: Admitted;
  names: Names;
  lack: Lack;
  line?: BodyMeetingLine;
  scheme?: string;
  onAdded?: (language: string) => void;
}

/** One field for each text that would mend the lack; nothing where it is no matter of words. */
export function Translations({ lack, line, scheme, ...props }: Props) {
  const text = useTexts();
  const where = { body: props.body, text, ...(line ? { line } : {}), ...(scheme ? { scheme } : {}) };
  return missingTexts(lack, where).map((missing) => (
    <Translation key={`${missing.of} ${missing.key} ${missing.language}`} {...props} missing={missing} />
  ));
}

function Translation({
  body,
  admission,
  names,
  missing,
  onAdded,
}: Omit<Props, "lack" | "line" | "scheme"> & { missing: MissingText }) {
  const { t } = names;
  const { said, ...where } = missing;
  const [text, setText] = useState("");
  const { act, busy, refusal } = useActs(body, admission);
  const add = async () => {
    if (!text.trim() || busy) return;
    if (!(await act([{ kind: "Translate", ...where, text }]))) return;
    toast(t("composition.translated"), "good");
    onAdded?.(missing.language);
  };
  const language = languageName(missing.language);
  return (
    <form
      className={styles.translation}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <TextField
        label={t("composition.translate_into", { language })}
        hint={said}
        value={text}
        maxLength={300}
        onChange={setText}
      />
      <Button type="submit" busy={busy !== ""} isDisabled={!text.trim()}>
        {t("composition.translate_add")}
      </Button>
      <RefusalLine refusal={refusal} names={names} />
    </form>
  );
}
