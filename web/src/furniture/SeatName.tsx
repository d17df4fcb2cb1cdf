import { TextOf } from "../i18n";
import { useRoom } from "./room";

/** A seat's name, isolated, in the reader's language. */
export function SeatName({ seat }: { seat: string }) {
  const card = useRoom().seat(seat);
  return card ? <TextOf of={card.name} /> : <bdi>{seat}</bdi>;
}
