/** Where somebody stands who cannot go on: which address or room it was, why, and where to go instead. */
import { useQuery } from "@tanstack/react-query";
import styles from "./App.module.css";
import { api } from "./api/client";
import { type Refusal, valueFrom } from "./api/http";
import type { Admission, SessionBody } from "./api/types";
import { EmptyState } from "./furniture/EmptyState";
import { useCoded, useT } from "./i18n";
import { isRoom, type Route, roomAddress } from "./routes";

type Unknown = Extract<Route, { page: "unknown" }>;

/** An address of no page: a room that no meeting has, or nothing at all. */
export default function Astray({ route }: { route: Unknown }) {
  const t = useT();
  const { book, room } = route;
  return (
    <main className={styles.middle}>
      <EmptyState title={t(book ? "astray.no_room" : "astray.no_page")}>
        <p>
          <code dir="ltr">{location.pathname}</code>
        </p>
        <Onward book={book} entered={room} />
      </EmptyState>
    </main>
  );
}

interface OnwardProps {
  /** The meeting, where there is one. */
  book: string | null;
  entered?: string | null;
}

/** The rooms of this meeting for which this browser is admitted, its gallery, and the meetings. */
export function Onward({ book, entered }: OnwardProps) {
  const t = useT();
  const coded = useCoded();
  const { data } = useQuery<SessionBody, Refusal>({
    queryKey: ["session"],
    queryFn: () => valueFrom(api.session()),
  });
  const mine = (data?.admissions ?? []).filter((one: Admission) => one.book === book && one.room !== entered);
  return (
    <nav className={styles.onward} aria-label={t("astray.onward")}>
      {mine.map((one) => (
        <a key={one.key} href={roomAddress(one.book, isRoom(one.room) ? one.room : "lobby", one.key)}>
          {t("astray.to_room", { room: coded("astray.room_", one.room, "astray.room_lobby") })}
        </a>
      ))}
      {book && <a href={roomAddress(book, "gallery")}>{t("astray.to_gallery")}</a>}
      <a href="/">{t("astray.to_meetings")}</a>
    </nav>
  );
}
