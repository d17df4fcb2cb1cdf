/** The frame of a body's pages: name, ways between them, language and theme. */

import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useId, useState } from "react";
import { remember } from "../../admission";
import { api, type Refusal } from "../../api/client";
import { useCards } from "../../api/session";
import type { Admission } from "../../api/types";
import { useAccent } from "../../furniture/accent";
import { PageHead } from "../../furniture/PageHead";
import { TextOf, useCoded, useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import { bodyAddress, type RoomName, roomAddress } from "../../routes";
import styles from "./body.module.css";
import type { BodyPage } from "./types";
import type { Standing } from "./useBody";

export function Frame({
  body,
  here,
  standing,
  children,
}: {
  body: BodyPage;
  here: "body" | "compose";
  standing: Standing;
  children: ReactNode;
}) {
  const t = useT();
  useAccent(body.accent);
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
        </nav>
      </PageHead>
      {children}
    </div>
  );
}

/** As whom one is here, and the way back to that person's room. */
function ToRoom({ person }: { person: Admission }) {
  const coded = useCoded();
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

/** In a demonstration: the cards of the secretariat and the chair, one press each. */
export function TakeSeat({ standing }: { standing: Standing }) {
  const book = standing.books[0];
  return book && standing.demo ? <Cards book={book} /> : null;
}

function Cards({ book }: { book: string }) {
  const t = useT();
  const coded = useCoded();
  const client = useQueryClient();
  const { data } = useCards(book);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const take = async (person: string) => {
    const answer = await api.demoSignIn(book, person);
    if (!answer.ok) return setRefusal(answer.refusal);
    remember(book, answer.value.key);
    await client.invalidateQueries({ queryKey: ["session"] });
  };
  const cards = (data ?? []).filter((card) => card.capacity === "secretary" || card.capacity === "chair");
  return (
    <>
      {cards.map((card) => (
        <Button key={card.person} onPress={() => void take(card.person)}>
          {t("body.sit_as", {
            capacity: coded("common.capacity_", card.capacity, "common.capacity_secretary"),
          })}
        </Button>
      ))}
      {refusal && <p role="alert">{coded("refusals.", refusal.code, "refusals.unknown")}</p>}
    </>
  );
}

/** A picture with the table that says the same: always in the accessibility tree, shown on request. */
export function Pictured({
  title,
  lead,
  picture,
  table,
  children,
}: {
  title: ReactNode;
  lead?: ReactNode;
  picture: ReactNode;
  table: ReactNode;
  children?: ReactNode;
}) {
  const t = useT();
  const id = useId();
  const [shown, show] = useState(false);
  return (
    <section className={styles.pictured} aria-labelledby={id}>
      <div className={styles.picturedHead}>
        <h2 id={id}>{title}</h2>
        <button
          type="button"
          className={styles.asTable}
          aria-pressed={shown}
          onClick={() => show(!shown)}
          data-print="no"
        >
          {t("body.as_table")}
        </button>
      </div>
      {lead && <p className={styles.soft}>{lead}</p>}
      {!shown && picture}
      <div className={shown ? styles.tableBox : "unseen"}>{table}</div>
      {children}
    </section>
  );
}
