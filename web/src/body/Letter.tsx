/** The letters before they go: each delegation's, in each language, word for word; and how it is to be written to. */
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { type Refusal, valueFrom } from "../api/http";
import type { components } from "../api/schema.gen";
import { LANGUAGES, languageName } from "../i18n";
import { isLanguage } from "../i18n/languages";
import { Select } from "../primitives/Select";
import { TextField } from "../primitives/TextField";
import { RefusalLine } from "./Acting";
import { type Admitted, bodyDoors } from "./doors";
import type { Names } from "./names";
import styles from "./pages.module.css";
import type { BodyMeetingLine, BodyPage } from "./types";

type LetterDraft = components["schemas"]["LetterDraft"];

/** How one delegation is to be written to, where not as usual. */
export interface LetterWish {
  language: string;
  /** As typed; commas between them. */
  addresses: string;
}
export type LetterWishes = Record<string, LetterWish>;

const AS_USUAL: LetterWish = { language: "", addresses: "" };
const addressesIn = (typed: string): string[] =>
  typed
    .split(/[\s,;]+/)
    .map((one) => one.trim())
    .filter(Boolean);

/** What the door of invitations is told of those who are not written to as usual. */
export const inviteesOf = (wishes: LetterWishes) =>
  Object.entries(wishes)
    .map(([code, { language, addresses }]) => ({ code, language, addresses: addressesIn(addresses) }))
    .filter((one) => one.language || one.addresses.length);

export const badAddress = (typed: string): string | undefined =>
  addressesIn(typed).find((one) => !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(one));

interface Props {
  body: BodyPage;
  line: BodyMeetingLine;
  admission: Admitted;
  names: Names;
  /** To whom letters go. */
  codes: string[];
  reminder?: boolean;
  wishes?: LetterWishes;
  /** Absent where the letter's language and addresses are settled. */
  onWish?: (code: string, wish: LetterWish) => void;
  /** Whose letter is read, where another decides. */
  picked?: string;
  onPick?: (code: string) => void;
  replyBy?: number | null;
  /** What stands below the letter, by the language it is in. */
  foot?: (language: string) => ReactNode;
}

export function Letter(props: Props) {
  const { line, admission, names, codes, reminder, wishes = {}, onWish, body, replyBy, foot } = props;
  const { t } = names;
  const ordered = names.alphabetical(codes, (code) => code);
  const [own, pickOwn] = useState("");
  const { picked = own, onPick: pick = pickOwn } = props;
  const code = ordered.includes(picked) ? picked : (ordered[0] ?? "");
  const [read, readIn] = useState("");
  const wish = wishes[code] ?? AS_USUAL;
  const asked = {
    language: onWish ? wish.language : read,
    kind: reminder ? "reminder" : "invitation",
    ...(replyBy ? { reply_by: String(replyBy) } : {}),
  };
  const at = `${bodyDoors.letterAt(body.key, line.meeting, code)}/draft`;
  const { data, error } = useDraft(body.key, at, asked, admission, code !== "");
  const otherwise = inviteesOf(wishes).length;
  return (
    <div className={styles.letters}>
      <p>
        {t("composition.letter_to", { n: ordered.length })}
        {otherwise > 0 && ` · ${t("composition.written_otherwise", { n: otherwise })}`}
      </p>
      <div className={styles.row} data-print="no">
        <Select
          label={t("composition.letter_for")}
          value={code}
          choices={ordered.map((key) => ({ key, label: names.state(key) }))}
          onChange={pick}
        />
        <Select
          label={t("composition.letter_in")}
          value={asked.language || data?.language || ""}
          choices={line.languages.map((tag) => ({ key: tag, label: languageName(tag), lang: tag }))}
          onChange={(language) => (onWish ? onWish(code, { ...wish, language }) : readIn(language))}
        />
        {onWish && <Addresses wish={wish} names={names} onWish={(one) => onWish(code, one)} />}
      </div>
      <RefusalLine refusal={error} names={names} />
      {data && <Draft draft={data} pdf={bodyDoors.link(`${at}.pdf`, admission, asked)} names={names} />}
      {data && foot?.(data.language)}
    </div>
  );
}

/** A letter as it would leave now, by the address of its door. */
export function useDraft(
  body: string,
  at: string,
  asked: Record<string, string>,
  admission: Admitted,
  enabled = true,
) {
  const words = new URLSearchParams(asked).toString();
  return useQuery<LetterDraft, Refusal>({
    queryKey: ["draft", body, at, words, admission],
    queryFn: () => valueFrom(bodyDoors.read<LetterDraft>(`${at}?${words}`, admission)),
    placeholderData: (before) => before,
    enabled,
  });
}

function Addresses({
  wish,
  names,
  onWish,
}: {
  wish: LetterWish;
  names: Names;
  onWish: (wish: LetterWish) => void;
}) {
  const { t } = names;
  const bad = badAddress(wish.addresses);
  return (
    <TextField
      label={t("composition.letter_addresses")}
      hint={t("composition.letter_addresses_hint")}
      value={wish.addresses}
      maxLength={1000}
      error={bad ? t("composition.letter_address_bad", { address: bad }) : ""}
      onChange={(addresses) => onWish({ ...wish, addresses })}
    />
  );
}

/** The letter as it will be read, in its own language and direction. */
export function LetterText({ draft, names }: { draft: LetterDraft; names: Names }) {
  const { t } = names;
  const { language } = draft;
  return (
    <article
      className={styles.epistle}
      aria-label={t("composition.letter")}
      lang={language}
      dir={isLanguage(language) ? LANGUAGES[language].dir : "ltr"}
    >
      {draft.text
        .trim()
        .split("\n\n")
        .map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a letter's parts have no other name
          <p key={index} className={index ? styles.letterPart : styles.letterHead}>
            {part}
          </p>
        ))}
    </article>
  );
}

function Draft({ draft, pdf, names }: { draft: LetterDraft; pdf: string; names: Names }) {
  const { t } = names;
  return (
    <>
      <LetterText draft={draft} names={names} />
      <p className={styles.soft}>
        {t("composition.letter_withheld")} <a href={pdf}>{t("composition.letter_pdf")}</a>
      </p>
    </>
  );
}
