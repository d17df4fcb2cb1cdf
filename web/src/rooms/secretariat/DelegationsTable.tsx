import { type KeyboardEvent, memo, useDeferredValue, useMemo, useRef, useState } from "react";
import type { DelegationRow, Presence } from "../../api/types";
import { LevelMark, useRoom } from "../../furniture";
import { useCoded, useFormat, useT, useTag } from "../../i18n";
import { useKeys } from "../../primitives/keys";
import { Select } from "../../primitives/Select";
import { TextField } from "../../primitives/TextField";
import { COLUMNS, type Column, type Filter, keeps, pressed, type Sorting, sorted } from "./rows";
import styles from "./secretariat.module.css";

export interface DelegationsTableProps {
  rows: readonly DelegationRow[];
  selected: string;
  onSelect: (seat: string) => void;
}

const PRESENCES = ["all", "present", "lost", "absent"] as const;

export function DelegationsTable({ rows, selected, onSelect }: DelegationsTableProps) {
  const t = useT();
  const tag = useTag();
  const { seatName } = useRoom();
  const [filter, setFilter] = useState<Filter>({ text: "", presence: "all" });
  const [sorting, sort] = useState<Sorting>({ column: "delegation", down: false });
  const calm = useDeferredValue(filter);
  const shown = useMemo(
    () =>
      sorted(
        rows.filter((row) => keeps(row, seatName(row.seat), calm)),
        sorting,
        seatName,
        tag,
      ),
    [rows, calm, sorting, seatName, tag],
  );
  return (
    <section className={styles.delegations} aria-label={t("secretariat.delegations")}>
      <FilterBar filter={filter} onFilter={setFilter} shown={shown.length} all={rows.length} />
      <div className={styles.scroll}>
        <table className={styles.table} onKeyDown={walk}>
          <Heads sorting={sorting} onSort={(column) => sort(pressed(sorting, column))} />
          <tbody>
            {shown.map((row) => (
              <Row
                key={row.seat}
                row={row}
                name={seatName(row.seat)}
                selected={row.seat === selected}
                onSelect={onSelect}
              />
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p className={styles.soft}>{t("secretariat.none_match")}</p>}
      </div>
    </section>
  );
}

interface FilterBarProps {
  filter: Filter;
  onFilter: (filter: Filter) => void;
  shown: number;
  all: number;
}

function FilterBar({ filter, onFilter, shown, all }: FilterBarProps) {
  const t = useT();
  const { number } = useFormat();
  const bar = useRef<HTMLDivElement>(null);
  useKeys({ F: () => bar.current?.querySelector("input")?.focus() });
  const label = (key: (typeof PRESENCES)[number]) =>
    t(key === "all" ? "secretariat.filter_all" : `secretariat.presence_${key}`);
  return (
    <div className={styles.filters} ref={bar}>
      <TextField
        label={t("secretariat.filter")}
        type="search"
        value={filter.text}
        onChange={(text) => onFilter({ ...filter, text })}
      />
      <Select
        label={t("secretariat.filter_presence")}
        value={filter.presence}
        choices={PRESENCES.map((key) => ({ key, label: label(key) }))}
        onChange={(key) => onFilter({ ...filter, presence: key as Presence | "all" })}
      />
      <p className={styles.soft} role="status">
        {t("secretariat.shown", { shown: number(shown), all: number(all) })}
      </p>
    </div>
  );
}

function Heads({ sorting, onSort }: { sorting: Sorting; onSort: (column: Column) => void }) {
  const t = useT();
  useKeys(Object.fromEntries(COLUMNS.map((column, i) => [String(i + 1), () => onSort(column)])));
  return (
    <thead>
      <tr>
        {COLUMNS.map((column) => {
          const here = sorting.column === column;
          const order = here ? (sorting.down ? "descending" : "ascending") : "none";
          const word = t(`secretariat.col_${column}`);
          return (
            <th key={column} scope="col" aria-sort={order}>
              <button
                type="button"
                title={t("secretariat.sort_by", { column: word })}
                onClick={() => onSort(column)}
              >
                {word}
                <span aria-hidden="true">{here ? (sorting.down ? " ↓" : " ↑") : ""}</span>
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** Arrows go from delegation to delegation. */
function walk(event: KeyboardEvent<HTMLTableElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (!step || !(event.target instanceof HTMLElement)) return;
  const names = [...event.currentTarget.querySelectorAll<HTMLElement>("tbody button")];
  const next = names[names.indexOf(event.target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

const SIGNS: Record<Presence, string> = { present: "●", lost: "◐", absent: "○" };

interface RowProps {
  row: DelegationRow;
  name: string;
  selected: boolean;
  onSelect: (seat: string) => void;
}

const Row = memo(function Row({ row, name, selected, onSelect }: RowProps) {
  const t = useT();
  const coded = useCoded();
  const { number, figures } = useFormat();
  const check = row.check || "none";
  return (
    <tr data-selected={selected || undefined}>
      <th scope="row">
        <button type="button" aria-pressed={selected} onClick={() => onSelect(row.seat)}>
          <bdi>{name}</bdi>
        </button>
      </th>
      <td>
        <LevelMark level={row.level} />
      </td>
      <td data-presence={row.presence}>
        <span aria-hidden="true">{SIGNS[row.presence]} </span>
        <span className={row.presence === "absent" ? styles.soft : undefined}>
          {t(`secretariat.here_${row.presence}`)}
        </span>
      </td>
      <td data-check={check}>
        {check === "none" && <span aria-hidden="true">–</span>}
        <span className={check === "none" ? "unseen" : undefined}>
          {coded("secretariat.check_", check, "secretariat.check_none")}
        </span>
      </td>
      <td className={styles.figure}>{placeWords(row, coded, number)}</td>
      <td>{t(`common.form_${row.form}`)}</td>
      <td className={styles.figure}>{row.spoken_ms > 0 ? figures(row.spoken_ms) : ""}</td>
      <td>{notesOf(row, t)}</td>
    </tr>
  );
});

/** The place on the list; without one, how the last entry ended. */
function placeWords(
  row: DelegationRow,
  coded: ReturnType<typeof useCoded>,
  number: (n: number) => string,
): string {
  if (row.place > 0) return number(row.place);
  return row.phase ? coded("common.entry_", row.phase, "secretariat.act_other", { kind: row.phase }) : "";
}

function notesOf(row: DelegationRow, t: ReturnType<typeof useT>): string {
  const people = Object.keys(row.people).length;
  const notes = [row.simulated ? t("secretariat.note_simulated") : ""];
  if (people > 1) notes.unshift(t("secretariat.note_people", { n: people }));
  return notes.filter(Boolean).join(" · ");
}
