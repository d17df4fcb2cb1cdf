import type { DeskDoc } from "../../api/types";
import { useRoom } from "../../furniture";
import { useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import { useKeys } from "../../primitives/keys";
import styles from "./desk.module.css";
import type { Doing } from "./doing";
import type { Line } from "./line";
import { Microphone } from "./Microphone";
import { mainAct, withdrawable } from "./standing";

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
