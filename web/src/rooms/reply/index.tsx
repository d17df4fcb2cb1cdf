/** A delegation's reply: the invitation in its language, the times, accept or decline, and the receipt. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Fragment, useEffect, useState } from "react";
import type { Answer, Refusal } from "../../api/http";
import { valueFrom } from "../../api/http";
import { newKey } from "../../api/key";
import type { Admission, Level, Texts } from "../../api/types";
import { bodyDoors } from "../../body/doors";
import type { ReplyPage } from "../../body/types";
import { useAccent } from "../../furniture/accent";
import { LanguageChoice, ThemeChoice } from "../../furniture/choices";
import { Emblem } from "../../furniture/Emblem";
import { EmptyState } from "../../furniture/EmptyState";
import { useGoIn } from "../../furniture/way-in";
import {
  chooseLanguage,
  LANGUAGE_TAGS,
  languageName,
  T,
  TextOf,
  useCoded,
  useFormat,
  useT,
  useTag,
  useTexts,
} from "../../i18n";
import { ownZone, sameHour } from "../../i18n/format";
import { Button } from "../../primitives/Button";
import { Select } from "../../primitives/Select";
import { TextField } from "../../primitives/TextField";
import { useRoute } from "../../routes";
import { useUsualTheme } from "../../theme";
import styles from "./reply.module.css";

const FORMS = ["live", "recorded", "text"] as const;

interface Given {
  answer: "accepted" | "declined";
  level: Level | null;
  title: Texts;
  form: string;
  remark: string;
}

export default function ReplyRoom() {
  useUsualTheme("light");
  const t = useT();
  const coded = useCoded();
  const route = useRoute();
  const token = route.page === "reply" ? route.token : "";
  const { data, error } = useInvitation(token);
  useAccent(data?.accent);
  return (
    <div className={styles.page}>
      <header className={styles.head} data-print="no">
        <span className={styles.menus}>
          <LanguageChoice />
          <ThemeChoice />
        </span>
      </header>
      <main className={styles.main}>
        {error && (
          <EmptyState title={coded("reply.refused_", error.code, "reply.refused_other")}>
            <p>{t("reply.ask_secretariat")}</p>
          </EmptyState>
        )}
        {data && <Invitation page={data} token={token} />}
      </main>
    </div>
  );
}

const doorOf = (token: string): string => `/api/reply/${encodeURIComponent(token)}`;

/** The page in the language of the letter, unless the reader has chosen one by the address. */
function useInvitation(token: string) {
  const found = useQuery<ReplyPage, Refusal>({
    queryKey: ["reply", token],
    queryFn: () => valueFrom(bodyDoors.read<ReplyPage>(doorOf(token))),
  });
  const written = LANGUAGE_TAGS.find((tag) => tag === found.data?.language);
  useEffect(() => {
    const asked = new URLSearchParams(location.search).has("lang");
    if (written && !asked) void chooseLanguage(written);
  }, [written]);
  return found;
}

function Invitation({ page, token }: { page: ReplyPage; token: string }) {
  const t = useT();
  const client = useQueryClient();
  const [changing, setChanging] = useState(false);
  const answer = async (given: Given): Promise<Answer<unknown>> => {
    const sent = await bodyDoors.send<unknown>(doorOf(token), given, null, {
      "Idempotency-Key": newKey(),
    });
    if (sent.ok) {
      await client.invalidateQueries({ queryKey: ["reply", token] });
      setChanging(false);
    }
    return sent;
  };
  const text = useTexts();
  const open = page.answer === "none" || changing;
  return (
    <>
      <article className={styles.sheet}>
        <p className={styles.from}>
          <span className={styles.emblem}>
            <Emblem size={44} />
          </span>
          <TextOf of={page.body_name} />
        </p>
        <p className={styles.to}>{t("reply.invites", { name: text(page.name) })}</p>
        <h1>
          <TextOf of={page.title} />
        </h1>
        {Object.keys(page.theme).length > 0 && (
          <p className={styles.theme}>
            <TextOf of={page.theme} />
          </p>
        )}
        <Times page={page} />
        <p className={styles.soft}>
          {page.by_video ? t("reply.by_video") : <bdi>{page.place}</bdi>} ·{" "}
          <T
            k="common.labelled"
            values={{
              label: t("reply.languages"),
              value: page.languages.map((tag, index) => (
                <Fragment key={tag}>
                  {index > 0 && " · "}
                  <bdi lang={tag}>{languageName(tag)}</bdi>
                </Fragment>
              )),
            }}
          />
        </p>
        <p className={styles.row} data-print="no">
          <a href={`${doorOf(token)}/invitation.ics`} download>
            {t("reply.calendar")}
          </a>
          <a href={`${doorOf(token)}/letter.pdf`} download>
            {t("reply.letter_pdf")}
          </a>
        </p>
      </article>
      {page.called_off && (
        <p role="alert" className={styles.off}>
          {t("reply.called_off")}
        </p>
      )}
      {page.convened && !page.called_off && page.answer === "accepted" && <Enter token={token} />}
      {!page.called_off && !open && <Receipt page={page} onChange={() => setChanging(true)} />}
      {!page.called_off && open && (
        <Form page={page} onGiven={answer} onCancel={changing ? () => setChanging(false) : null} />
      )}
    </>
  );
}

