import { useCoded, useT } from "../i18n";
import { Button } from "../primitives/Button";
import { DeviceNews } from "./DeviceNews";
import type { Line } from "./line";
import styles from "./note.module.css";
import { Sign } from "./Sign";

const SILENT_WHEN = new Set(["off", "good"]);

/** The line into the hall, and the microphone that it carries: nothing when good; else a sentence and what to do. */
export function LineWords({ line, room }: { line: Line; room: "desk" | "podium" }) {
  return (
    <>
      <State line={line} room={room} />
      <DeviceNews className={styles.note} />
    </>
  );
}

function State({ line, room }: { line: Line; room: "desk" | "podium" }) {
  const t = useT();
  const coded = useCoded();
  if (SILENT_WHEN.has(line.state)) return null;
  return (
    <div className={styles.note} role="status" data-line={line.state}>
      <p>
        <Sign>{coded(`${room}.hall_`, line.state, `${room}.hall_lost`)}</Sign>
      </p>
      {line.state === "elsewhere" && (
        <Button variant="primary" onPress={line.takeBack}>
          {t(`${room}.hall_take_back`)}
        </Button>
      )}
    </div>
  );
}
