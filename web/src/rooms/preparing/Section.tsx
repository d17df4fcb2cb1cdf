/** One part of the preparation: its heading, what it lacks, and, where something is typed, the press that keeps it. */
import { type ReactNode, useEffect } from "react";
import type { Refusal } from "../../api/http";
import { RefusalLine } from "../../body/Acting";
import type { Names } from "../../body/names";
import shared from "../../body/pages.module.css";
import { Button, IconButton } from "../../primitives/Button";
import type { Draft, Part } from "./preparation";
import styles from "./preparing.module.css";

interface Props {
  part: Part | "rules" | "convene";
  title: string;
  lead?: ReactNode;
  names: Names;
  /** How many things are missing here. */
  lacking?: number;
  children: ReactNode;
}

export function Section({ part, title, lead, names, lacking = 0, children }: Props) {
  return (
    <section id={part} tabIndex={-1} className={styles.section} aria-labelledby={`${part}-title`}>
      <h2 id={`${part}-title`}>
        {title}
        {lacking > 0 && (
          <span className={styles.lackingHere}>{names.t("preparing.lacking_here", { n: lacking })}</span>
        )}
      </h2>
      {lead && <p className={shared.soft}>{lead}</p>}
      {children}
    </section>
  );
}

interface KeepProps<T> {
  names: Names;
  draft: Draft<T>;
  busy: boolean;
  /** Why it cannot be kept as it is; empty where it can. */
  wrong?: string;
  refusal: Refusal | null;
  onKeep: () => void;
}

/** Keeps a draft, or takes back what was typed; a window that is closed meanwhile asks first. */
export function Keep<T>({ names, draft, busy, wrong = "", refusal, onKeep }: KeepProps<T>) {
  const { t } = names;
  useEffect(() => {
    if (!draft.changed) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [draft.changed]);
  if (!draft.changed && !refusal) return null;
  return (
    <fieldset className={styles.keep}>
      <legend className="unseen">{t("preparing.save")}</legend>
      <p>{draft.overtaken ? t("preparing.overtaken") : t("preparing.unsaved")}</p>
      {wrong && <p className={styles.wrong}>{wrong}</p>}
      <div className={shared.row}>
        <Button variant="primary" busy={busy} isDisabled={Boolean(wrong)} onPress={onKeep}>
          {t("preparing.save")}
        </Button>
        <Button variant="quiet" onPress={draft.drop}>
          {t(draft.overtaken ? "preparing.take_theirs" : "preparing.take_back")}
        </Button>
      </div>
      <RefusalLine refusal={refusal} names={names} />
    </fieldset>
  );
}

/** Up, down and away for one line of an ordered list. */
export function Order({
  names,
  place,
  of,
  what,
  onMove,
  onRemove,
}: {
  names: Names;
  place: number;
  of: number;
  /** What is moved, as it is called: "Item 3". */
  what: string;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}) {
  const { t } = names;
  return (
    <div className={styles.order}>
      <IconButton label={t("preparing.up", { what })} isDisabled={place === 0} onPress={() => onMove(-1)}>
        ↑
      </IconButton>
      <IconButton
        label={t("preparing.down", { what })}
        isDisabled={place === of - 1}
        onPress={() => onMove(1)}
      >
        ↓
      </IconButton>
      <IconButton label={t("preparing.remove", { what })} onPress={onRemove}>
        ✕
      </IconButton>
    </div>
  );
}