/** Venue, UTC and the delegation's own time, and the reader's where it is yet another. */
function Times({ page }: { page: ReplyPage }) {
  const t = useT();
  const text = useTexts();
  const { dayAndHour, place } = useFormat();
  const here = ownZone();
  const rows: [string, string][] = [[t("reply.at_venue", { place: place(page.zone) }), page.zone]];
  if (page.own_zone && !sameHour(page.opens, page.own_zone, page.zone)) {
    const capital = text(page.capital);
    const label = capital ? t("reply.at_capital", { place: capital }) : t("reply.at_home");
    rows.push([label, page.own_zone]);
  }
  rows.push(["UTC", "UTC"]);
  if (!rows.some(([, zone]) => sameHour(page.opens, zone, here))) rows.push([t("reply.where_you_are"), here]);
  return (
    <dl className={styles.times}>
      {rows.map(([name, zone]) => (
        <div key={zone}>
          <dt>{name}</dt>
          <dd>
            <time dateTime={new Date(page.opens).toISOString()}>{dayAndHour(page.opens, zone)}</time>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Once the meeting is convened, whoever holds the letter goes in as the head of the delegation. */
function Enter({ token }: { token: string }) {
  const t = useT();
  const coded = useCoded();
  const goIn = useGoIn();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const enter = async () => {
    setBusy(true);
    const answer = await bodyDoors.send<Admission>(`${doorOf(token)}/entry`, {}, null);
    setBusy(false);
    if (answer.ok) return goIn(answer.value);
    setRefusal(answer.refusal);
  };
  return (
    <section className={styles.receipt} aria-labelledby="enter">
      <h2 id="enter">{t("reply.convened")}</h2>
      <p>{t("reply.enter_lead")}</p>
      <div className={styles.row} data-print="no">
        <Button variant="primary" big busy={busy} onPress={() => void enter()}>
          {t("reply.enter")}
        </Button>
      </div>
      {refusal && <p role="alert">{coded("reply.refused_", refusal.code, "reply.refused_other")}</p>}
    </section>
  );
}

function Receipt({ page, onChange }: { page: ReplyPage; onChange: () => void }) {
  const t = useT();
  const coded = useCoded();
  const text = useTexts();
  const accepted = page.answer === "accepted";
  return (
    <section className={styles.receipt} data-answer={page.answer} aria-labelledby="receipt">
      <h2 id="receipt" aria-live="polite">
        {accepted ? "✓ " : "✕ "}
        {t(accepted ? "reply.you_accepted" : "reply.you_declined", { name: text(page.name) })}
      </h2>
      {accepted && (
        <p>
          {page.level && coded("common.level_", page.level, "reply.level")}
          {Object.keys(page.person_title).length > 0 && (
            <>
              {" · "}
              <TextOf of={page.person_title} />
            </>
          )}
          {page.form && ` · ${coded("reply.form_", page.form, "reply.form_live")}`}
        </p>
      )}
      {page.remark && (
        <p>
          <bdi>{page.remark}</bdi>
        </p>
      )}
      <p className={styles.soft}>{t("reply.receipt_kept")}</p>
      <div className={styles.row} data-print="no">
        <Button onPress={onChange}>{t("reply.change")}</Button>
        <Button variant="quiet" onPress={() => window.print()}>
          {t("reply.print")}
        </Button>
      </div>
    </section>
  );
}

interface FormProps {
  page: ReplyPage;
  onGiven: (given: Given) => Promise<Answer<unknown>>;
  onCancel: (() => void) | null;
}

function Form({ page, onGiven, onCancel }: FormProps) {
  const t = useT();
  const tag = useTag();
  const coded = useCoded();
  const text = useTexts();
  const [level, setLevel] = useState<Level | "">(page.level ?? "");
  const [title, setTitle] = useState(text(page.person_title));
  const [form, setForm] = useState<string>(page.form || "live");
  const [remark, setRemark] = useState(page.remark);
  const [busy, setBusy] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const give = async (answer: "accepted" | "declined") => {
    setBusy(answer);
    const accepted = answer === "accepted";
    const sent = await onGiven({
      answer,
      level: accepted ? level || null : null,
      title: accepted && title.trim() ? { [tag]: title.trim() } : {},
      form: accepted ? form : "",
      remark: remark.trim(),
    });
    setBusy("");
    setRefusal(sent.ok ? null : sent.refusal);
  };
  return (
    <section className={styles.form} aria-labelledby="answer" data-print="no">
      <h2 id="answer">{t("reply.your_answer")}</h2>
      <Select
        label={t("reply.level")}
        value={level}
        choices={[
          { key: "", label: t("reply.choose_level") },
          ...page.levels.map((key) => ({ key, label: coded("common.level_", key, "reply.level") })),
        ]}
        onChange={(key) => setLevel(key as Level)}
      />
      <TextField
        label={t("reply.title")}
        hint={t("reply.title_hint")}
        value={title}
        onChange={setTitle}
        maxLength={300}
      />
      <fieldset className={styles.forms}>
        <legend>{t("reply.form")}</legend>
        {FORMS.map((key) => (
          <label key={key}>
            <input
              type="radio"
              name="form"
              value={key}
              checked={form === key}
              onChange={() => setForm(key)}
            />
            {t(`reply.form_${key}`)}
          </label>
        ))}
      </fieldset>
      <TextField label={t("reply.remark")} value={remark} onChange={setRemark} lines={2} maxLength={2000} />
      {refusal && (
        <p role="alert" className={styles.off}>
          {coded("reply.refused_", refusal.code, "reply.refused_other")}
        </p>
      )}
      <div className={styles.row}>
        <Button
          variant="primary"
          big
          busy={busy === "accepted"}
          isDisabled={!level}
          onPress={() => void give("accepted")}
        >
          {t("reply.accept")}
        </Button>
        <Button big busy={busy === "declined"} onPress={() => void give("declined")}>
          {t("reply.decline")}
        </Button>
        {onCancel && (
          <Button variant="quiet" onPress={onCancel}>
            {t("common.cancel")}
          </Button>
        )}
      </div>
      {!level && <p className={styles.soft}>{t("reply.level_needed")}</p>}
    </section>
  );
}
