/** In a demonstration, who one may be: three tiles beside the stage, the secretariat below them. */
import { useState } from "react";
import { api } from "../../api/client";
import type { Refusal } from "../../api/http";
import { useCards } from "../../api/session";
import type { RoleCard } from "../../api/types";
import { useGoIn } from "../../furniture/way-in";
import { TextOf, useCoded, useT } from "../../i18n";
import { roomAddress } from "../../routes";
import styles from "./welcome.module.css";

/** Where the delegations begin on this page. */
export const DELEGATIONS = "delegations";

export interface Taking {
  busy: string;
  take: (card: RoleCard) => void;
}

/** Signs in as whoever is chosen and goes in. */
export function useTaking(book: string): Taking & { refusal: Refusal | null } {
  const goIn = useGoIn();
  const [busy, setBusy] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const take = async (card: RoleCard) => {
    setBusy(card.person);
    const answer = await api.demoSignIn(book, card.person);
    setBusy("");
    if (!answer.ok) return setRefusal(answer.refusal);
    goIn(answer.value);
  };
  return { busy, take: (card) => void take(card), refusal };
}

export function RefusedSeat({ refusal }: { refusal: Refusal | null }) {
  const coded = useCoded();
  if (!refusal) return null;
  return (
    <p role="alert" className={styles.alert}>
      {coded("refusals.", refusal.code, "refusals.unknown", { seat: "" })}
    </p>
  );
}

/** `over`: nothing waits for a gavel any more. */
export function Roles({ book, over }: { book: string; over: boolean }) {
  const t = useT();
  const { data: cards } = useCards(book);
  const taking = useTaking(book);
  if (!cards) return <div className={styles.roles} aria-busy="true" />;
  const [chair, ...others] = cards.filter((card) => card.room === "podium");
  const beside = [...others, ...cards.filter((card) => card.room === "secretariat").slice(0, 1)];
  return (
    <nav className={styles.roles} aria-label={t("welcome.demo")}>
      {!over && <p className={styles.try}>{t("welcome.try_chair")}</p>}
      <RefusedSeat refusal={taking.refusal} />
      {chair && <ChairTile card={chair} {...taking} />}
      <a className={styles.tile} href={`#${DELEGATIONS}`}>
        <strong>{t("welcome.delegation")}</strong>
        <span>{t("welcome.delegation_does")}</span>
      </a>
      <a className={styles.tile} href={roomAddress(book, "gallery")}>
        <strong>{t("welcome.gallery")}</strong>
        <span>{t("welcome.public_does")}</span>
      </a>
      {beside.length > 0 && (
        <p className={styles.besides}>
          {beside.map((card) => (
            <Beside key={card.person} card={card} {...taking} />
          ))}
        </p>
      )}
    </nav>
  );
}

function ChairTile({ card, busy, take }: Taking & { card: RoleCard }) {
  const t = useT();
  return (
    <button
      type="button"
      className={styles.tile}
      data-first=""
      data-room={card.room}
      data-person={card.person}
      disabled={busy !== ""}
      onClick={() => take(card)}
    >
      <strong>
        {t("welcome.chair")}
        {card.taken && <span className={styles.soft}> · {t("welcome.taken")}</span>}
      </strong>
      <span>{t(busy === card.person ? "welcome.entering" : "welcome.chair_does")}</span>
    </button>
  );
}

function Beside({ card, busy, take }: Taking & { card: RoleCard }) {
  const t = useT();
  const named = Object.keys(card.title).length > 0;
  return (
    <button
      type="button"
      className={styles.besideTile}
      data-room={card.room}
      data-person={card.person}
      disabled={busy !== ""}
      onClick={() => take(card)}
    >
      {card.room === "secretariat" ? (
        t("welcome.secretariat")
      ) : named ? (
        <TextOf of={card.title} />
      ) : (
        <TextOf of={card.name} />
      )}
    </button>
  );
}
