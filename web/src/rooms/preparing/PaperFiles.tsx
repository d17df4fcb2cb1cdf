/** The language versions of a paper as files, a row a language: chosen or dropped, on their way, kept, taken out again. */
import { type DragEvent, useEffect, useId, useRef, useState } from "react";
import type { Refusal } from "../../api/http";
import { RefusalLine } from "../../body/Acting";
import { type Admitted, bodyDoors } from "../../body/doors";
import type { Names } from "../../body/names";
import { languageName, useFormat } from "../../i18n";
import { Button } from "../../primitives/Button";
import type { DraftPaper, PaperFile } from "./preparation";
import styles from "./preparing.module.css";

/** Most letters of one text, and most bytes of one file; the doors take no more. */
export const MOST = 100_000;
const FILE_MOST = 20 * 2 ** 20;
const TAKEN = ".pdf,.docx,.odt,.txt,.md,application/pdf,text/plain";
const TOO_LARGE: Refusal = { status: 413, code: "file_too_large", rule: "", facts: { most: FILE_MOST } };

interface Props {
  names: Names;
  languages: readonly string[];
  paper: DraftPaper;
  put: (paper: DraftPaper) => void;
  admission: Admitted;
  /** Of the meeting's doors. */
  at: string;
  /** Digests of the files that stand on record: these can be taken along. */
  standing: ReadonlySet<string>;
}

export function PaperFiles(props: Props) {
  const { names, languages, paper } = props;
  const { t } = names;
  // A file takes its time, and meanwhile the paper may be written on: what is put is the paper as it then stands.
  const now = useRef(props);
  useEffect(() => {
    now.current = props;
  });
  const file = (tag: string, one: PaperFile | undefined) => {
    const { [tag]: _, ...others } = now.current.paper.files;
    now.current.put({ ...now.current.paper, files: one ? { ...others, [tag]: one } : others });
  };
  const text = (tag: string, words: string) =>
    now.current.put({
      ...now.current.paper,
      text: { ...now.current.paper.text, [tag]: words.slice(0, MOST) },
    });
  return (
    <fieldset className={styles.files}>
      <legend>{t("preparing.files")}</legend>
      {languages.map((tag) => (
        <Row
          key={tag}
          {...props}
          tag={tag}
          file={paper.files[tag]}
          onFile={(one) => file(tag, one)}
          onText={(words) => text(tag, words)}
        />
      ))}
      <p className={styles.fileKinds}>{t("preparing.file_kinds")}</p>
    </fieldset>
  );
}

interface RowProps extends Props {
  tag: string;
  file: PaperFile | undefined;
  onFile: (file: PaperFile | undefined) => void;
  onText: (text: string) => void;
}

const isPlain = (file: File): boolean => file.type === "text/plain" || /\.(txt|md)$/i.test(file.name);

function Row({ names, tag, file, onFile, onText, admission, at, standing }: RowProps) {
  const { t } = names;
  const { size } = useFormat();
  const id = useId();
  const [share, setShare] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [removed, setRemoved] = useState<PaperFile | null>(null);
  const [over, setOver] = useState(false);
  const under = useRef<AbortController | null>(null);
  useEffect(() => () => under.current?.abort(), []);
  const take = async (chosen: File | undefined) => {
    if (!chosen) return;
    setRefusal(null);
    setRemoved(null);
    if (chosen.size > FILE_MOST) return setRefusal(TOO_LARGE);
    if (isPlain(chosen)) return onText((await chosen.text()).replaceAll("\r\n", "\n").replace(/^\uFEFF/, ""));
    under.current?.abort();
    const work = new AbortController();
    under.current = work;
    setShare(0);
    const asked = new URLSearchParams({ name: chosen.name.slice(-300) });
    const path = `${at}/files?${asked}`;
    const answer = await bodyDoors.sendFile<PaperFile>(path, chosen, admission, setShare, work.signal);
    if (under.current !== work) return;
    setShare(null);
    if (answer?.ok) onFile(answer.value);
    else setRefusal(answer ? answer.refusal : null);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  const language = languageName(tag);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button beside it is the first
    <div
      className={styles.fileRow}
      data-language={tag}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <bdi lang={tag}>{language}</bdi>
      <span className={styles.fileName}>
        {file && standing.has(file.sha256) && (
          <a href={bodyDoors.link(`${at}/files/${file.sha256}`, admission)} download={file.name}>
            <bdi>{file.name}</bdi>
          </a>
        )}
        {file && !standing.has(file.sha256) && <bdi>{file.name}</bdi>}
        {file && <span> · {size(file.size)}</span>}
        {!file && share === null && !removed && t("preparing.no_file")}
        {removed && !file && t("preparing.file_removed")}
        {share !== null && (
          <progress value={share} max={1} aria-label={t("preparing.file_sending", { language })} />
        )}
      </span>
      <span className={styles.fileWays}>
        <label htmlFor={id} className={styles.choose}>
          {t(file ? "preparing.file_replace" : "preparing.file_choose")}
          <span className="unseen"> {language}</span>
          <input
            id={id}
            type="file"
            className="unseen"
            accept={TAKEN}
            onChange={(event) => {
              void take(event.target.files?.[0]);
              event.target.value = "";
            }}
          />
        </label>
        {share !== null && (
          <Button
            variant="quiet"
            onPress={() => {
              under.current?.abort();
            }}
          >
            {t("preparing.file_stop")}
          </Button>
        )}
        {file && share === null && (
          <Button
            variant="quiet"
            onPress={() => {
              setRemoved(file);
              onFile(undefined);
            }}
          >
            {t("preparing.file_remove")}
            <span className="unseen"> {language}</span>
          </Button>
        )}
        {removed && !file && (
          <Button
            variant="quiet"
            onPress={() => {
              onFile(removed);
              setRemoved(null);
            }}
          >
            {t("preparing.file_undo")}
          </Button>
        )}
      </span>
      <RefusalLine refusal={refusal} names={names} />
    </div>
  );
}
