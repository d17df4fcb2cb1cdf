/** A body from a file of its members: chosen, seen as it is read, asked back about, and taken whole. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Refusal } from "../../api/http";
import { newKey } from "../../api/key";
import { useBooks, useSession } from "../../api/session";
import { type Admitted, bodyDoors } from "../../body/doors";
import { TakeSeat } from "../../body/TakeSeat";
import { PageHead } from "../../furniture/PageHead";
import { LANGUAGE_TAGS, languageName, useCoded, useT, useTag } from "../../i18n";
import { Button } from "../../primitives/Button";
import { Select } from "../../primitives/Select";
import { TextField } from "../../primitives/TextField";
import { toast } from "../../primitives/Toasts";
import { bodyAddress, go } from "../../routes";
import { useUsualTheme } from "../../theme";
import styles from "./intake.module.css";
import { Questions } from "./Questions";
import { Read } from "./Read";
import {
  type Answers,
  answered,
  asBase64,
  type FileOfMembers,
  KEY,
  MOST,
  mayTake,
  UNANSWERED,
  usePreview,
} from "./reading";

const STAFF = ["administrator"];

export default function Intake() {
  useUsualTheme("light");
  const t = useT();
  const session = useSession();
  const books = useBooks();
  const person = session.data?.admissions.find((one) => STAFF.includes(one.capacity)) ?? null;
  const standing = {
    admission: person?.key ?? null,
    person,
    own: null,
    books: (books.data ?? []).map((line) => line.book),
    demo: session.data?.demo ?? false,
    known: Boolean(session.data && books.data),
  };
  return (
    <>
      <PageHead />
      <main className={styles.main}>
        <h1>{t("intake.title")}</h1>
        <p className={styles.lead}>{t("intake.lead")}</p>
        {person && <Filling admission={person.key} />}
        {!person && standing.known && (
          <div className={styles.row}>
            <p>{t("intake.who")}</p>
            <TakeSeat standing={standing} />
          </div>
        )}
      </main>
    </>
  );
}

/** What is wrong with a file before it is sent. */
type Amiss = "" | "large" | "unreadable";

function Filling({ admission }: { admission: Admitted }) {
  const t = useT();
  const own = useTag();
  const [file, setFile] = useState("");
  const [amiss, setAmiss] = useState<Amiss>("");
  const [about, setAbout] = useState({ key: "", name: "", language: own as FileOfMembers["language"] });
  const [answers, setAnswers] = useState<Answers>(UNANSWERED);
  const wanted: FileOfMembers | null = file ? { file, ...about, ...answers } : null;
  const { data: preview, error, isFetching } = usePreview(wanted, admission);
  const choose = async (chosen: File | undefined) => {
    setFile("");
    setAnswers(UNANSWERED);
    if (!chosen) return setAmiss("");
    if (chosen.size > MOST) return setAmiss("large");
    const read = await asBase64(chosen).catch(() => null);
    setAmiss(read === null ? "unreadable" : "");
    setFile(read ?? "");
  };
  const put = (part: Partial<typeof about>) => setAbout((now) => ({ ...now, ...part }));
  const shown = wanted && KEY.test(about.key) ? preview : undefined;
  return (
    <>
      <div className={styles.form}>
        <label className={styles.file}>
          <span>{t("intake.file")}</span>
          <input
            type="file"
            accept=".csv,.tsv,.txt,.xlsx,.json"
            onChange={(event) => void choose(event.currentTarget.files?.[0])}
          />
        </label>
        <TextField
          label={t("intake.key")}
          value={about.key}
          maxLength={40}
          error={about.key && !KEY.test(about.key) ? t("intake.wrong_key_wrong", { about: "" }) : ""}
          onChange={(key) => put({ key })}
        />
        <TextField
          label={t("intake.name")}
          value={about.name}
          maxLength={200}
          onChange={(name) => put({ name })}
        />
        <Select
          label={t("intake.language")}
          value={about.language ?? own}
          choices={LANGUAGE_TAGS.map((tag) => ({ key: tag, label: languageName(tag), lang: tag }))}
          onChange={(tag) => put({ language: LANGUAGE_TAGS.find((one) => one === tag) ?? own })}
        />
      </div>
      {amiss && <p role="alert">{t(`intake.${amiss}`, { kb: MOST / 1000 })}</p>}
      <p role="status" className={styles.soft}>
        {!shown && !amiss && t(isFetching ? "intake.reading" : "intake.empty")}
      </p>
      {isFetching && <progress aria-label={t("intake.reading")} />}
      <Refused refusal={error} />
      {shown && (
        <div className={styles.read} aria-busy={isFetching}>
          <Questions
            questions={shown.questions}
            onAnswer={(asked, written, choice) => setAnswers((now) => answered(now, asked, written, choice))}
          />
          <Read preview={shown} />
          {wanted && <Take wanted={wanted} admission={admission} may={mayTake(shown) && !isFetching} />}
        </div>
      )}
    </>
  );
}

function Take({ wanted, admission, may }: { wanted: FileOfMembers; admission: Admitted; may: boolean }) {
  const t = useT();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const take = async () => {
    setBusy(true);
    const answer = await bodyDoors.send<{ members: number }>("/api/intake", wanted, admission, {
      "Idempotency-Key": newKey(),
    });
    setBusy(false);
    setRefusal(answer.ok ? null : answer.refusal);
    if (!answer.ok) return;
    toast(t("intake.taken", { n: answer.value.members }), "good");
    await client.invalidateQueries({ queryKey: ["bodies"] });
    go(bodyAddress(wanted.key));
  };
  return (
    <div className={styles.row}>
      <Button variant="primary" busy={busy} isDisabled={!may} onPress={() => void take()}>
        {t("intake.take")}
      </Button>
      <Refused refusal={refusal} />
    </div>
  );
}

function Refused({ refusal }: { refusal: Refusal | null }) {
  const coded = useCoded();
  if (!refusal) return null;
  return <p role="alert">{coded("refusals.", refusal.code, "refusals.unknown")}</p>;
}
