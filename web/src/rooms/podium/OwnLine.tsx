import { Sign } from "../../furniture";
import type { Line } from "../../furniture/line";
import { type Translate, useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import { useKeys } from "../../primitives/keys";
import styles from "./podium.module.css";

/** The chair's own microphone and camera: she may be heard at any time, by her own switch. */
export function OwnLine({ line }: { line: Line }) {
  const t = useT();
  const microphone = microphonePress(line);
  useKeys({ M: microphone, V: line.toggleCamera });
  return (
    <div className={styles.ownLine}>
      <Switch
        lit={line.onAir === "on" || line.onAir === "elsewhere_on"}
        on={line.microphone}
        says={soundWords(line, t)}
        word={t("podium.microphone")}
        shortcut="M"
        press={microphone}
      />
      <Switch
        lit={line.camera && !line.fault.camera}
        on={line.camera}
        says={pictureWords(line, t)}
        word={t("podium.camera")}
        shortcut="V"
        press={line.toggleCamera}
      />
      {TOLD.has(line.onAir) && (
        <p className={styles.ownSound} role="status" data-on-air={line.onAir}>
          <Sign>{t(`sound.${line.onAir as "silent"}`)}</Sign>
        </p>
      )}
    </div>
  );
}

/** What a switch and its lamp cannot say by themselves. */
const TOLD: ReadonlySet<Line["onAir"]> = new Set(["silent", "interrupted", "elsewhere_on"]);

function microphonePress(line: Line): () => void {
  if (line.onAir === "elsewhere_on") return line.muteOther;
  return line.onAir === "interrupted" ? line.retake : line.toggleMicrophone;
}

function soundWords(line: Line, t: Translate): string {
  const fault = line.fault.microphone;
  if (line.onAir === "on") return t("podium.mic_on");
  if (fault)
    return t("common.labelled", { label: t("podium.microphone"), value: t(`podium.fault_${fault}`) });
  return line.onAir === "muted" ? t("podium.mic_off") : t(`sound.${line.onAir}`);
}

function pictureWords(line: Line, t: Translate): string {
  const fault = line.fault.camera;
  if (fault) return t("common.labelled", { label: t("podium.camera"), value: t(`podium.fault_${fault}`) });
  return t(line.camera ? "podium.cam_on" : "podium.cam_off");
}

interface SwitchProps {
  /** Others receive it. */
  lit: boolean;
  on: boolean;
  says: string;
  word: string;
  shortcut: string;
  press: () => void;
}

function Switch({ lit, on, says, word, shortcut, press }: SwitchProps) {
  return (
    <span title={says} className={styles.sourceSwitch} data-on={lit || undefined}>
      <Button shortcut={shortcut} aria-label={says} aria-pressed={on} onPress={press}>
        <span aria-hidden="true">
          <Sign>{lit ? "● " : "○ "}</Sign>
        </span>
        <span>{word}</span>
      </Button>
    </span>
  );
}
