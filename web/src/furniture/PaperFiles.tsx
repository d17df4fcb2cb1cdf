/** The files of a paper, to be taken along: the reader's language first. */
import { useState } from "react";
import { api } from "../api/client";
import { takeFile } from "../api/files";
import type { Refusal } from "../api/http";
import type { PaperDoc } from "../api/types";
import { languageName, useFormat, useT, useTag } from "../i18n";
import { useRefusalSentence } from "./RefusalMessage";
import styles from "./reading.module.css";
import { useRoom } from "./room";

export function PaperFiles({ paper }: { paper: PaperDoc }) {
  const t = useT();
  const own = useTag();
  const { book } = useRoom();
  const { size } = useFormat();
  const sentence = useRefusalSentence();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const tags = Object.keys(paper.files).sort((one, other) => Number(other === own) - Number(one === own));
  if (!tags.length) return null;
  return (
    <section className={styles.files} aria-label={t("reading.files")}>
      <ul>
        {tags.map((tag) => {
          const file = paper.files[tag];
          if (!file) return null;
          const path = api.paperFile(book, paper.key, tag);
          return (
            <li key={tag} data-language={tag}>
              <a
                href={path}
                download={file.name}
                onClick={(event) => {
                  // Fetched here, so that a file that is missing or altered is said in words and not kept as one.
                  event.preventDefault();
                  void takeFile(path, file.name).then(setRefusal);
                }}
              >
                <bdi lang={tag}>{languageName(tag)}</bdi>
                <span> · </span>
                <bdi>{file.name}</bdi>
              </a>{" "}
              <span className={styles.size}>{size(file.size)}</span>
              <p className={styles.soft}>
                {t("reading.hash")} <code dir="ltr">{file.sha256}</code>
              </p>
            </li>
          );
        })}
      </ul>
      {refusal && (
        <p role="alert" className={styles.refused}>
          {sentence(refusal)}
        </p>
      )}
    </section>
  );
}
