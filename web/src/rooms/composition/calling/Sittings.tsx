/** When a meeting sits: each sitting by the clocks of its zone, with the instant in UTC that this comes to. */

import { houseNow } from "../../../api/reach";
import { Count } from "../../../body/Count";
import shared from "../../../body/pages.module.css";
import { useFormat } from "../../../i18n";
import { wallText } from "../../../i18n/wallclock";
import { Button, IconButton } from "../../../primitives/Button";
import { Select } from "../../../primitives/Select";
import { TextField } from "../../../primitives/TextField";
import type { Part } from "./CallMeeting";
import {
  type Fault,
  type Faults,
  instantOf,
  isTwice,
  LEAST_MINUTES,
  MOST_MINUTES,
  type Sitting,
} from "./calling";
import styles from "./calling.module.css";
import { ZoneChoice } from "./ZoneChoice";

const DAY = 86_400_000;

export function Sittings(part: Part & { faults: Faults }) {
  const { body, names, calling, change, words, faults } = part;
  const { t } = names;
  const [opening] = calling.sittings;
  const opens = (opening && instantOf(opening, calling.zone)) ?? houseNow();
  const put = (index: number, sitting: Sitting) =>
    change({ sittings: calling.sittings.map((one, at) => (at === index ? sitting : one)) });
  return (
    <fieldset className={shared.group}>
      <legend>{t("composition.meeting_when")}</legend>
      <ZoneChoice
        body={body}
        names={names}
        value={calling.zone}
        at={opens}
        error={words(faults.zone)}
        onChange={(zone) => change({ zone })}
      />
      <ol className={styles.sittings}>
        {calling.sittings.map((sitting, index) => (
          <OneSitting
            // biome-ignore lint/suspicious/noArrayIndexKey: a sitting is known by its number
            key={index}
            {...part}
            number={index + 1}
            sitting={sitting}
            fault={faults.sittings[index]}
            put={(one) => put(index, one)}
            remove={
              index ? () => change({ sittings: calling.sittings.filter((_, at) => at !== index) }) : null
            }
          />
        ))}
      </ol>
      <Button
        onPress={() => change({ sittings: [...calling.sittings, following(calling.sittings, calling.zone)] })}
      >
        {t("composition.add_sitting")}
      </Button>
    </fieldset>
  );
}

/** The next sitting is taken for the same hour of the next day, and as long. */
function following(sittings: readonly Sitting[], zone: string): Sitting {
  const last = sittings.at(-1);
  const at = last && instantOf(last, zone);
  return {
    begins: at == null ? "" : wallText(at + DAY, zone),
    minutes: last?.minutes ?? LEAST_MINUTES,
    second: false,
  };
}

interface OneProps extends Part {
  number: number;
  sitting: Sitting;
  fault: Fault | undefined;
  put: (sitting: Sitting) => void;
  remove: (() => void) | null;
}

function OneSitting({ names, calling, words, number, sitting, fault, put, remove }: OneProps) {
  const { t } = names;
  // An hour that the clocks leap over is said at once: it is seen nowhere else.
  const error = fault === "time_skipped" ? t("composition.fault_time_skipped") : words(fault);
  return (
    <li className={styles.sitting}>
      <div className={styles.fields}>
        <TextField
          label={t("composition.sitting_begins", { n: number })}
          type="datetime-local"
          value={sitting.begins}
          error={error}
          onChange={(begins) => put({ ...sitting, begins })}
        />
        <Count
          above
          label={t("composition.slot_minutes")}
          value={sitting.minutes}
          least={LEAST_MINUTES}
          most={MOST_MINUTES}
          onChange={(minutes) => put({ ...sitting, minutes })}
        />
        {isTwice(sitting, calling.zone) && (
          <Select
            label={t("composition.twice")}
            value={sitting.second ? "second" : "first"}
            choices={(["first", "second"] as const).map((key) => ({
              key,
              label: t(`composition.twice_${key}`),
            }))}
            onChange={(key) => put({ ...sitting, second: key === "second" })}
          />
        )}
        {remove && (
          <IconButton label={t("composition.remove_sitting", { n: number })} onPress={remove}>
            ✕
          </IconButton>
        )}
      </div>
      <Instant sitting={sitting} zone={calling.zone} />
    </li>
  );
}

/** What the hour comes to in UTC, day and all: it may be another day there. */
function Instant({ sitting, zone }: { sitting: Sitting; zone: string }) {
  const { dayAndHour } = useFormat();
  const at = instantOf(sitting, zone);
  if (at === null) return null;
  return (
    <p className={shared.soft}>
      <time dateTime={new Date(at).toISOString()}>{dayAndHour(at, "UTC")}</time> UTC
    </p>
  );
}
