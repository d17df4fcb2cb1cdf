/** The agenda: items in order, what each is for, its title in every language, who is heard under it, its paper. */
import { useActs } from "../../body/Acting";
import shared from "../../body/pages.module.css";
import { useTexts } from "../../i18n";
import { Button } from "../../primitives/Button";
import { Select } from "../../primitives/Select";
import { toast } from "../../primitives/Toasts";
import { InLanguages } from "./InLanguages";
import { lackingIn, type PartProps } from "./parts";
import {
  ITEM_KINDS,
  type Item,
  type ItemKind,
  moved,
  numbered,
  replaced,
  SEAT_KINDS,
  useDraft,
  without,
} from "./preparation";
import styles from "./preparing.module.css";
import { Keep, Order, Section } from "./Section";
import { usualAgenda, usualSpeakers } from "./usual";

const newItem = (): Item => ({
  number: 0,
  kind: "statements",
  title: {},
  speakers: usualSpeakers("statements"),
  paper: "",
});

export function Agenda({ body, admission, names, preparation }: PartProps) {
  const { t } = names;
  const draft = useDraft(preparation.agenda);
  const { act, busy, refusal } = useActs(body, admission);
  const items = draft.value;
  const put = (list: readonly Item[]) => draft.put(numbered(list));
  const keep = async () => {
    if (!(await act([{ kind: "PrepareAgenda", meeting: preparation.meeting, agenda: items }]))) return;
    draft.drop();
    toast(t("preparing.saved"), "good");
  };
  const usual = async () => put(await usualAgenda(preparation.languages, preparation.papers[0]?.key ?? ""));
  return (
    <Section
      part="agenda"
      title={t("preparing.agenda")}
      names={names}
      lacking={lackingIn(preparation.lacks, "agenda")}
    >
      {items.length === 0 && (
        <div className={shared.row}>
          <p>{t("preparing.agenda_empty")}</p>
          <Button onPress={() => void usual()}>{t("preparing.agenda_usual")}</Button>
        </div>
      )}
      <ol className={styles.entries}>
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an item is known by its number
          <li key={index} className={styles.entry}>
            <AgendaItem {...{ names, preparation, item }} put={(one) => put(replaced(items, index, one))} />
            <Order
              names={names}
              place={index}
              of={items.length}
              what={t("preparing.item", { n: index + 1 })}
              onMove={(by) => put(moved(items, index, by))}
              onRemove={() => put(without(items, index))}
            />
          </li>
        ))}
      </ol>
      <div>
        <Button onPress={() => put([...items, newItem()])}>{t("preparing.add_item")}</Button>
      </div>
      <Keep
        names={names}
        draft={draft}
        busy={busy !== ""}
        wrong={items.some(isNameless) ? t("preparing.item_nameless") : ""}
        refusal={refusal}
        onKeep={() => void keep()}
      />
    </Section>
  );
}

const isNameless = (item: Item): boolean => !Object.values(item.title).some((text) => text.trim());

interface ItemProps extends Pick<PartProps, "names" | "preparation"> {
  item: Item;
  put: (item: Item) => void;
}

function AgendaItem({ names, preparation, item, put }: ItemProps) {
  const { t } = names;
  return (
    <fieldset className={styles.item}>
      <legend>{t("preparing.item", { n: item.number })}</legend>
      <Select
        label={t("preparing.item_kind")}
        value={item.kind}
        choices={ITEM_KINDS.map((key) => ({ key, label: t(`preparing.item_${key}`) }))}
        onChange={(key) => {
          const kind = key as ItemKind;
          put({ ...item, kind, speakers: usualSpeakers(kind) });
        }}
      />
      <InLanguages
        names={names}
        languages={preparation.languages}
        label={t("preparing.title")}
        texts={item.title}
        onChange={(title) => put({ ...item, title })}
        mends="agenda_untranslated"
      />
      {(item.kind === "statements" || item.kind === "guests") && (
        <Speakers names={names} item={item} put={put} />
      )}
      <PaperChoice {...{ names, preparation, item, put }} />
    </fieldset>
  );
}

function Speakers({ names, item, put }: Omit<ItemProps, "preparation">) {
  const { t } = names;
  const toggled = (kind: (typeof SEAT_KINDS)[number]) =>
    SEAT_KINDS.filter((one) => (one === kind) !== item.speakers.includes(one));
  return (
    <fieldset className={styles.choices}>
      <legend>{t("preparing.heard")}</legend>
      {SEAT_KINDS.map((kind) => (
        <label key={kind}>
          <input
            type="checkbox"
            checked={item.speakers.includes(kind)}
            onChange={() => put({ ...item, speakers: toggled(kind) })}
          />
          {t(`preparing.heard_${kind}`)}
        </label>
      ))}
    </fieldset>
  );
}

function PaperChoice({ names, preparation, item, put }: ItemProps) {
  const { t } = names;
  const text = useTexts();
  if (item.kind !== "adoption" && !item.paper && !preparation.papers.length) return null;
  const known = preparation.papers.map(({ key, symbol, title }) => ({
    key,
    label: [symbol, text(title)].filter(Boolean).join(" – ") || key,
  }));
  const absent = item.paper && !known.some((paper) => paper.key === item.paper);
  const choices = [
    { key: "", label: t("preparing.no_paper") },
    ...known,
    ...(absent ? [{ key: item.paper, label: item.paper }] : []),
  ];
  const lack = absent
    ? "paper_missing"
    : item.kind === "adoption" && !item.paper
      ? "adoption_without_paper"
      : undefined;
  return (
    <div data-mends={lack}>
      <Select
        label={t("preparing.item_paper")}
        value={item.paper}
        choices={choices}
        onChange={(paper) => put({ ...item, paper })}
      />
    </div>
  );
}
