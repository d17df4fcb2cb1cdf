/** What may be asked of one state: that it sits, that it is away, that the Chair decides. Never without a ground. */
import { useState } from "react";
import type { Names } from "../../../body/names";
import { Button } from "../../../primitives/Button";
import { Select } from "../../../primitives/Select";
import { TextField } from "../../../primitives/TextField";
import type { Change } from "./Controls";
import styles from "./composing.module.css";
import type { MemberRow } from "./sheet";
import { type Standing, standingOf, type Wishes, withMustHave, withOverride, withStanding } from "./wishes";

type Asking = "" | "must-have" | "seat" | "unseat";

interface Props {
  code: string;
  member: MemberRow | undefined;
  wishes: Wishes;
  change: Change;
  names: Names;
}

export function StateWishes({ code, member, wishes, change, names }: Props) {
  const { t } = names;
  const [asking, ask] = useState<Asking>("");
  const must = code in wishes.mustHaves;
  const chair = wishes.overrides[code];
  const stand = standingOf(wishes, code);
  return (
    <div className={styles.wishes} data-print="no">
      <Select
        label={t("composition.availability")}
        value={stand}
        choices={(["willing", "declined", "silent"] as const).map((key) => ({
          key,
          label: t(`composition.stand_${key}`),
        }))}
        onChange={(key) => change((now) => withStanding(now, code, key as Standing))}
      />
      {must ? (
        <Button onPress={() => change((now) => withMustHave(now, code, null))}>
          {t("composition.lift_must")}
        </Button>
      ) : (
        <Button onPress={() => ask("must-have")}>{t("composition.make_must")}</Button>
      )}
      {chair ? (
        <Button onPress={() => change((now) => withOverride(now, code, null))}>
          {t("composition.lift_chair")}
        </Button>
      ) : (
        <Button onPress={() => ask(member?.seated ? "unseat" : "seat")}>
          {t(member?.seated ? "composition.chair_unseats" : "composition.chair_seats")}
        </Button>
      )}
      {asking && (
        <Reason
          key={asking}
          label={t(asking === "must-have" ? "composition.ground_needed" : "composition.reason_needed")}
          names={names}
          onCancel={() => ask("")}
          onGiven={(text) => {
            ask("");
            if (asking === "must-have") change((now) => withMustHave(now, code, text));
            else change((now) => withOverride(now, code, { seated: asking === "seat", reason: text }));
          }}
        />
      )}
    </div>
  );
}

/** One line of reason; Enter gives it. */
export function Reason({
  label,
  names,
  onGiven,
  onCancel,
}: {
  label: string;
  names: Names;
  onGiven: (text: string) => void;
  onCancel: () => void;
}) {
  const [text, setText] = useState("");
  return (
    <form
      className={styles.reason}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) onGiven(text.trim());
      }}
    >
      <TextField label={label} value={text} onChange={setText} autoFocus maxLength={400} />
      <Button type="submit" variant="primary" isDisabled={!text.trim()}>
        {names.t("composition.give_reason")}
      </Button>
      <Button variant="quiet" onPress={onCancel}>
        {names.t("common.cancel")}
      </Button>
    </form>
  );
}
