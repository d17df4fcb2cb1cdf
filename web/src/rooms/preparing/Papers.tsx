/** Papers: symbol and title, and the text in each language, typed or taken from a file of plain text. */
import { useId } from "react";
import { useActs } from "../../body/Acting";
import shared from "../../body/pages.module.css";
import { languageName } from "../../i18n";
import { Button } from "../../primitives/Button";
import { TextField } from "../../primitives/TextField";
import { toast } from "../../primitives/Toasts";
import { InLanguages } from "./InLanguages";
import { lackingIn, type PartProps } from "./parts";
import { type DraftPaper, moved, type Preparation, replaced, useDraft, without } from "./preparation";
import styles from "./preparing.module.css";
import { Keep, Order, Section } from "./Section";

/** Most letters of one text; the door takes no more. */
const MOST = 100_000;

export function Papers({ body, admission, names, preparation }: PartProps) {
  const { t } = names;
  const draft = useDraft(asDrafts(preparation.papers));
  const { act, busy, refusal } = useActs(body, admission);
  const papers = draft.value;
  const keep = async () => {
    if (!(await act([{ kind: "PreparePapers", meeting: preparation.meeting, papers }]))) return;
    draft.drop();
    toast(t("preparing.saved"), "good");
  };
  return (
    <Section
      part="papers"
      title={t("preparing.papers")}
      lead={t("preparing.papers_lead")}
      names={names}
      lacking={lackingIn(preparation.lacks, "papers")}
    >
      <ol className={styles.entries}>
        {papers.map((paper, index) => (
          <li key={paper.key} className={styles.entry}>
            <Paper
              {...{ names, preparation, paper }}
              put={(one) => draft.put(replaced(papers, index, one))}
            />
            <Order
              names={names}
              place={index}
              of={papers.length}
              what={paper.symbol || t("preparing.paper", { n: index + 1 })}
              onMove={(by) => draft.put(moved(papers, index, by))}
              onRemove={() => draft.put(without(papers, index))}
            />
          </li>
        ))}
      </ol>
      <div>
        <Button onPress={() => draft.put([...papers, newPaper(papers)])}>{t("preparing.add_paper")}</Button>
      </div>
      <Keep
        names={names}
        draft={draft}
        busy={busy !== ""}
        wrong={papers.some(isEmpty) ? t("preparing.paper_empty") : ""}
        refusal={refusal}
        onKeep={() => void keep()}
      />
    </Section>
  );
}

const asDrafts = (papers: Preparation["papers"]): DraftPaper[] =>
  papers.map(({ key, symbol, title, text, agreed_by }) => ({ key, symbol, title, text, agreed_by }));

const written = (texts: DraftPaper["text"]): boolean => Object.values(texts).some((text) => text.trim());
const isEmpty = (paper: DraftPaper): boolean => !written(paper.title) || !written(paper.text);

/** Keys are for addresses: the first that is free. */
function newPaper(papers: readonly DraftPaper[]): DraftPaper {
  const taken = new Set(papers.map((paper) => paper.key));
  let number = papers.length + 1;
  while (taken.has(`paper-${number}`)) number += 1;
  return { key: `paper-${number}`, symbol: "", title: {}, text: {}, agreed_by: {} };
}

interface PaperProps extends Pick<PartProps, "names" | "preparation"> {
  paper: DraftPaper;
  put: (paper: DraftPaper) => void;
}

function Paper({ names, preparation, paper, put }: PaperProps) {
  const { t } = names;
  const { languages } = preparation;
  return (
    <fieldset className={styles.item} data-paper={paper.key}>
      <legend className="unseen">{paper.symbol || paper.key}</legend>
      <TextField
        label={t("preparing.symbol")}
        value={paper.symbol}
        maxLength={80}
        onChange={(symbol) => put({ ...paper, symbol })}
      />
      <InLanguages
        names={names}
        languages={languages}
        label={t("preparing.title")}
        texts={paper.title}
        onChange={(title) => put({ ...paper, title })}
        mends="paper_untranslated"
      />
      <InLanguages
        names={names}
        languages={languages}
        label={t("preparing.text")}
        texts={paper.text}
        lines={5}
        most={MOST}
        onChange={(text) => put({ ...paper, text })}
        mends="paper_untranslated"
      />
      <div className={styles.files}>
        {languages.map((tag) => (
          <FromFile
            key={tag}
            label={t("preparing.text_from_file", { language: languageName(tag) })}
            onText={(text) => put({ ...paper, text: { ...paper.text, [tag]: text.slice(0, MOST) } })}
          />
        ))}
      </div>
      <p className={shared.small}>{t("preparing.file_kinds")}</p>
    </fieldset>
  );
}

function FromFile({ label, onText }: { label: string; onText: (text: string) => void }) {
  const id = useId();
  const read = async (file: File | undefined) => {
    if (file) onText((await file.text()).replaceAll("\r\n", "\n").replace(/^\uFEFF/, ""));
  };
  return (
    <label htmlFor={id} className={styles.file}>
      {label}
      <input
        id={id}
        type="file"
        accept=".txt,.md,text/plain"
        onChange={(event) => void read(event.target.files?.[0])}
      />
    </label>
  );
}
