import { useState } from "react";
import type { Texts } from "../api/types";
import { choose, languageName, TextOf, useT, useTag } from "../i18n";
import { Button } from "../primitives/Button";
import { Dialog } from "../primitives/Dialog";
import { Select } from "../primitives/Select";
import { PaperFiles } from "./PaperFiles";
import { usePapers } from "./papers";
import type { ReadTextProps } from "./ReadText";
import styles from "./reading.module.css";
import { TimeText } from "./TimeText";

interface Opened {
  title: Texts;
  symbol: string;
  text: Texts;
  sha256: Texts;
  /** When it was adopted; null for what was only circulated. */
  at: number | null;
}

/** A text in the reader's language or another that it has, with its symbol and hash; can be printed. */
export default function Reader({ decision, paper, onClose }: ReadTextProps & { onClose: () => void }) {
  const t = useT();
  const found = usePaper(decision?.paper ?? paper);
  const opened: Opened | null = decision ?? (found.data ? { ...found.data, at: null } : null);
  const print = (
    <Button onPress={() => window.print()} isDisabled={!opened}>
      {t("reading.print")}
    </Button>
  );
  const actions = (
    <>
      {print}
      <Button variant="primary" onPress={onClose}>
        {t("reading.close")}
      </Button>
    </>
  );
  return (
    <Dialog open wide onClose={onClose} title={<TextOf of={opened?.title} />} actions={actions}>
      {opened && <Text opened={opened} />}
      {opened && found.data && <PaperFiles paper={found.data} />}
      {!opened && <p role="status">{t(found.isPending ? "reading.fetching" : "reading.not_there")}</p>}
    </Dialog>
  );
}

function usePaper(key: string | undefined) {
  const papers = usePapers(key !== undefined);
  return { ...papers, data: papers.data?.find((paper) => paper.key === key) ?? null };
}

function Text({ opened }: { opened: Opened }) {
  const t = useT();
  const own = useTag();
  const { lang } = choose(opened.text, own);
  const [wanted, setWanted] = useState(lang);
  const written = Object.values(opened.text).some((words) => words.trim());
  const text = opened.text[wanted] ?? "";
  const languages = Object.keys(opened.text).map((tag) => ({
    key: tag,
    label: languageName(tag),
    lang: tag,
  }));
  return (
    <div className={styles.text} data-open-text="">
      <div className={styles.facts}>
        {opened.symbol && <bdi dir="ltr">{opened.symbol}</bdi>}
        {opened.at !== null && (
          <span>
            {t("reading.adopted")} <TimeText at={opened.at} day />
          </span>
        )}
        {languages.length > 1 && (
          <Select
            label={t("reading.language")}
            quiet
            value={wanted}
            choices={languages}
            onChange={setWanted}
          />
        )}
      </div>
      {!written && <p className={styles.soft}>{t("reading.as_file")}</p>}
      {written && !opened.text[own] && <p className={styles.soft}>{t("reading.not_in_yours")}</p>}
      <article lang={wanted} dir="auto">
        {text.split(/\n+/).map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </article>
      {written && opened.sha256[wanted] && (
        <p className={styles.soft}>
          {t("reading.hash")} <code dir="ltr">{opened.sha256[wanted]}</code>
        </p>
      )}
    </div>
  );
}
