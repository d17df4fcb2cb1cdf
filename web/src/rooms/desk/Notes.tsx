import { useEffect, useRef, useState } from "react";
import { TimeText } from "../../furniture";
import { useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import { TextField } from "../../primitives/TextField";
import styles from "./desk.module.css";
import { MOST, useNotes, useSending } from "./notes";

/** What head and advisers have written to each other, newest last, and a line to write on. */
export default function Notes({ last }: { last: number }) {
  const t = useT();
  const notes = useNotes(last);
  const list = useRef<HTMLOListElement>(null);
  const count = notes.length;
  useEffect(() => {
    if (count > 0) list.current?.lastElementChild?.scrollIntoView?.({ block: "nearest" });
  }, [count]);
  return (
    <>
      <p className={styles.soft}>{t("desk.notes_private")}</p>
      {count === 0 && <p>{t("desk.notes_none")}</p>}
      <ol ref={list} className={styles.notes} role="log" aria-label={t("desk.notes")}>
        {notes.map((note) => (
          <li key={note.number}>
            <span className={styles.soft}>
              <span>{`${t(`common.capacity_${note.capacity as "head"}`)} · `}</span>
              <TimeText at={note.at} />
            </span>
            <p dir="auto">{note.text}</p>
          </li>
        ))}
      </ol>
      <Write />
    </>
  );
}

function Write() {
  const t = useT();
  const send = useSending();
  const [text, setText] = useState("");
  const [failed, setFailed] = useState(false);
  const submit = async () => {
    if (!text.trim()) return;
    const sent = await send(text.trim());
    setFailed(!sent);
    if (sent) setText("");
  };
  return (
    <form
      className={styles.write}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        void submit();
      }}
    >
      <TextField
        label={t("desk.notes_write")}
        value={text}
        onChange={setText}
        lines={2}
        maxLength={MOST}
        error={failed ? t("desk.notes_failed") : undefined}
      />
      <Button type="submit" isDisabled={!text.trim()}>
        {t("desk.notes_send")}
      </Button>
    </form>
  );
}
