/** Short acknowledgements in a live region; they leave by themselves and never cover a control. */
import { create } from "zustand";
import styles from "./primitives.module.css";

export interface ToastLine {
  key: number;
  text: string;
  tone: "plain" | "good" | "bad";
}

const STAYS_MS = 6000;
let last = 0;

export const useToasts = create<{ lines: ToastLine[] }>(() => ({ lines: [] }));

export function toast(text: string, tone: ToastLine["tone"] = "plain"): void {
  const key = ++last;
  useToasts.setState(({ lines }) => ({ lines: [...lines, { key, text, tone }].slice(-3) }));
  setTimeout(() => {
    useToasts.setState(({ lines }) => ({ lines: lines.filter((line) => line.key !== key) }));
  }, STAYS_MS);
}

export function ToastRegion() {
  const lines = useToasts((state) => state.lines);
  return (
    <div className={styles.toasts} role="status" aria-live="polite" data-print="no">
      {lines.map((line) => (
        <p key={line.key} className={`${styles.toast} ${styles[line.tone]}`}>
          {line.text}
        </p>
      ))}
    </div>
  );
}
