/** Who presides, in order of designation: the first presides, the next when the first may not or cannot. */
import { useActs } from "../../body/Acting";
import shared from "../../body/pages.module.css";
import { Button } from "../../primitives/Button";
import { Select } from "../../primitives/Select";
import { toast } from "../../primitives/Toasts";
import { InLanguages } from "./InLanguages";
import { lackingIn, type PartProps } from "./parts";
import { moved, type Officer, replaced, useDraft, without } from "./preparation";
import styles from "./preparing.module.css";
import { Keep, Order, Section } from "./Section";

export function Officers({ body, admission, names, preparation }: PartProps) {
  const { t } = names;
  const draft = useDraft(preparation.officers);
  const { act, busy, refusal } = useActs(body, admission);
  const officers = draft.value;
  const members = preparation.seats.filter((seat) => seat.kind === "member").map((seat) => seat.seat);
  const free = members.filter((code) => !officers.some((officer) => officer.seat === code));
  const chair = body.terms.find((term) => term.office === "chair" && term.running);
  const keep = async () => {
    if (!(await act([{ kind: "NameOfficers", meeting: preparation.meeting, officers }]))) return;
    draft.drop();
    toast(t("preparing.saved"), "good");
  };
  const add = (seat: string, title: Officer["title"] = {}) => draft.put([...officers, { seat, title }]);
  const chairIsFree = chair !== undefined && free.includes(chair.holder);
  return (
    <Section
      part="officers"
      title={t("preparing.officers")}
      lead={t("preparing.officers_lead")}
      names={names}
      lacking={lackingIn(preparation.lacks, "officers")}
    >
      {!members.length && <p>{t("preparing.officers_first_seats")}</p>}
      <ol className={styles.entries}>
        {officers.map((officer, index) => (
          <li key={keyOf(officers, index)} className={styles.entry}>
            <OfficerFields
              {...{ names, preparation, officer, presides: index === 0 }}
              choices={[officer.seat, ...free]}
              seated={members.includes(officer.seat)}
              put={(one) => draft.put(replaced(officers, index, one))}
            />
            <Order
              names={names}
              place={index}
              of={officers.length}
              what={names.state(officer.seat)}
              onMove={(by) => draft.put(moved(officers, index, by))}
              onRemove={() => draft.put(without(officers, index))}
            />
          </li>
        ))}
      </ol>
      <div className={shared.row}>
        {chairIsFree && !officers.length && (
          <Button variant="primary" onPress={() => add(chair.holder, chair.title ?? {})}>
            {t("preparing.name_chair", { state: names.state(chair.holder) })}
          </Button>
        )}
        <Button isDisabled={!free.length} onPress={() => free[0] && add(free[0])}>
          {t("preparing.add_officer")}
        </Button>
      </div>
      <Keep names={names} draft={draft} busy={busy !== ""} refusal={refusal} onKeep={() => void keep()} />
    </Section>
  );
}

/** A delegation may hold two offices; whichever stands first keeps its place. */
const keyOf = (officers: readonly Officer[], index: number): string => {
  const seat = officers[index]?.seat ?? "";
  return `${seat} ${officers.slice(0, index).filter((one) => one.seat === seat).length}`;
};

interface OfficerProps extends Pick<PartProps, "names" | "preparation"> {
  officer: Officer;
  presides: boolean;
  choices: string[];
  seated: boolean;
  put: (officer: Officer) => void;
}

function OfficerFields({ names, preparation, officer, presides, choices, seated, put }: OfficerProps) {
  const { t } = names;
  const listed = names.alphabetical(choices, (code) => code);
  return (
    <fieldset className={styles.item} data-mends={seated ? undefined : "officer_not_seated"}>
      <legend>{t(presides ? "preparing.presides" : "preparing.presides_next")}</legend>
      <Select
        label={t("preparing.col_delegation")}
        value={officer.seat}
        choices={listed.map((key) => ({ key, label: names.state(key) }))}
        onChange={(seat) => put({ ...officer, seat })}
      />
      {!seated && <p className={styles.wrong}>{t("preparing.officer_not_seated")}</p>}
      <InLanguages
        names={names}
        languages={preparation.languages}
        label={t("preparing.office")}
        texts={officer.title}
        onChange={(title) => put({ ...officer, title })}
        mends="officer_untranslated"
      />
    </fieldset>
  );
}
