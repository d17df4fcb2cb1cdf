import type { DeskDoc } from "../../api/types";
import { useRoom } from "../../furniture";
import type { Line } from "../../furniture/line";
import { useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import { SolemnButton } from "../../primitives/SolemnButton";
import styles from "./desk.module.css";
import type { Doing } from "./doing";
import { Microphone } from "./Microphone";
import { ObjectControl } from "./ObjectControl";
import { Points } from "./Points";
import { mainAct, openQuestion } from "./standing";
import { useWithdrawing } from "./withdrawing";

export interface ControlsProps {
  desk: DeskDoc;
  acts: boolean;
  doing: Doing;
  line: Line;
}

/**
 * Under the stage, and on a small screen always at its foot: what can be done only now, what can be pressed, and why
 * the microphone is as it is. Nothing lies over it.
 */
export function Controls({ desk, acts, doing, line }: ControlsProps) {
  const t = useT();
  const { busy, views } = useRoom();
  const { act } = doing;
  const main = acts ? mainAct(desk) : null;
  const question = openQuestion(views);
  return (
    <footer className={styles.controls}>
      <div className={styles.now}>
        {question && <ObjectControl question={question} desk={desk} acts={acts} doing={doing} />}
        <Points desk={desk} acts={acts} doing={doing} />
      </div>
      <Microphone desk={desk} acts={acts} line={line} />
      <div className={styles.presses}>
        {main === "end" && (
          <SolemnButton
            variant="primary"
            big
            shortcut="E"
            busy={busy === "EndStatement"}
            onPress={() => void act({ kind: "EndStatement" })}
          >
            {t("desk.end")}
          </SolemnButton>
        )}
        {main === "request" && (
          <SolemnButton
            variant="primary"
            big
            shortcut="F"
            busy={busy === "RequestFloor"}
            onPress={() => void act({ kind: "RequestFloor", form: "live" })}
          >
            {t("desk.request")}
          </SolemnButton>
        )}
        {main === "withdraw" && <Leave desk={desk} doing={doing} />}
        {acts && desk.point.may && (
          <SolemnButton
            big
            shortcut="P"
            busy={busy === "RaisePoint"}
            onPress={() => void act({ kind: "RaisePoint" })}
          >
            {t("desk.point")}
          </SolemnButton>
        )}
      </div>
    </footer>
  );
}

/** Quiet: nobody is hurried into it, and for some seconds it has not happened. */
function Leave({ desk, doing }: { desk: DeskDoc; doing: Doing }) {
  const t = useT();
  const { busy } = useRoom();
  const { seconds, leave, stay } = useWithdrawing(desk, doing);
  if (seconds === null) {
    return (
      <SolemnButton variant="quiet" shortcut="F" busy={busy === "WithdrawRequest"} onPress={leave}>
        {t("desk.withdraw")}
      </SolemnButton>
    );
  }
  return (
    <p className={styles.leaving}>
      <span role="timer">{t("desk.leaving", { n: seconds })}</span>
      <Button shortcut="F" autoFocus onPress={stay}>
        {t("desk.stay")}
      </Button>
    </p>
  );
}
