/** The first page: what this is, what is in session now, and in a demonstration a seat to take. */
import { useBooks, useSession } from "../../api/session";
import type { BookLine } from "../../api/types";
import { LanguageChoice, ThemeChoice } from "../../furniture/choices";
import { Emblem } from "../../furniture/Emblem";
import { RoomProvider } from "../../furniture/room";
import { useT } from "../../i18n";
import { useUsualTheme } from "../../theme";
import { Bodies } from "./Bodies";
import { LiveStrip } from "./LiveStrip";
import { Meetings } from "./Meetings";
import { Roles } from "./Roles";
import { Seats } from "./Seats";
import { SignIn } from "./SignIn";
import styles from "./welcome.module.css";

const UNDER_WAY = ["open", "suspended", "lobby"];

export const isOver = ({ phase }: BookLine): boolean => phase === "closed" || phase === "cancelled";

/** The meeting to show first: one that is under way, else the one that opens next. */
export function foremost(books: readonly BookLine[]): BookLine | undefined {
  const ranked = [...books].sort((a, b) => rank(a) - rank(b) || a.opens - b.opens);
  return ranked[0];
}

function rank(line: BookLine): number {
  const place = UNDER_WAY.indexOf(line.phase);
  if (place >= 0) return place;
  return isOver(line) ? 9 : 5;
}

export default function Welcome() {
  useUsualTheme("light");
  const t = useT();
  const session = useSession();
  const books = useBooks();
  const first = foremost(books.data ?? []);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <a className={styles.name} href="/">
          <Emblem size={40} />
          Rostrum
        </a>
        <span className={styles.menus}>
          <LanguageChoice />
          <ThemeChoice />
        </span>
      </header>
      <main className={styles.main}>
        <div className={styles.lead}>
          <h1>{t("welcome.lead")}</h1>
          <p>{t("welcome.lead_record")}</p>
        </div>
        {!window.isSecureContext && <p role="note">{t("welcome.insecure")}</p>}
        {books.error && <p role="alert">{t("welcome.unreachable")}</p>}
        {first && (
          <RoomProvider key={first.book} book={first.book} audience="gallery" admission={null}>
            <LiveStrip>
              {session.data?.demo ? <Roles book={first.book} over={isOver(first)} /> : undefined}
            </LiveStrip>
          </RoomProvider>
        )}
        {session.data && books.data && <Seats session={session.data} books={books.data} first={first} />}
        {session.data && <SignIn />}
        <Meetings books={books.data} />
        <Bodies />
      </main>
    </div>
  );
}
