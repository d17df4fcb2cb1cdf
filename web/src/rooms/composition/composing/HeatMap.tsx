/** State × meeting: who took part, who was invited, who is owed. A region that was left out is a pale row. */
import { type MouseEvent, useMemo, useState } from "react";
import type { Names } from "../../../body/names";
import { Pictured } from "../../../body/Pictured";
import type { BodyMeetingLine, BodyPage, HeatCell, Mark } from "../../../body/types";
import { TextOf, useTexts } from "../../../i18n";
import styles from "./composing.module.css";
import type { SheetDoc } from "./sheet";

/** A letter per level and a sign per mark: the picture can be read without its colours. */
const LEVELS: Record<string, string> = {
  head_of_state: "P",
  vice_president: "V",
  head_of_government: "G",
  deputy_head_of_government: "D",
  minister: "M",
  vice_minister: "m",
  ambassador: "A",
  head_of_organisation: "O",
};
const SIGNS: Record<Mark, string> = {
  present: "●",
  accepted: "●",
  declined: "✕",
  invited: "○",
  not_named: "",
  unknown: "?",
  not_member: "",
  planned: "",
  not_invited: "",
};

const signOf = (cell: HeatCell): string => (cell.level && LEVELS[cell.level]) || SIGNS[cell.mark];

interface Props {
  body: BodyPage;
  sheet: SheetDoc | null;
  names: Names;
  onChoose: (code: string) => void;
}

interface Block {
  region: string;
  codes: string[];
}

export function HeatMap({ body, sheet, names, onChoose }: Props) {
  const { t } = names;
  const cells = useMemo(() => new Map(body.heat.rows.map((row) => [row.code, row.cells])), [body.heat]);
  const blocks = useBlocks(body, sheet, names);
  const debtOf = (code: string) => sheet?.members[code]?.debt ?? body.debts.states?.[code] ?? 0;
  const most = Math.max(0.001, ...body.members.map(({ code }) => Math.abs(debtOf(code))));
  const [over, setOver] = useState("");
  const point = (event: MouseEvent) => {
    const code = (event.target as Element).closest<HTMLElement>("[data-code]")?.dataset.code;
    if (code) setOver(code);
  };
  const meetings = body.meetings.filter((line) => body.heat.meetings.includes(line.meeting));
  if (!meetings.length) return null;
  return (
    <Pictured
      title={t("composition.history")}
      lead={t("composition.history_lead")}
      table={<HeatTable body={body} meetings={meetings} cells={cells} names={names} debtOf={debtOf} />}
      picture={
        // biome-ignore lint/a11y/useKeyWithMouseEvents: as above
        <div
          className={styles.heat}
          aria-hidden="true"
          onMouseOver={point}
          onClick={() => over && onChoose(over)}
        >
          {blocks.map((block) => (
            <RegionBlock
              key={block.region}
              block={block}
              meetings={meetings}
              cells={cells}
              body={body}
              sheet={sheet}
              names={names}
              debtOf={debtOf}
              most={most}
            />
          ))}
          <p className={styles.readout}>
            {over ? (
              <Readout
                code={over}
                meetings={meetings}
                cells={cells.get(over) ?? []}
                names={names}
                debt={debtOf(over)}
              />
            ) : (
              t("composition.heat_point")
            )}
          </p>
          <HeatKey names={names} />
        </div>
      }
    />
  );
}

function useBlocks(body: BodyPage, sheet: SheetDoc | null, names: Names): Block[] {
  return useMemo(() => {
    const scheme = body.schemes.find((one) => one.key === (sheet?.scheme ?? body.debts.scheme));
    return (scheme?.groups ?? []).map((group) => {
      const own = body.members.filter((member) => member.groups[scheme?.key ?? ""] === group.key);
      return { region: group.key, codes: names.alphabetical(own, (m) => m.code).map((m) => m.code) };
    });
  }, [body, sheet?.scheme, names]);
}

interface BlockProps {
  block: Block;
  meetings: BodyMeetingLine[];
  cells: Map<string, HeatCell[]>;
  body: BodyPage;
  sheet: SheetDoc | null;
  names: Names;
  debtOf: (code: string) => number;
  most: number;
}

function RegionBlock({ block, meetings, cells, body, sheet, names, debtOf, most }: BlockProps) {
  const { codes, region } = block;
  if (!codes.length) return null;
  const owed = sheet?.debts.regions[region] ?? body.debts.groups?.[region] ?? 0;
  const columns = {
    gridTemplateColumns: `var(--heat-label) repeat(${codes.length}, minmax(0.9rem, 1.35rem))`,
  };
  return (
    <div className={styles.block} style={columns} data-region={region}>
      <b className={styles.blockTitle}>
        <bdi>{names.region(region)}</bdi>
      </b>
      {codes.map((code) => (
        <span key={code} className={styles.heatCode} data-code={code}>
          {names.state(code)}
        </span>
      ))}
      {meetings.map((line) => (
        <MeetingRow
          key={line.meeting}
          line={line}
          index={body.heat.meetings.indexOf(line.meeting)}
          codes={codes}
          cells={cells}
          due={dueOf(sheet, line.meeting, region)}
          names={names}
        />
      ))}
      <span className={styles.heatLabel}>
        {names.t("composition.col_debt")} <b>{names.signed(owed, 1)}</b>
      </span>
      {codes.map((code) => (
        <Owed key={code} code={code} debt={debtOf(code)} most={most} />
      ))}
    </div>
  );
}

