/** What every part of a room needs: whose views these are, the server's clock, the directory of seats. */
import { createContext, type ReactNode, useContext, useEffect, useMemo } from "react";
import type { Audience, SeatCard } from "../api/types";
import { type Asking, type BookViews, useIntents, useViews } from "../api/views";
import { useT, useTexts } from "../i18n";
import { Dead } from "../primitives/Button";
import { useAway } from "./now";

export interface Room extends BookViews, Asking {
  book: string;
  audience: Audience;
  /** Key of this window's admission; null for the public. */
  admission: string | null;
  seat: (key: string) => SeatCard | undefined;
  /** The seat's name in the reader's language; its key when the directory has not come. */
  seatName: (key: string) => string;
  /** The title of its head of delegation in the reader's language; empty when unknown. */
  seatTitle: (key: string) => string;
}

/** `refusal` of the stream is `shut`; `refusal` of the last intent keeps the name. */
const RoomContext = createContext<(Room & { shut: BookViews["refusal"] }) | null>(null);

export interface RoomProviderProps {
  book: string;
  audience: Audience;
  admission: string | null;
  children: ReactNode;
}

export function RoomProvider({ book, audience, admission, children }: RoomProviderProps) {
  const views = useViews(book, audience, admission);
  const asking = useIntents(book, admission, views.version);
  const texts = useTexts();
  const seats = views.views.seats?.seats;
  const directory = useMemo(() => new Map(seats?.map((seat) => [seat.key, seat])), [seats]);
  const room = useMemo(() => {
    const seat = (key: string) => directory.get(key);
    const seatName = (key: string) => texts(seat(key)?.name) || key;
    const seatTitle = (key: string) => texts(seat(key)?.title);
    const who = { book, audience, admission, seat, seatName, seatTitle };
    return { ...views, shut: views.refusal, ...asking, ...who };
  }, [views, asking, directory, texts, book, audience, admission]);
  return (
    <RoomContext value={room}>
      <Line>{children}</Line>
    </RoomContext>
  );
}

/** While the house is away its page says so in every part: no green sign, and no button that would send. */
function Line({ children }: { children: ReactNode }) {
  const t = useT();
  const away = useAway();
  useEffect(() => {
    document.documentElement.dataset.house = away ? "away" : "here";
    return () => void delete document.documentElement.dataset.house;
  }, [away]);
  return <Dead value={away ? t("common.button_dead") : ""}>{children}</Dead>;
}

export function useRoom() {
  const room = useContext(RoomContext);
  if (!room) throw new Error("useRoom outside a RoomProvider");
  return room;
}
