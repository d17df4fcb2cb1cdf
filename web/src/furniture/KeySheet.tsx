import { lazy, type ReactNode, Suspense, useState } from "react";
import { useT } from "../i18n";
import { Kbd } from "../primitives/Kbd";
import { useKeys } from "../primitives/keys";
import styles from "./furniture.module.css";

/** What opens over the page is fetched when it first opens. */
const Dialog = lazy(async () => ({ default: (await import("../primitives/Dialog")).Dialog }));

export interface KeyLine {
  key: string;
  does: ReactNode;
}

/** The sheet of a room's keys, under `?`. */
export function KeySheet({ keys }: { keys: readonly KeyLine[] }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  useKeys({ "?": () => setOpen(true) });
  if (!open) return null;
  return (
    <Suspense fallback={null}>
      <Dialog open onClose={() => setOpen(false)} title={t("common.keys")}>
        <dl className={styles.keys}>
          {[...keys, { key: "?", does: t("common.keys_this") }].map((line) => (
            <div key={line.key}>
              <dt>
                <Kbd>{line.key}</Kbd>
              </dt>
              <dd>{line.does}</dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </Suspense>
  );
}