/** Seats that the region was due at a past meeting, and had: only of meetings that weigh. */
function dueOf(sheet: SheetDoc | null, meeting: string, region: string): { due: number; had: number } | null {
  const weighed = sheet?.history.find((one) => one.key === meeting);
  return weighed ? { due: weighed.due[region] ?? 0, had: weighed.seated[region] ?? 0 } : null;
}

interface MeetingRowProps {
  line: BodyMeetingLine;
  index: number;
  codes: string[];
  cells: Map<string, HeatCell[]>;
  due: { due: number; had: number } | null;
  names: Names;
}

function MeetingRow({ line, index, codes, cells, due, names }: MeetingRowProps) {
  const year = (line.began || new Date(line.opens ?? 0).toISOString()).slice(0, 4);
  const had = codes.filter((code) =>
    ["present", "accepted"].includes(cells.get(code)?.[index]?.mark ?? ""),
  ).length;
  const known = !line.past || line.participants.length > 0;
  return (
    <>
      <span className={styles.heatLabel} data-short={due && due.had < due.due ? true : undefined}>
        <bdi>{names.date(year)}</bdi> {known && names.t("composition.n_of", { n: had, of: codes.length })}
        {due && <b> {names.t("composition.due", { n: due.due })}</b>}
      </span>
      {codes.map((code) => {
        const cell = cells.get(code)?.[index] ?? { mark: "unknown" as const, level: null };
        return (
          <span
            key={code}
            className={styles.heatCell}
            data-code={code}
            data-mark={cell.mark}
            data-level={cell.level ?? undefined}
          >
            {signOf(cell)}
          </span>
        );
      })}
    </>
  );
}

/** Owed upwards, ahead downwards. */
function Owed({ code, debt, most }: { code: string; debt: number; most: number }) {
  const share = `${(50 * Math.abs(debt)) / most}%`;
  return (
    <span className={styles.owed} data-code={code}>
      <span
        data-owed={debt > 0 || undefined}
        style={
          debt > 0 ? { insetBlockEnd: "50%", blockSize: share } : { insetBlockStart: "50%", blockSize: share }
        }
      />
    </span>
  );
}

function cellWords(cell: HeatCell, names: Names): string {
  const level = cell.level ? `, ${names.coded("common.level_", cell.level, "body.level_unknown")}` : "";
  return names.t(`composition.mark_${cell.mark}`) + level;
}

function Readout({
  code,
  meetings,
  cells,
  names,
  debt,
}: {
  code: string;
  meetings: BodyMeetingLine[];
  cells: HeatCell[];
  names: Names;
  debt: number;
}) {
  const text = useTexts();
  return (
    <>
      <b>
        <bdi>{names.state(code)}</bdi>
      </b>{" "}
      — {names.t("composition.col_debt")} {names.debt(debt)}
      {meetings.map((line, index) => {
        const cell = cells[index];
        return cell ? (
          <span key={line.meeting}>
            {" · "}
            <bdi>{text(line.title)}</bdi>: {cellWords(cell, names)}
          </span>
        ) : null;
      })}
    </>
  );
}

function HeatKey({ names }: { names: Names }) {
  const levels = ["head_of_state", "head_of_government", "minister"] as const;
  const marks: Mark[] = ["present", "not_named", "unknown", "invited", "declined"];
  return (
    <ul className={styles.heatKey}>
      {levels.map((level) => (
        <li key={level}>
          <span className={styles.heatCell} data-mark="present" data-level={level}>
            {LEVELS[level]}
          </span>
          {names.coded("common.level_", level, "body.level_unknown")}
        </li>
      ))}
      {marks.map((mark) => (
        <li key={mark}>
          <span className={styles.heatCell} data-mark={mark}>
            {SIGNS[mark]}
          </span>
          {names.t(`composition.mark_${mark}`)}
        </li>
      ))}
    </ul>
  );
}

interface TableProps {
  body: BodyPage;
  meetings: BodyMeetingLine[];
  cells: Map<string, HeatCell[]>;
  names: Names;
  debtOf: (code: string) => number;
}

function HeatTable({ body, meetings, cells, names, debtOf }: TableProps) {
  const { t } = names;
  return (
    <table>
      <caption>{t("composition.history")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("composition.col_state")}</th>
          {meetings.map((line) => (
            <th scope="col" key={line.meeting}>
              <TextOf of={line.title} />
            </th>
          ))}
          <th scope="col">{t("composition.col_debt")}</th>
        </tr>
      </thead>
      <tbody>
        {names
          .alphabetical(body.members, (m) => m.code)
          .map(({ code }) => (
            <tr key={code}>
              <th scope="row">{names.state(code)}</th>
              {meetings.map((line, index) => {
                const cell = cells.get(code)?.[index];
                return <td key={line.meeting}>{cell && cellWords(cell, names)}</td>;
              })}
              <td>{names.debt(debtOf(code))}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
