import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { remember } from "../admission";
import { api } from "../api/client";
import type { Refusal } from "../api/http";
import { useCards } from "../api/session";
import { useCoded, useT } from "../i18n";
import { Button } from "../primitives/Button";
import type { Standing } from "./useBody";

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
