/** How the letters of a meeting are written: as notes verbales or signed letters, under which number, by whom. */
import { useState } from "react";
import { RefusalLine, useActs } from "../../../body/Acting";
import type { Admitted } from "../../../body/doors";
import type { Names } from "../../../body/names";
import shared from "../../../body/pages.module.css";
import type { BodyMeetingLine, BodyPage, LetterheadLine } from "../../../body/types";
import { languageName, useTag } from "../../../i18n";
import { Button } from "../../../primitives/Button";
import { Select } from "../../../primitives/Select";
import { Switch } from "../../../primitives/Switch";
import { TextField } from "../../../primitives/TextField";
import { toast } from "../../../primitives/Toasts";

const FORMS = ["note", "letter"] as const;

interface Props {
  body: BodyPage;
  line: BodyMeetingLine;
  admission: Admitted;
  names: Names;
}

/** What the rules are told: the form as chosen, titles without blanks, for the meeting and perhaps the whole body. */
export function letterheadIntents(meeting: string, head: LetterheadLine, everywhere: boolean) {
  const title = Object.fromEntries(
    Object.entries(head.title)
      .map(([tag, words]) => [tag, words.trim()] as const)
      .filter(([, words]) => words),
  );
  const letterhead = {
    form: head.form,
    number: head.chosen_number.trim(),
    signatory: head.signatory.trim(),
    title,
  };
  const own = { kind: "SetLetterhead", meeting, letterhead };
  // A number is one meeting's: the body's other letters are counted by the house.
  return everywhere ? [{ ...own, meeting: "", letterhead: { ...letterhead, number: "" } }, own] : [own];
}

export function LetterForm({ body, line, admission, names }: Props) {
  const { t } = names;
  const own = useTag();
  const { act, busy, refusal } = useActs(body, admission);
  const [draft, setDraft] = useState<LetterheadLine | null>(null);
  const [everywhere, setEverywhere] = useState(false);
  const head = draft ?? line.letterhead;
  if (!head) return null;
  const put = (part: Partial<LetterheadLine>) => setDraft({ ...head, ...part });
  const keep = async () => {
    if (!(await act(letterheadIntents(line.meeting, head, everywhere)))) return;
    setDraft(null);
    toast(t("composition.head_kept"), "good");
  };
  const languages = [...line.languages].sort((a, b) => Number(b === own) - Number(a === own));
  return (
    <fieldset className={shared.group} data-form={head.form}>
      <legend>{t("composition.head_form")}</legend>
      <div className={shared.row}>
        <Select
          label={t("composition.head_kind")}
          value={head.form}
          choices={FORMS.map((key) => ({ key, label: t(`composition.letter_form_${key}`) }))}
          onChange={(form) => put({ form: form as LetterheadLine["form"] })}
        />
        <TextField
          label={t("composition.head_number")}
          hint={t("composition.head_number_hint", { number: head.number })}
          value={head.chosen_number}
          maxLength={80}
          onChange={(chosen_number) => put({ chosen_number })}
        />
        {head.form === "letter" && (
          <TextField
            label={t("composition.head_signatory")}
            value={head.signatory}
            maxLength={200}
            onChange={(signatory) => put({ signatory })}
          />
        )}
      </div>
      {head.form === "letter" && (
        <div className={shared.finer}>
          {languages.map((tag) => (
            <TextField
              key={tag}
              label={t("composition.head_office", { language: languageName(tag) })}
              value={head.title[tag] ?? ""}
              maxLength={200}
              onChange={(words) => put({ title: { ...head.title, [tag]: words } })}
            />
          ))}
        </div>
      )}
      <div className={shared.row} data-print="no">
        <Switch on={everywhere} onChange={setEverywhere}>
          {t("composition.head_everywhere")}
        </Switch>
        <Button busy={busy !== ""} isDisabled={!draft && !everywhere} onPress={() => void keep()}>
          {t("composition.head_keep")}
        </Button>
      </div>
      <RefusalLine refusal={refusal} names={names} />
    </fieldset>
  );
}
