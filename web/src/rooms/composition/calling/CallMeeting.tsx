/** Calling a meeting: what it is, where and when, in which languages, and its sittings. What is wrong stands beside it. */
import { useState } from "react";
import { houseNow } from "../../../api/reach";
import { RefusalLine, useActs } from "../../../body/Acting";
import type { Admitted } from "../../../body/doors";
import { Fold } from "../../../body/Fold";
import type { Names } from "../../../body/names";
import shared from "../../../body/pages.module.css";
import type { BodyPage } from "../../../body/types";
import { LANGUAGE_TAGS, languageName, useTag } from "../../../i18n";
import { Button } from "../../../primitives/Button";
import { Select } from "../../../primitives/Select";
import { Switch } from "../../../primitives/Switch";
import { TextField } from "../../../primitives/TextField";
import { toast } from "../../../primitives/Toasts";
import { BeforeCalling, type CallCare } from "./BeforeCalling";
import {
  type Calling,
  type Fault,
  FORMATS,
  type Format,
  faultsOf,
  intentOf,
  isFaultless,
  newCalling,
} from "./calling";
import styles from "./calling.module.css";
import { Sittings } from "./Sittings";

interface Props {
  body: BodyPage;
  admission: Admitted;
  names: Names;
}

/** Without a meeting there is nothing to compose for; with one, another may be called. */
export function CallMeeting(props: Props & { first: boolean }) {
  const { names, first } = props;
  return (
    <Fold
      className={shared.calling}
      summary={names.t(first ? "composition.no_meeting" : "composition.call_another")}
      open={first}
    >
      {(close) => <Form {...props} onCalled={close} />}
    </Fold>
  );
}

/** What every part of the form is given. */
export interface Part {
  body: BodyPage;
  names: Names;
  calling: Calling;
  change: (part: Partial<Calling>) => void;
  /** The sentence of a fault, empty while nobody has tried to call. */
  words: (fault: Fault | undefined) => string;
}

function Form({ body, admission, names, onCalled }: Props & { onCalled: () => void }) {
  const { t } = names;
  const [calling, setCalling] = useState(() => newCalling(body));
  const [tried, setTried] = useState(false);
  const { act, busy, refusal } = useActs(body, admission);
  const faults = faultsOf(calling, houseNow());
  const words = (fault: Fault | undefined) => (tried && fault ? t(`composition.fault_${fault}`) : "");
  const [looking, look] = useState(false);
  const change = (part: Partial<Calling>) => setCalling((now) => ({ ...now, ...part }));
  const taken = body.meetings.map((line) => line.meeting);
  const call = async (care: CallCare) => {
    setTried(true);
    if (!isFaultless(faults)) return look(false);
    if (!(await act([{ ...intentOf(calling, taken), ...care }]))) return;
    toast(t("composition.meeting_called"), "good");
    onCalled();
  };
  const part = { body, names, calling, change, words };
  return (
    <form
      className={styles.callForm}
      aria-label={t("composition.call_meeting")}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        look(isFaultless(faults));
      }}
    >
      <Titles {...part} error={words(faults.title)} />
      <What {...part} errors={{ languages: words(faults.languages), place: words(faults.place) }} />
      <Sittings {...part} faults={faults} />
      <div className={styles.fields}>
        <Button type="submit" variant={looking ? "plain" : "primary"}>
          {t("composition.call_look")}
        </Button>
        {tried && !isFaultless(faults) && <p role="alert">{t("composition.fault_some")}</p>}
      </div>
      {looking && isFaultless(faults) && (
        <BeforeCalling
          {...part}
          admission={admission}
          intent={intentOf(calling, taken)}
          busy={busy !== ""}
          onCall={(care) => void call(care)}
        />
      )}
      <RefusalLine refusal={refusal} names={names} />
    </form>
  );
}

/** The reader's language in sight, the meeting's others behind a fold that says how many are written. */
export function Titles({ names, calling, change, error }: Part & { error: string }) {
  const { t } = names;
  const own = useTag();
  const first = calling.languages.includes(own) ? own : (calling.languages[0] ?? own);
  const others = calling.languages.filter((tag) => tag !== first);
  const written = others.filter((tag) => calling.title[tag]?.trim()).length;
  const inLanguage = (tag: string, fault: string) => (
    <div key={tag} className={styles.inLanguage} lang={tag}>
      {(["title", "theme"] as const).map((field) => (
        <TextField
          key={field}
          label={t(`composition.meeting_${field}_in`, { language: languageName(tag) })}
          value={calling[field][tag] ?? ""}
          maxLength={300}
          error={field === "title" ? fault : ""}
          onChange={(text) => change({ [field]: { ...calling[field], [tag]: text } })}
        />
      ))}
    </div>
  );
  return (
    <fieldset className={shared.group}>
      <legend>{t("composition.meeting_called_what")}</legend>
      {inLanguage(first, error)}
      {others.length > 0 && (
        <details>
          <summary>{t("composition.other_languages", { n: written, of: others.length })}</summary>
          <div className={shared.finer}>{others.map((tag) => inLanguage(tag, ""))}</div>
        </details>
      )}
    </fieldset>
  );
}

function What({ names, calling, change, errors }: Part & { errors: { languages: string; place: string } }) {
  const { t } = names;
  return (
    <fieldset className={shared.group}>
      <legend>{t("composition.meeting_kind")}</legend>
      <div className={styles.fields}>
        <Select
          label={t("composition.meeting_format")}
          value={calling.format}
          choices={FORMATS.map((key) => ({ key, label: t(`body.format_${key}`) }))}
          onChange={(key) => change({ format: key as Format })}
        />
        <Place names={names} calling={calling} change={change} error={errors.place} />
        <Switch on={calling.isPrivate} onChange={(isPrivate) => change({ isPrivate })}>
          {t("composition.meeting_private")}
        </Switch>
      </div>
      {calling.isPrivate && <p className={shared.soft}>{t("composition.meeting_private_is")}</p>}
      <Languages names={names} calling={calling} change={change} error={errors.languages} />
    </fieldset>
  );
}

export function Place({
  names,
  calling,
  change,
  error,
}: Pick<Part, "names" | "calling" | "change"> & { error: string }) {
  const { t } = names;
  return (
    <>
      <TextField
        label={t("composition.meeting_place")}
        value={calling.place}
        maxLength={200}
        error={error}
        onChange={(place) => change({ place })}
      />
      <Switch on={calling.byVideo} onChange={(byVideo) => change({ byVideo })}>
        {t("composition.meeting_by_video")}
      </Switch>
    </>
  );
}

function Languages({
  names,
  calling,
  change,
  error,
}: Pick<Part, "names" | "calling" | "change"> & { error: string }) {
  const chosen = (tag: string) => calling.languages.some((one) => one === tag);
  const toggled = (tag: string) => LANGUAGE_TAGS.filter((one) => (one === tag ? !chosen(one) : chosen(one)));
  return (
    <fieldset className={styles.languages} aria-describedby={error ? "no-language" : undefined}>
      <legend>{names.t("composition.meeting_languages")}</legend>
      {LANGUAGE_TAGS.map((tag) => (
        <label key={tag}>
          <input type="checkbox" checked={chosen(tag)} onChange={() => change({ languages: toggled(tag) })} />
          <bdi lang={tag}>{languageName(tag)}</bdi>
        </label>
      ))}
      {error && (
        <p id="no-language" className={styles.fault}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
