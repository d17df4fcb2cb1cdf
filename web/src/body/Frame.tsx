/** The frame of a body's pages: name, ways between them, language and theme. */

import type { ReactNode } from "react";
import type { Refusal } from "../api/http";
import type { Admission } from "../api/types";
import { useAccent } from "../furniture/accent";
import { EmptyState } from "../furniture/EmptyState";
import { PageHead } from "../furniture/PageHead";
import { Examined } from "../furniture/RecordNotice";
import { TextOf, useCoded, useT } from "../i18n";
import { bodyAddress, type MeetingPage, meetingAddress, type RoomName, roomAddress } from "../routes";
import styles from "./frame.module.css";
import { useBodyNews } from "./news";
import type { BodyPage } from "./types";
import type { Standing } from "./useBody";

export function Frame({
  body,
  here,
  meeting,
  standing,
  children,
}: {
  body: BodyPage;
  here: "body" | "compose" | MeetingPage;
  /** Where the page is one meeting's. */
  meeting?: string;
  standing: Standing;
  children: ReactNode;
}) {
  const t = useT();
  useAccent(body.accent);
  const record = useBodyNews(body, standing);
  return (
    <div className={styles.page}>
      <PageHead before={standing.person && <ToRoom person={standing.person} />}>
        <span className={styles.bodyName}>
          <TextOf of={body.name} />
        </span>
        <nav className={styles.ways} aria-label={t("body.pages")} data-print="no">
          <a href={bodyAddress(body.key)} aria-current={here === "body" ? "page" : undefined}>
            {t("body.page_body")}
          </a>
          <a href={bodyAddress(body.key, "compose")} aria-current={here === "compose" ? "page" : undefined}>
            {t("body.page_compose")}
          </a>
          {meeting && (here === "prepare" || here === "participants") && (
            <a href={meetingAddress(body.key, meeting, here)} aria-current="page">
              {t(`body.page_${here}`)}
            </a>
          )}
        </nav>
      </PageHead>
      <Examined record={record} held={standing.own ? "common.record_held_body" : null} />
      {children}
    </div>
  );
}

/** As whom one is here, and the way back to that person's room. */
function ToRoom({ person }: { person: Admission }) {
  const coded = useCoded();
  if (person.room === "body") return null;
  const titled = Object.keys(person.title).length ? person.title : person.name;
  return (
    <a className={styles.soft} href={roomAddress(person.book, person.room as RoomName, person.key)}>
      {Object.keys(titled).length ? (
        <TextOf of={titled} />
      ) : (
        coded("common.capacity_", person.capacity, "common.capacity_delegate")
      )}
    </a>
  );
}

/** Where a body's page would stand: why it does not, or, while it is asked for, nothing. */
export function NoBody({ error }: { error: Refusal | null }) {
  const t = useT();
  const coded = useCoded();
  if (!error) return <main className={styles.middle} aria-busy="true" />;
  return (
    <main className={styles.middle}>
      <EmptyState title={coded("body.refused_", error.code, "body.refused_unreachable")}>
        <a href="/">{t("common.to_start")}</a>
      </EmptyState>
    </main>
  );
}
