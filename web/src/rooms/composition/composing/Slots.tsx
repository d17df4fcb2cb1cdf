/** When to meet: every start of a day scored by the members' local hours, and who would sit at three in the night. */
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { type Refusal, valueFrom } from "../../../api/http";
import { RefusalLine, useActs } from "../../../body/Acting";
import { Count } from "../../../body/Count";
import { type Admitted, bodyDoors } from "../../../body/doors";
import type { Names } from "../../../body/names";
import { Pictured } from "../../../body/Pictured";
import shared from "../../../body/pages.module.css";
import type { BodyPage, SlotLine, SlotsAnswer } from "../../../body/types";
import { useFormat, useTexts } from "../../../i18n";
import { Button } from "../../../primitives/Button";
import { Select } from "../../../primitives/Select";
import { toast } from "../../../primitives/Toasts";
import { Borne } from "./Borne";
import styles from "./composing.module.css";
import { useCentred } from "./Sizes";
import type { SheetDoc } from "./sheet";
import { seated } from "./sheet";

interface Props {
  body: BodyPage;
  sheet: SheetDoc | null;
  admission: Admitted;
  names: Names;
  day: string;
}

export function Slots({ body, sheet, admission, names, day: first }: Props) {
  const { t } = names;
  const [day, setDay] = useState(first);
  const [minutes, setMinutes] = useState(180);
  const [picked, pick] = useState<number | null>(null);
  const codes = useMemo(() => (sheet ? seated(sheet).sort() : []), [sheet]);
  const { data, error } = useQuery<SlotsAnswer, Refusal>({
    queryKey: ["slots", body.key, day, minutes, codes.join(" "), admission],
    queryFn: () =>
      valueFrom(
        bodyDoors.send<SlotsAnswer>(
          `${bodyDoors.at(body.key)}/slots`,
          { day, minutes, step: 30, codes, best: 48 },
          admission,
        ),
      ),
    placeholderData: (before) => before,
  });
  const zones = useMemo(() => new Map(body.members.map(({ code, zone }) => [code, zone])), [body.members]);
  const best = data?.slots[0];
  const inTime = useMemo(() => [...(data?.slots ?? [])].sort((a, b) => a.start - b.start), [data]);
  const chosen = inTime.find((slot) => slot.start === picked) ?? best;
  return (
    <Pictured
      title={t("composition.slots")}
      lead={t("composition.slots_lead", { n: codes.length || body.members.length })}
      table={<SlotTable slots={inTime} zones={zones} names={names} />}
      picture={
        chosen && best ? (
          <Picture slots={inTime} best={best} chosen={chosen} zones={zones} onPick={pick} names={names} />
        ) : null
      }
    >
      <div className={shared.row} data-print="no">
        <label className={shared.count}>
          <span>{t("composition.slot_day")}</span>
          <input
            type="date"
            value={day}
            onChange={(e) => /^\d{4}-\d\d-\d\d$/.test(e.target.value) && setDay(e.target.value)}
          />
        </label>
        <Count
          label={t("composition.slot_minutes")}
          value={minutes}
          least={15}
          most={720}
          onChange={setMinutes}
        />
        {chosen && <Note body={body} slot={chosen} admission={admission} names={names} />}
      </div>
      <RefusalLine refusal={error} names={names} />
      {data && <Borne body={body} carried={data.carried} names={names} />}
    </Pictured>
  );
}

interface NoteProps {
  body: BodyPage;
  slot: SlotLine;
  admission: Admitted;
  names: Names;
}

/** Keeps what a start asks of everybody, for one of the meetings that are called. */
function Note({ body, slot, admission, names }: NoteProps) {
  const { t } = names;
  const text = useTexts();
  const { act, busy, refusal } = useActs(body, admission);
  const called = body.meetings.filter((line) => !line.past && !line.called_off);
  const [picked, pick] = useState("");
  const meeting = called.find((line) => line.meeting === picked) ?? called.at(-1);
  if (!meeting) return null;
  const note = async () => {
    if (await act([{ kind: "NoteBurden", meeting: meeting.meeting, start: slot.start }])) {
      toast(t("composition.burden_noted"), "good");
    }
  };
  return (
    <>
      {called.length > 1 && (
        <Select
          label={t("composition.note_for")}
          value={meeting.meeting}
          choices={called.map((line) => ({ key: line.meeting, label: text(line.title) }))}
          onChange={pick}
        />
      )}
      <Button busy={busy !== ""} onPress={() => void note()}>
        {t("composition.note_burden")}
      </Button>
      <RefusalLine refusal={refusal} names={names} />
    </>
  );
}

