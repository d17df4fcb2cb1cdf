import { useCoded, useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import styles from "./desk.module.css";
import type { Line } from "./line";

const SILENT_WHEN = new Set(["off", "good"]);

/** The line into the hall: nothing when good; when not, a sentence and what to do. */
export function LineWords({ line, room }: { line: Line; room: "desk" | "podium" }) {
  const t = useT();
  const coded = useCoded();
  if (SILENT_WHEN.has(line.state)) return null;
  return (
    <div className={styles.note} role="status" data-line={line.state}>
      <p>{coded(`${room}.hall_`, line.state, `${room}.hall_lost`)}</p>
      {line.state === "elsewhere" && (
        <Button variant="primary" onPress={line.takeBack}>
          {t(`${room}.hall_take_back`)}
        </Button>
      )}
    </div>
  );
}
