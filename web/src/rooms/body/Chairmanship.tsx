/** Who held the chair, drawn over the years: planned end, extension, actual end and hand-over are four things. */

import { span, yearOf } from "../../body/dates";
import type { Names } from "../../body/names";
import type { BodyPage, TermLine } from "../../body/types";
import { useT, useTag } from "../../i18n";
import styles from "./body.module.css";

interface Years {
  from: number;
  to: number;
}

export function Chairmanship({ body, names }: { body: BodyPage; names: Names }) {
  const t = useT();
  const chairs = body.terms
    .filter((term) => term.office === "chair")
    .sort((a, b) => (a.begins < b.begins ? 1 : -1));
  const others = body.terms.filter((term) => term.office !== "chair");
  const from = Math.min(...chairs.map((term) => yearOf(term.begins)));
  const years = {
    from: Math.floor(from),
    to: Math.max(yearOf(body.on), ...chairs.map((c) => Math.max(yearOf(lastDay(c)), plannedEnd(c)))),
  };
  if (!chairs.length) return null;
  return (
    <section aria-labelledby="chairmanship">
      <h2 id="chairmanship">{t("body.chairmanship")}</h2>
      <p className={styles.key} aria-hidden="true">
        <span className={styles.keyPlanned} /> {t("body.key_term")}
        <span className={styles.keyExtended} /> {t("body.key_extension")}
        <span className={styles.keyTick} /> {t("body.key_planned_end")}
      </p>
      <ol className={styles.terms}>
        {chairs.map((term) => (
          <Term key={term.term} term={term} years={years} today={body.on} names={names} />
        ))}
      </ol>
      {others.length > 0 && (
        <ul className={styles.offices}>
          {others.map((term) => (
            <li key={term.term}>
              <bdi>{names.state(term.holder)}</bdi>, <Title term={term} names={names} />{" "}
              <span className={styles.soft}>
                <Dates term={term} names={names} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** A year that is named alone is planned to its end; 0 where nothing is planned. */
const plannedEnd = (term: TermLine): number =>
  term.planned_end ? yearOf(term.planned_end) + (term.planned_end.length === 4 ? 1 : 0) : 0;

const lastDay = (term: TermLine): string =>
  term.ended || term.extensions.at(-1)?.until || term.planned_end || term.begins;

function Title({ term, names }: { term: TermLine; names: Names }) {
  const title = Object.values(term.title)[0] ?? names.t("body.office_unnamed");
  return (
    <bdi>{names.coded("body.office_", term.office.replaceAll("-", "_"), "body.office_other", { title })}</bdi>
  );
}

function Dates({ term, names }: { term: TermLine; names: Names }) {
  const t = useT();
  const tag = useTag();
  const words = term.ended
    ? span(tag, term.begins, term.ended)
    : t("body.since", { date: names.date(term.begins) });
  return <span>{words}</span>;
}

/** What happened to the term beyond its dates, as sentences. */
export function termNotes(term: TermLine, names: Names): string[] {
  const { t } = names;
  const notes: string[] = [];
  if (term.planned_end && term.planned_end !== term.ended) {
    notes.push(t("body.planned_until", { date: names.date(term.planned_end) }));
  }
  for (const { until } of term.extensions) notes.push(t("body.extended_to", { date: names.date(until) }));
  if (term.ended.length === 10 && term.handed_over_to) {
    const values = { date: names.date(term.ended), state: names.state(term.handed_over_to) };
    notes.push(t("body.handed_over", values));
  }
  return notes;
}

function Term({ term, years, today, names }: { term: TermLine; years: Years; today: string; names: Names }) {
  const notes = termNotes(term, names);
  const coming = term.begins.slice(0, 10) > today;
  return (
    <li className={styles.term} data-running={term.running || undefined}>
      <span className={styles.holder}>
        <bdi>{names.state(term.holder)}</bdi>
        {term.running && <strong className={styles.badge}>{names.t("body.now")}</strong>}
        {coming && <span className={styles.badge}>{names.t("body.coming")}</span>}
      </span>
      <span className={styles.termDates}>
        <Dates term={term} names={names} />
        {notes.map((note) => (
          <span key={note} className={styles.soft}>
            {note}
          </span>
        ))}
        {term.priorities.map((priority) => (
          <span key={Object.values(priority)[0]} className={styles.soft}>
            <bdi>{Object.values(priority)[0]}</bdi>
          </span>
        ))}
      </span>
      <Bar term={term} years={years} today={today} />
    </li>
  );
}

/** Inset and width in per cent of the years drawn: logical, so that it runs from the right in Arabic. */
function place(years: Years, from: number, to: number) {
  const share = (year: number) => (100 * (year - years.from)) / (years.to - years.from || 1);
  return { insetInlineStart: `${share(from)}%`, inlineSize: `max(3px, ${share(to) - share(from)}%)` };
}

function Bar({ term, years, today }: { term: TermLine; years: Years; today: string }) {
  const begins = yearOf(term.begins);
  const ended = term.ended ? yearOf(term.ended) : Math.max(yearOf(today), begins);
  const planned = term.planned_end ? plannedEnd(term) : ended;
  const inTerm = Math.min(ended, planned);
  return (
    <span className={styles.track} aria-hidden="true">
      <span className={styles.barPlanned} style={place(years, begins, inTerm)} />
      {term.extensions.length > 0 && ended > planned && (
        <span className={styles.barExtended} style={place(years, planned, ended)} />
      )}
      {term.planned_end && <span className={styles.barTick} style={place(years, planned, planned)} />}
    </span>
  );
}
