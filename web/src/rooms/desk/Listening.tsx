import { useId } from "react";
import type { Line } from "../../furniture/line";
import note from "../../furniture/note.module.css";
import { useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import styles from "./desk.module.css";

/** Elsewhere there is no sound to be kept off. */
const HEARS: ReadonlySet<Line["state"]> = new Set(["good", "weak", "reconnecting"]);

/** The sound that there is: the original. Its loudness is the listener's own. */
export function Listening({ line }: { line: Line }) {
  const t = useT();
  const id = useId();
  return (
    <section className={styles.listening}>
      <p className={styles.soft}>{t("desk.listening")}</p>
      {line.soundBlocked && HEARS.has(line.state) && (
        <div className={note.note} role="alert">
          <p>{t("desk.sound_blocked")}</p>
          <Button variant="primary" onPress={line.startSound}>
            {t("desk.sound_start")}
          </Button>
        </div>
      )}
      <label htmlFor={id}>{t("desk.volume")}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={line.volume}
        onChange={(event) => line.setVolume(Number(event.target.value))}
      />
    </section>
  );
}
