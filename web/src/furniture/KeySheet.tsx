import { lazy, Suspense, useState } from "react";
import { useT } from "../i18n";
import { IconButton } from "../primitives/Button";
import { useKeys } from "../primitives/keys";
import styles from "./furniture.module.css";

/** What opens over the page is fetched when it first opens. */
const Sheet = lazy(() => import("./KeySheetOpen"));

export interface KeyLine {
  key: string;
  does: string;
}

/** The sheet of a room's keys, under `?` and its own button: keys may be off. */
export function KeySheet({ keys }: { keys: readonly KeyLine[] }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  useKeys({ "?": () => setOpen(true) });
  return (
    <span className={styles.keysButton}>
      <IconButton label={t("common.keys")} aria-haspopup="dialog" onPress={() => setOpen(true)}>
        <svg
          width="20"
          height="20"
          viewBox="0 0 20 20"
          aria-hidden="true"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
        >
          <rect x="1.5" y="5" width="17" height="10.5" rx="2" />
          <path d="M5 8.5h.01M8.3 8.5h.01M11.7 8.5h.01M15 8.5h.01M6 12.2h8" strokeLinecap="round" />
        </svg>
      </IconButton>
      {open && (
        <Suspense fallback={null}>
          <Sheet keys={[...keys, { key: "?", does: t("common.keys_this") }]} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </span>
  );
}
