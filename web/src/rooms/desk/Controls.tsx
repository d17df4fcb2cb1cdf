import type { DeskDoc } from "../../api/types";
import { useRoom } from "../../furniture";
import { useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import { useKeys } from "../../primitives/keys";
import styles from "./desk.module.css";
import type { Doing } from "./doing";
import type { Line } from "./line";
import { mainAct, microphoneWords, withdrawable } from "./standing";

export interface ControlsProps {
  desk: DeskDoc;
  acts: boolean;
  doing: Doing;
  line: Line;
}

/** Under the stage: why the microphone is as it is, and what can be pressed. */
export function Controls({ desk, acts, doing, line }: ControlsProps) {
  const t = useT();
  const { busy } = useRoom();
  const { act } = doing;
  const acted = {
    request: () => void act({ kind: "RequestFloor", form: "live" }),
    withdraw: () => void act({ kind: "WithdrawRequest", entry: withdrawable(desk) }),
    point: () => void act({ kind: "RaisePoint" }),
    end: () => void act({ kind: "EndStatement" }),
  };
  const main = acts ? mainAct(desk) : null;
  useKeys({
    F: main === "request" ? acted.request : main === "withdraw" ? acted.withdraw : undefined,
    P: acts && desk.point.may ? acted.point : undefined,
    E: acts && desk.end.may ? acted.end : undefined,
  });
  return (
    <footer className={styles.controls}>
      <Microphone desk={desk} acts={acts} line={line} />
      <div className={styles.presses}>
        {main === "end" && (
          <Button variant="primary" big shortcut="E" busy={busy === "EndStatement"} onPress={acted.end}>
            {t("desk.end")}
          </Button>
        )}
        {main === "request" && (
          <Button variant="primary" big shortcut="F" busy={busy === "RequestFloor"} onPress={acted.request}>
            {t("desk.request")}
          </Button>
        )}
        {main === "withdraw" && (
          <Button big shortcut="F" busy={busy === "WithdrawRequest"} onPress={acted.withdraw}>
            {t("desk.withdraw")}
          </Button>
        )}
        {acts && desk.point.may && (
          <Button big shortcut="P" busy={busy === "RaisePoint"} onPress={acted.point}>
            {t("desk.point")}
          </Button>
        )}
      </div>
    </footer>
  );
}

function Microphone({ desk, acts, line }: { desk: DeskDoc; acts: boolean; line: Line }) {
  const t = useT();
  const { views } = useRoom();
  const open = acts && (desk.microphone === "open" || desk.microphone === "point");
  const fault = acts ? line.fault.microphone : "";
  useKeys({ M: open ? line.toggleMicrophone : undefined });
  return (
    <div className={styles.microphone} data-open={(open && line.microphone) || undefined} role="status">
      <MicrophoneSign on={open && line.microphone} />
      <span>
        <strong>{t("desk.mic")}</strong>
        <span>{` ${t(microphoneWords(desk, views, acts, !line.microphone))}`}</span>
        {fault && <em className={styles.fault}>{t(`desk.fault_${fault}`)}</em>}
      </span>
      {open && (
        <Button shortcut="M" onPress={line.toggleMicrophone}>
          {t(line.microphone ? "desk.mute" : "desk.unmute")}
        </Button>
      )}
    </div>
  );
}

function MicrophoneSign({ on }: { on: boolean }) {
  return (
    <svg
      width="28"
      height="28"
      viewBox="0 0 28 28"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
    >
      <rect x="10.5" y="3" width="7" height="13" rx="3.5" fill={on ? "currentColor" : "none"} />
      <path d="M6.5 13v1a7.5 7.5 0 0 0 15 0v-1M14 21.5V25M10 25h8" strokeLinecap="round" />
      {!on && <path d="M4 4l20 20" strokeLinecap="round" />}
    </svg>
  );
}
