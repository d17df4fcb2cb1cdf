/** The list of participants: who took part and at what level, in the field's order, in a language one chooses. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Refusal, valueFrom } from "../../api/http";
import type { components } from "../../api/schema.gen";
import { type Admitted, bodyDoors } from "../../body/doors";
import { Frame, NoBody } from "../../body/Frame";
import { type Names, useNames } from "../../body/names";
import shared from "../../body/pages.module.css";
import type { BodyMeetingLine } from "../../body/types";
import { useBody, useStanding } from "../../body/useBody";
import { EmptyState } from "../../furniture/EmptyState";
import { LANGUAGES, type LanguageTag, languageName, TextOf, useTag } from "../../i18n";
import { has, loadCatalogue, say } from "../../i18n/catalogue";
import { isLanguage } from "../../i18n/languages";
import { Button } from "../../primitives/Button";
import { Select } from "../../primitives/Select";
import { useRoute } from "../../routes";
import { useUsualTheme } from "../../theme";
import styles from "./participants.module.css";

export type ParticipantLine = components["schemas"]["ParticipantRow"];

export default function ParticipantsRoom() {
  useUsualTheme("light");
  const route = useRoute();
  const [key, meeting] = route.page === "participants" ? [route.body, route.meeting] : ["", ""];
  const standing = useStanding(key);
  const { data: body, error } = useBody(key, standing.admission);
  const names = useNames(body);
  if (error || !body || !standing.known) return <NoBody error={error} />;
  const line = body.meetings.find((one) => one.meeting === meeting);
  return (
    <Frame body={body} here="participants" meeting={meeting} standing={standing}>
      <main className={styles.page}>
        {line ? (
          <List body={body.key} line={line} admission={standing.admission} names={names} />
        ) : (
          <EmptyState title={names.t("preparing.no_meeting")} />
        )}
      </main>
    </Frame>
  );
}

interface ListProps {
  body: string;
  line: BodyMeetingLine;
  admission: Admitted;
  names: Names;
}

function List({ body, line, admission, names }: ListProps) {
  const { t } = names;
  const own = useTag();
  const [language, choose] = useState<string>(
    line.languages.includes(own) ? own : (line.languages[0] ?? own),
  );
  const at = `${bodyDoors.meetingAt(body, line.meeting)}/participants`;
  const { data, error } = useQuery<ParticipantLine[], Refusal>({
    queryKey: ["participants", body, line.meeting, language, admission],
    queryFn: () => valueFrom(bodyDoors.read(`${at}?language=${language}`, admission)),
    placeholderData: keepPreviousData,
  });
  const lines = data ?? [];
  const tag = isLanguage(language) ? language : own;
  return (
    <>
      <div className={styles.head}>
        <h1>{t("preparing.participants")}</h1>
        <p className={shared.soft}>
          <TextOf of={line.title} />
        </p>
      </div>
      <div className={shared.row} data-print="no">
        <Select
          label={t("preparing.participants_in")}
          value={language}
          choices={line.languages.map((key) => ({ key, label: languageName(key), lang: key }))}
          onChange={choose}
        />
        {(["pdf", "xlsx"] as const).map((kind) => (
          <a
            key={kind}
            className={styles.download}
            href={bodyDoors.link(`${at}.${kind}`, admission, { language })}
            download
          >
            {t(`preparing.participants_${kind}`)}
          </a>
        ))}
        <Button onPress={() => print()}>{t("preparing.print")}</Button>
      </div>
      {error && <p role="alert">{names.coded("body.refused_", error.code, "preparing.participants_none")}</p>}
      {data && !lines.length && <p>{t("preparing.nobody")}</p>}
      <div lang={language} dir={LANGUAGES[tag].dir} aria-busy={!data && !error}>
        <Groups lines={lines} language={tag} />
      </div>
    </>
  );
}

/** By kind of seat, in the order in which the door gives them. */
export function groupsOf(lines: readonly ParticipantLine[]): [ParticipantLine["kind"], ParticipantLine[]][] {
  const groups = new Map<ParticipantLine["kind"], ParticipantLine[]>();
  for (const line of lines) groups.set(line.kind, [...(groups.get(line.kind) ?? []), line]);
  return [...groups];
}

/** Headings and levels in the language of the list, which need not be the reader's. */
function useWordsIn(tag: LanguageTag): Names["coded"] | null {
  const { data } = useQuery({
    queryKey: ["words", tag],
    queryFn: async () => {
      await Promise.all([loadCatalogue(tag, "common"), loadCatalogue(tag, "preparing")]);
      return true;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!data) return null;
  return (prefix, code, otherwise, values) => {
    const key = prefix + code;
    return say(tag, has(tag, key) ? key : otherwise, values);
  };
}

function Groups({ lines, language }: { lines: ParticipantLine[]; language: LanguageTag }) {
  const words = useWordsIn(language);
  if (!words) return null;
  return groupsOf(lines).map(([kind, group]) => (
    <section key={kind} aria-labelledby={`participants-${kind}`} className={styles.group}>
      <h2 id={`participants-${kind}`}>
        {words("preparing.participants_of_", kind, "preparing.participants", { n: group.length })}
      </h2>
      <ul className={styles.lines}>
        {group.map((one) => (
          <li key={one.seat} data-seat={one.seat} data-absent={!one.attended || undefined}>
            <strong>
              <bdi>{one.name}</bdi>
            </strong>
            <span>
              {one.head && <bdi>{one.head}, </bdi>}
              <bdi>{one.title || words("common.level_", one.level, "preparing.no_title")}</bdi>
            </span>
            <span className={shared.small}>
              {!one.attended && words("preparing.", "not_yet_present", "preparing.not_yet_present")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  ));
}
