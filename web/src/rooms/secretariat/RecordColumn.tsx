import { useRef } from "react";
import { api } from "../../api/client";
import type { EntryLine, RefusalLine } from "../../api/types";
import { TimeText, useRefusalSentence, useRoom } from "../../furniture";
import { useRule } from "../../furniture/rules";
import { useCoded, useFormat, useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import { useKeys } from "../../primitives/keys";
import { Tabs } from "../../primitives/Tabs";
import { type RefusalsRead, useRecord, useRefusals } from "./record";
import styles from "./secretariat.module.css";
import { useSentence, useWho } from "./sentences";

/** The record growing act by act, and what was refused; each explainable. */
export function RecordColumn() {
  const t = useT();
  const { book, admission } = useRoom();
  const { refusals, earlier } = useRefusals();
  const column = useRef<HTMLElement>(null);
  useKeys({ R: () => column.current?.querySelector<HTMLElement>("[role=tab]")?.focus() });
  const bundle = admission
    ? `${api.bundleUrl(book)}?a=${encodeURIComponent(admission)}`
    : api.bundleUrl(book);
  const refused = refusals.length
    ? `${t("secretariat.refusals")} (${refusals.length})`
    : t("secretariat.refusals");
  return (
    <section ref={column} className={styles.record} aria-label={t("secretariat.record")}>
      <Tabs
        label={t("secretariat.record")}
        pages={[
          { key: "record", label: t("secretariat.record"), content: <Entries /> },
          { key: "refusals", label: refused, content: <Refused refusals={refusals} earlier={earlier} /> },
        ]}
      />
      <footer className={styles.recordFoot}>
        <Head />
        <a className={styles.export} href={bundle} download>
          {t("secretariat.export")}
        </a>
      </footer>
    </section>
  );
}

/** The hash that stands for the whole record so far; `rostrum verify` names the same for a bundle. */
function Head() {
  const t = useT();
  const { number } = useFormat();
  const last = useRecord().entries.at(-1);
  if (!last) return null;
  return (
    <p className={styles.head}>
      {t("secretariat.record_head", { version: number(last.version) })}
      <code dir="ltr" data-head={last.version}>
        {last.hash}
      </code>
    </p>
  );
}

function Entries() {
  const t = useT();
  const { entries, failed, again, earlier } = useRecord();
  const sentence = useRefusalSentence();
  return (
    <div className={styles.scroll}>
      {failed && (
        <p role="alert">
          {t("secretariat.record_failed")} {sentence(failed)}{" "}
          <Button onPress={again}>{t("secretariat.record_again")}</Button>
        </p>
      )}
      {entries.length === 0 && !failed && <p className={styles.soft}>{t("secretariat.record_empty")}</p>}
      <ol className={styles.entries} aria-live="polite" aria-relevant="additions">
        {[...entries].reverse().map((entry) => (
          <Entry key={entry.version} entry={entry} />
        ))}
      </ol>
      {earlier && <Button onPress={earlier}>{t("secretariat.record_more")}</Button>}
    </div>
  );
}

function Entry({ entry }: { entry: EntryLine }) {
  const t = useT();
  const { number } = useFormat();
  const sentence = useSentence();
  const coded = useCoded();
  const { seatName } = useRoom();
  const capacity = coded("common.capacity_", entry.capacity, "secretariat.somebody");
  return (
    <li className={styles.entry}>
      <p>
        <span
          className={styles.figure}
          title={t("secretariat.record_entry", { version: number(entry.version) })}
        >
          {number(entry.version)}
        </span>
        <span dir="auto">{sentence(entry)}</span>
      </p>
      <details>
        <summary>
          <TimeText at={Date.parse(entry.at)} /> ·{" "}
          {t("secretariat.record_by", {
            actor: entry.seat ? `${capacity}, ${seatName(entry.seat)}` : capacity,
          })}
        </summary>
        <dl className={styles.facts}>
          <dt>{t("secretariat.record_seen_by")}</dt>
          <dd>{coded("secretariat.seen_", entry.visibility, "secretariat.somebody")}</dd>
          <dt>{t("secretariat.record_hash")}</dt>
          <dd>
            <code dir="ltr">{entry.hash}</code>
          </dd>
        </dl>
      </details>
    </li>
  );
}

function Refused({ refusals, earlier }: RefusalsRead) {
  const t = useT();
  return (
    <div className={styles.scroll}>
      {refusals.length === 0 && <p className={styles.soft}>{t("secretariat.refusals_none")}</p>}
      <ol className={styles.entries}>
        {refusals.map((line) => (
          <RefusedLine key={line.number} line={line} />
        ))}
      </ol>
      {earlier && <Button onPress={earlier}>{t("secretariat.record_more")}</Button>}
    </div>
  );
}

function RefusedLine({ line }: { line: RefusalLine }) {
  const t = useT();
  const coded = useCoded();
  const sentence = useRefusalSentence();
  const ruled = useRule();
  const who = useWho();
  const intent = coded("secretariat.intent_", String(line.intent.kind ?? ""), "secretariat.intent_other");
  return (
    <li className={styles.entry}>
      <p>
        <TimeText at={line.at} />{" "}
        <span>{t("secretariat.refusal_line", { actor: who(line.actor), intent })}</span>
      </p>
      <p className={styles.why}>
        {sentence({ status: 409, code: line.code, rule: line.rule, facts: line.facts })}
      </p>
      {line.rule && (
        <p className={styles.soft}>{t("secretariat.refusal_rule", { rule: ruled(line.rule) })}</p>
      )}
    </li>
  );
}
