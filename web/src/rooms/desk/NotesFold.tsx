import { lazy, Suspense, useState } from "react";
import { useRoom } from "../../furniture";
import { useFormat, useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import { useKeys } from "../../primitives/keys";
import styles from "./desk.module.css";

/** Fetched when the fold is first opened. */
const Notes = lazy(() => import("./Notes"));

const SEEN = "rostrum.notes.seen.";

function seenBefore(admission: string | null): number {
  try {
    return Number(sessionStorage.getItem(SEEN + admission)) || 0;
  } catch {
    return 0;
  }
}

function remember(admission: string | null, seen: number): void {
  try {
    sessionStorage.setItem(SEEN + admission, String(seen));
  } catch {
    // Marked as new once more after a reload.
  }
}

/** Private notes within the delegation, folded away, with a mark when there are new ones. */
export function NotesFold() {
  const t = useT();
  const { number } = useFormat();
  const { admission, views } = useRoom();
  const last = views.notes?.last ?? 0;
  const [open, setOpen] = useState(false);
  const [seen, setSeen] = useState(() => seenBefore(admission));
  if (open && seen !== last) {
    setSeen(last);
    remember(admission, last);
  }
  const unread = open ? 0 : Math.max(0, last - seen);
  const toggle = () => setOpen(!open);
  useKeys({ N: toggle });
  return (
    <section className={styles.notesFold} aria-label={t("desk.notes")}>
      <Button shortcut="N" aria-expanded={open} onPress={toggle}>
        <span>{t("desk.notes")}</span>
        {unread > 0 && (
          <span className={styles.unread} aria-hidden="true">
            {number(unread)}
          </span>
        )}
      </Button>
      <span className="unseen" role="status">
        {unread > 0 && t("desk.notes_unread", { n: unread })}
      </span>
      {open && (
        <Suspense fallback={null}>
          <Notes last={last} />
        </Suspense>
      )}
    </section>
  );
}
