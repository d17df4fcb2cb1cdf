/** Papers: symbol and title, and in each language the text, typed or from a file of plain text, or a file as it is. */
import { useActs } from "../../body/Acting";
import { type Admitted, bodyDoors } from "../../body/doors";
import { Button } from "../../primitives/Button";
import { TextField } from "../../primitives/TextField";
import { toast } from "../../primitives/Toasts";
import { InLanguages } from "./InLanguages";
import { MOST, PaperFiles } from "./PaperFiles";
import { lackingIn, type PartProps } from "./parts";
import { type DraftPaper, moved, type Preparation, replaced, useDraft, without } from "./preparation";
import styles from "./preparing.module.css";
import { Keep, Order, Section } from "./Section";

export function Papers({ body, admission, names, preparation }: PartProps) {
  const { t } = names;
  const draft = useDraft(asDrafts(preparation.papers));
  const { act, busy, refusal } = useActs(body, admission);
  const papers = draft.value;
  const standing = new Set(
    preparation.papers.flatMap((paper) => Object.values(paper.files).map((file) => file.sha256)),
  );
  const at = bodyDoors.meetingAt(body.key, preparation.meeting);
  const keep = async () => {
    const sent = papers.map((paper) => ({ ...paper, files: named(paper.files) }));
    if (!(await act([{ kind: "PreparePapers", meeting: preparation.meeting, papers: sent }]))) return;
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
              {...{ names, preparation, paper, admission, at, standing }}
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
  papers.map(({ sha256: _, ...paper }) => paper);

const written = (texts: DraftPaper["text"]): boolean => Object.values(texts).some((text) => text.trim());
const isEmpty = ({ title, text, files }: DraftPaper): boolean =>
  !written(title) || !(written(text) || Object.keys(files).length);

/** Type and size of a file are the server's to say. */
const named = (files: DraftPaper["files"]) =>
  Object.fromEntries(Object.entries(files).map(([tag, { sha256, name }]) => [tag, { sha256, name }]));

/** Keys are for addresses: the first that is free. */
function newPaper(papers: readonly DraftPaper[]): DraftPaper {
  const taken = new Set(papers.map((paper) => paper.key));
  let number = papers.length + 1;
  while (taken.has(`paper-${number}`)) number += 1;
  return { key: `paper-${number}`, symbol: "", title: {}, text: {}, agreed_by: {}, files: {} };
}

interface PaperProps extends Pick<PartProps, "names" | "preparation"> {
  paper: DraftPaper;
  put: (paper: DraftPaper) => void;
  admission: Admitted;
  at: string;
  standing: ReadonlySet<string>;
}

function Paper({ names, preparation, paper, put, admission, at, standing }: PaperProps) {
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
      <PaperFiles {...{ names, languages, paper, put, admission, at, standing }} />
    </fieldset>
  );
}
