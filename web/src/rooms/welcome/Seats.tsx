import { useQueryClient } from "@tanstack/react-query";
import { useDeferredValue, useId, useState } from "react";
import { forget } from "../../admission";
import { api } from "../../api/client";
import { useCards } from "../../api/session";
import type { Admission, BookLine, RoleCard, SessionBody } from "../../api/types";
import { wayIn } from "../../furniture/way-in";
import { TextOf, useCoded, useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import { DELEGATIONS, RefusedSeat, type Taking, useTaking } from "./Roles";
import styles from "./welcome.module.css";

interface SeatsProps {
  session: SessionBody;
  books: BookLine[];
  /** The book shown above, whose seats a demonstration offers. */
  first: BookLine | undefined;
}

export function Seats({ session, books, first }: SeatsProps) {
  // A demonstration's one press hands over the badge of a post in the body too: it is no seat of its own.
  const mine = session.admissions.filter((one) => !session.demo || one.room !== "body");
  return (
    <>
      {mine.length > 0 && <Mine admissions={mine} books={books} />}
      {session.demo && first && <Demo line={first} />}
    </>
  );
}

function Mine({ admissions, books }: { admissions: Admission[]; books: BookLine[] }) {
  const t = useT();
  const client = useQueryClient();
  const leave = async (admission: Admission) => {
    await api.signOut(admission.key);
    forget(admission.book);
    await client.invalidateQueries({ queryKey: ["session"] });
    await client.invalidateQueries({ queryKey: ["books"] });
  };
  return (
    <section className={styles.mine}>
      <h2>{t("welcome.yours")}</h2>
      <ul>
        {admissions.map((admission) => (
          <li key={admission.key} className={styles.mineLine}>
            <span className={styles.cardName}>
              <TextOf of={admission.name} />
              <span className={styles.soft}>
                <TextOf of={admission.title} />
              </span>
              {books.length > 1 && (
                <span className={styles.soft}>
                  <TextOf of={books.find((line) => line.book === admission.book)?.title ?? {}} />
                </span>
              )}
            </span>
            <a className={styles.watch} href={wayIn(admission)}>
              {t("welcome.go_in")}
            </a>
            <Button variant="quiet" onPress={() => void leave(admission)}>
              {t("welcome.sign_out")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Demo({ line: { book, phase } }: { line: BookLine }) {
  const t = useT();
  const { data: cards } = useCards(book);
  const taking = useTaking(book);
  if (!cards) return null;
  return (
    <section className={styles.demo} id={DELEGATIONS}>
      <h2>{t("welcome.delegations")}</h2>
      {phase !== "closed" && phase !== "cancelled" && (
        <p className={styles.measure}>{t("welcome.demo_lead")}</p>
      )}
      <RefusedSeat refusal={taking.refusal} />
      <Delegations cards={cards.filter((card) => card.room === "desk")} {...taking} />
    </section>
  );
}

function Card({ card, busy, take }: Taking & { card: RoleCard }) {
  const t = useT();
  const coded = useCoded();
  const capacity = coded("common.capacity_", card.capacity, "common.capacity_delegate");
  const named = Object.keys(card.name).length > 0;
  const titled = Object.keys(card.title).length > 0;
  return (
    <button
      type="button"
      className={styles.card}
      disabled={busy !== ""}
      data-room={card.room}
      data-person={card.person}
      onClick={() => take(card)}
    >
      <span className={styles.cardName}>{named ? <TextOf of={card.name} /> : capacity}</span>
      <span className={styles.soft}>
        {titled ? <TextOf of={card.title} /> : named && capacity}
        {busy === card.person && ` · ${t("welcome.entering")}`}
        {card.taken && ` · ${t("welcome.taken")}`}
      </span>
    </button>
  );
}

/** One nameplate for a seat; its adviser takes the place beside. */
function SeatCards({ people, busy, take }: Taking & { people: RoleCard[] }) {
  const t = useT();
  const [head, ...beside] = people;
  if (!head) return null;
  return (
    <div className={styles.seat}>
      <Card card={head} busy={busy} take={take} />
      {beside.map((card) => (
        <button
          key={card.person}
          type="button"
          className={styles.beside}
          disabled={busy !== ""}
          data-person={card.person}
          onClick={() => take(card)}
        >
          <span className="unseen">
            <TextOf of={card.name} />{" "}
          </span>
          {t("welcome.as_adviser")}
        </button>
      ))}
    </div>
  );
}

/** People of one seat together, in the order in which they came. */
export function bySeat(cards: readonly RoleCard[]): RoleCard[][] {
  const seats = new Map<string, RoleCard[]>();
  for (const card of cards) {
    const seat = card.seat ?? card.person;
    seats.set(seat, [...(seats.get(seat) ?? []), card]);
  }
  return [...seats.values()];
}

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

/** Seats by their formal place, in the order in which they came: that of protocol. */
export function byPlace(cards: readonly RoleCard[]): [place: string, seats: RoleCard[][]][] {
  const places = new Map<string, RoleCard[]>();
  for (const card of cards) places.set(card.place, [...(places.get(card.place) ?? []), card]);
  return [...places].map(([place, people]) => [place, bySeat(people)]);
}

function Delegations({ cards, ...taking }: Taking & { cards: RoleCard[] }) {
  const t = useT();
  const coded = useCoded();
  const id = useId();
  const [sought, setSought] = useState("");
  const wanted = plain(useDeferredValue(sought));
  const found = cards.filter((card) => Object.values(card.name).some((name) => plain(name).includes(wanted)));
  const places = byPlace(found);
  return (
    <div className={styles.delegations}>
      <label htmlFor={id} className="unseen">
        {t("welcome.find")}
      </label>
      <input
        id={id}
        type="search"
        dir="auto"
        className={styles.search}
        placeholder={t("welcome.find")}
        value={sought}
        onChange={(event) => setSought(event.target.value)}
      />
      <p className="unseen" role="status">
        {t("welcome.found", { n: bySeat(found).length })}
      </p>
      {places.map(([place, seats]) => (
        <section key={place} className={styles.place}>
          <h3>{coded("welcome.place_", place, "welcome.delegations")}</h3>
          <div className={styles.cards}>
            {seats.map((people) => (
              <SeatCards key={people[0]?.person} people={people} {...taking} />
            ))}
          </div>
        </section>
      ))}
      {found.length === 0 && <p aria-hidden="true">{t("welcome.found", { n: 0 })}</p>}
    </div>
  );
}
