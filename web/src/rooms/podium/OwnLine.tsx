import { useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import { useKeys } from "../../primitives/keys";
import type { Line } from "../desk/line";
import styles from "./podium.module.css";

/** The chair's own microphone and camera: she may be heard at any time, by her own switch. */
export function OwnLine({ line }: { line: Line }) {
  const t = useT();
  useKeys({ M: line.toggleMicrophone, V: line.toggleCamera });
  return (
    <div className={styles.ownLine}>
      <Switch
        on={line.microphone}
        fault={line.fault.microphone}
        word={t("podium.microphone")}
        of="mic"
        line={line}
      />
      <Switch on={line.camera} fault={line.fault.camera} word={t("podium.camera")} of="cam" line={line} />
    </div>
  );
}

interface SwitchProps {
  on: boolean;
  fault: Line["fault"]["camera"];
  word: string;
  of: "mic" | "cam";
  line: Line;
}

function Switch({ on, fault, word, of, line }: SwitchProps) {
  const t = useT();
  const says = fault
    ? t("common.labelled", { label: word, value: t(`podium.fault_${fault}`) })
    : t(`podium.${of}_${on ? "on" : "off"}`);
  return (
    <span title={says} className={styles.sourceSwitch} data-on={(on && !fault) || undefined}>
      <Button
        shortcut={of === "mic" ? "M" : "V"}
        aria-label={says}
        aria-pressed={on}
        onPress={of === "mic" ? line.toggleMicrophone : line.toggleCamera}
      >
        <span aria-hidden="true">{on && !fault ? "● " : "○ "}</span>
        <span>{word}</span>
      </Button>
    </span>
  );
}
