/** When the body met and what came of it, the newest first; what was called stands before what was. */

import { span } from "../../body/dates";
import type { Names } from "../../body/names";
import type { BodyMeetingLine, BodyPage } from "../../body/types";
import { languageName, TextOf, useFormat, useT, useTag } from "../../i18n";
import { meetingAddress, roomAddress } from "../../routes";
import styles from "./body.module.css";

/** In which part of the list a meeting stands; what was called off stays where it was called. */
const PARTS = {
  coming: "body.meetings_coming",
  under_way: "body.meetings_under_way",
  past: "body.meetings_past",
} as const;
type ListPart = keyof typeof PARTS;

export const partOf = ({ stage }: Pick<BodyMeetingLine, "stage">): ListPart =>
  stage === "past" ? "past" : stage === "convened" ? "under_way" : "coming";

export function Meetings({ body, names }: { body: BodyPage; names: Names }) {
  const t = useT();
  const newest = [...body.meetings].reverse();
  const parts = (["under_way", "coming", "past"] as const).map((part) => ({
    part,
    lines: newest.filter((line) => partOf(line) === part),
  }));
  return (
    <section aria-labelledby="meetings">
      <h2 id="meetings">{t("body.meetings")}</h2>
      {parts.map(({ part, lines }) =>
        lines.length ? (
          <section key={part} className={styles.meetingsPart} aria-labelledby={`meetings-${part}`}>
            <h3 id={`meetings-${part}`}>{t(PARTS[part])}</h3>
            <ol className={styles.meetings}>
              {lines.map((line) => (
                <Meeting key={line.meeting} line={line} body={body} names={names} />
              ))}
            </ol>
          </section>
        ) : null,
      )}
      {newest.length === 0 && <p>{t("body.no_meetings")}</p>}
    </section>
  );
}

/** Where one goes from a meeting: its preparation, its rooms, the list of who takes part. */
function Ways({ line, body }: { line: BodyMeetingLine; body: BodyPage }) {
  const t = useT();
  const { book, meeting, stage } = line;
  if (stage === "called_off" || (!book && (stage === "past" || !body.may_change))) return null;
  return (
    <ul className={styles.inline} data-print="no">
      {book && stage !== "past" && (
        <li>
          <a href={roomAddress(book, "lobby")}>{t("body.to_meeting")}</a>
        </li>
      )}
      {body.may_change && stage !== "past" && (
        <li>
          <a href={meetingAddress(body.key, meeting, "prepare")}>
            {t(book ? "body.to_desk" : "body.to_prepare")}
          </a>
        </li>
      )}
      {book && (
        <li>
          <a href={meetingAddress(body.key, meeting, "participants")}>{t("body.page_participants")}</a>
        </li>
      )}
    </ul>
  );
}

const underscored = (text: string): string => text.replaceAll("-", "_");

function When({ line }: { line: BodyMeetingLine }) {
  const tag = useTag();
  const { dayAndHour, place } = useFormat();
  if (line.opens !== null) {
    return (
      <time dateTime={new Date(line.opens).toISOString()} title={`${dayAndHour(line.opens, "UTC")} UTC`}>
        {dayAndHour(line.opens, line.zone)} {place(line.zone)}
      </time>
    );
  }
  return <time dateTime={line.began}>{span(tag, line.began, line.ended)}</time>;
}

function Meeting({ line, body, names }: { line: BodyMeetingLine; body: BodyPage; names: Names }) {
  const t = useT();
  return (
    <li className={styles.meeting} data-past={line.past || undefined}>
      <div className={styles.meetingWhen}>
        <When line={line} />
        <span className={styles.soft}>
          {line.by_video ? t("body.by_video") : <bdi>{line.place}</bdi>}
          {" · "}
          {names.coded("body.format_", underscored(line.format), "body.format_other")}
        </span>
        {!line.past && (
          <span className={styles.badge}>
            {t(line.called_off ? "body.called_off" : line.book ? "body.convened" : "body.called")}
          </span>
        )}
        {line.private && <span className={styles.badge}>{t("body.private")}</span>}
      </div>
      <div className={styles.meetingWhat}>
        <h4>
          <TextOf of={line.title} />
        </h4>
        {Object.keys(line.theme).length > 0 && (
          <p className={styles.theme}>
            <TextOf of={line.theme} />
          </p>
        )}
        <Programme line={line} names={names} />
        <Ways line={line} body={body} />
        <Attendance line={line} body={body} names={names} />
        {line.outcomes.length > 0 && (
          <ul className={styles.outcomes} aria-label={t("body.outcomes")}>
            {line.outcomes.map((outcome) => (
              <li key={outcome.symbol + Object.values(outcome.title)[0]}>
                <TextOf of={outcome.title} />
                {outcome.symbol && (
                  <>
                    {" "}
                    <bdi className={styles.symbol}>{outcome.symbol}</bdi>
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
        {line.languages.length > 0 && (
          <p className={styles.soft}>{names.list(line.languages.map((tag) => languageName(tag)))}</p>
        )}
      </div>
    </li>
  );
}

/** The sittings of a meeting that has several: each day, from when to when by the clocks of its zone. */
function Programme({ line, names }: { line: BodyMeetingLine; names: Names }) {
  const t = useT();
  if (line.programme.length < 2) return null;
  const clock = (text: string) => names.oclock(Number(text.slice(0, 2)), Number(text.slice(3)));
  return (
    <ol className={styles.programme} aria-label={t("body.programme")}>
      {line.programme.map((one) => (
        <li key={one.date + one.begins}>
          {names.date(one.date)}{" "}
          <bdi>
            {clock(one.begins)}–{clock(one.ends)}
          </bdi>
        </li>
      ))}
    </ol>
  );
}

/** Who took part, as far as it is known by name: by region, with all names behind. */
function Attendance({ line, body, names }: { line: BodyMeetingLine; body: BodyPage; names: Names }) {
  const t = useT();
  const { tally } = line;
  if (!line.past) {
    if (!tally.invited) return null;
    return <p>{t("body.tally", { ...tally })}</p>;
  }
  if (!line.participants.length) return <p className={styles.soft}>{t("body.participants_unknown")}</p>;
  const scheme = body.schemes.find((one) => one.whole);
  const regionOf = new Map(body.members.map((m) => [m.code, m.groups[scheme?.key ?? ""] ?? ""]));
  const took = new Map<string, number>();
  for (const { code } of line.participants) {
    const region = regionOf.get(code);
    if (region) took.set(region, (took.get(region) ?? 0) + 1);
  }
  return (
    <details>
      <summary>
        {t("body.participants", { n: line.participants.length })}
        <span className={styles.soft}>
          {" · "}
          {scheme?.groups
            .map((g) =>
              t("body.of_region", { n: took.get(g.key) ?? 0, of: g.members, region: names.region(g.key) }),
            )
            .join(" · ")}
        </span>
      </summary>
      <ul className={styles.participants}>
        {names
          .alphabetical(line.participants, (p) => p.code)
          .map((one) => (
            <li key={one.code}>
              <bdi>{names.state(one.code)}</bdi>
              {one.level && (
                <span className={styles.soft}>
                  {" "}
                  {names.coded("common.level_", one.level, "body.level_unknown")}
                </span>
              )}
            </li>
          ))}
      </ul>
    </details>
  );
}