type Zones = ReadonlyMap<string, string>;

/** Who would sit in the night, each with the hour that its capital's clocks show. */
function useNight(zones: Zones, names: Names) {
  const { hour } = useFormat();
  return (slot: SlotLine): string[] =>
    names
      .alphabetical(slot.at_night, (code) => code)
      .map((code) => `${names.state(code)} ${hour(slot.start, zones.get(code) || "UTC")}`);
}

interface PictureProps {
  zones: Zones;
  slots: SlotLine[];
  best: SlotLine;
  chosen: SlotLine;
  onPick: (start: number) => void;
  names: Names;
}

function Picture({ slots, best, chosen, zones, onPick, names }: PictureProps) {
  const { t } = names;
  const { hour } = useFormat();
  const night = useNight(zones, names);
  const strip = useCentred(`[data-start="${chosen.start}"]`);
  const most = Math.max(...slots.map((slot) => slot.score), 1);
  return (
    <div className={styles.slots}>
      <ol ref={strip} className={styles.slotStrip} aria-label={t("composition.slots")}>
        {slots.map((slot) => (
          <li key={slot.start}>
            <button
              type="button"
              className={styles.slot}
              aria-pressed={slot.start === chosen.start}
              data-start={slot.start}
              data-best={slot.start === best.start || undefined}
              onClick={() => onPick(slot.start)}
              aria-label={t("composition.slot_words", {
                hour: hour(slot.start, "UTC"),
                score: names.decimal(slot.score, 0),
                n: slot.at_night.length,
              })}
            >
              <span className={styles.slotBar} style={{ blockSize: `${(100 * slot.score) / most}%` }} />
              <span
                className={styles.slotNight}
                style={{ blockSize: `${(100 * slot.score * share(slot)) / most}%` }}
              />
            </button>
            <span className={styles.slotHour} aria-hidden="true">
              {new Date(slot.start).getUTCMinutes() === 0 && new Date(slot.start).getUTCHours() % 3 === 0
                ? hour(slot.start, "UTC")
                : ""}
            </span>
          </li>
        ))}
      </ol>
      <p role="status">
        <b>{hour(chosen.start, "UTC")} UTC</b>
        {chosen.start === best.start && ` · ${t("composition.slot_best")}`} ·{" "}
        {t("composition.slot_score", { score: names.decimal(chosen.score, 0) })} ·{" "}
        {chosen.at_night.length
          ? t("composition.slot_night", {
              n: chosen.at_night.length,
              states: names.list(night(chosen)),
            })
          : t("composition.slot_no_night")}
      </p>
      <Hours slot={chosen} names={names} />
    </div>
  );
}

/** The part of a slot's members that would sit in their night. */
const share = (slot: SlotLine): number => slot.at_night.length / Math.max(1, Object.keys(slot.hours).length);

/** The members' clocks at the chosen start, hour by hour: night is dark and says so. */
function Hours({ slot, names }: { slot: SlotLine; names: Names }) {
  const hours = Array.from({ length: 24 }, (_, hour) => ({
    hour,
    codes: Object.keys(slot.hours).filter((code) => slot.hours[code] === hour),
  }));
  return (
    <ol className={styles.hours}>
      {hours.map(({ hour, codes }) => (
        <li key={hour} data-night={hour < 6 || undefined} data-empty={codes.length === 0 || undefined}>
          <b>
            {names.oclock(hour)}
            {hour < 6 && <span aria-hidden="true"> ☾</span>}
          </b>
          <span className={styles.hourStates}>
            {names
              .alphabetical(codes, (c) => c)
              .map((code) => (
                <span key={code} title={names.state(code)}>
                  <bdi>{names.state(code)}</bdi>
                </span>
              ))}
          </span>
        </li>
      ))}
    </ol>
  );
}

function SlotTable({ slots, zones, names }: { slots: SlotLine[]; zones: Zones; names: Names }) {
  const { t } = names;
  const { hour } = useFormat();
  const night = useNight(zones, names);
  return (
    <table>
      <caption>{t("composition.slots")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("composition.col_start")}</th>
          <th scope="col">{t("composition.col_score")}</th>
          <th scope="col">{t("composition.col_night")}</th>
        </tr>
      </thead>
      <tbody>
        {slots.map((slot) => (
          <tr key={slot.start}>
            <th scope="row">{hour(slot.start, "UTC")}</th>
            <td>{names.decimal(slot.score, 1)}</td>
            <td>{names.list(night(slot))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
