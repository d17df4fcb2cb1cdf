/** The lamp of one's own microphone: lit while listeners hear it, whatever window or device it is in. */
import type { DeskDoc } from "../../api/types";
import { Sign, useRoom } from "../../furniture";
import type { Line } from "../../furniture/line";
import { useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import { useKeys } from "../../primitives/keys";
import styles from "./desk.module.css";
import { microphoneWords } from "./standing";

export function Microphone({ desk, acts, line }: { desk: DeskDoc; acts: boolean; line: Line }) {
  const t = useT();
  const { views } = useRoom();
  const fault = acts ? line.fault.microphone : "";
  const lit = line.onAir === "on" || line.onAir === "elsewhere_on";
  return (
    <div className={styles.microphone} data-open={lit || undefined} data-on-air={line.onAir} role="status">
      <MicrophoneSign key={String(lit)} on={lit} />
      <span>
        <strong>{t("desk.mic")}</strong>
        <span> </span>
        <Sign>{t(microphoneWords(desk, views, acts, line.onAir))}</Sign>
        {fault && <em className={styles.fault}>{t(`desk.fault_${fault}`)}</em>}
        {line.onAir === "on" && <InUse line={line} />}
      </span>
      <Press desk={desk} acts={acts} line={line} />
    </div>
  );
}

/** Which microphone is on air, and the amber mark of a sound that is processed. */
function InUse({ line }: { line: Line }) {
  const t = useT();
  const { label, amber } = line.device;
  return (
    <small className={styles.inUse} data-amber={amber || undefined}>
      {label && <Sign>{t("sound.device", { name: label })}</Sign>}
      {amber && <Sign>{` ${t("sound.echo")}`}</Sign>}
    </small>
  );
}

/** One press, by what there is to do: mute, here or in the other window; open; take it back from the machine. */
function Press({ desk, acts, line }: { desk: DeskDoc; acts: boolean; line: Line }) {
  const t = useT();
  const open = acts && (desk.microphone === "open" || desk.microphone === "point");
  const press = pressOf(line, open);
  useKeys({ M: press?.does });
  if (!press) return null;
  return (
    <Button key={press.says} shortcut="M" onPress={press.does}>
      {t(press.says)}
    </Button>
  );
}

function pressOf(line: Line, open: boolean) {
  if (line.onAir === "elsewhere_on") return { says: "sound.mute_there", does: line.muteOther } as const;
  if (!open || line.state === "elsewhere") return null;
  if (line.onAir === "interrupted") return { says: "sound.retake", does: line.retake } as const;
  return { says: line.microphone ? "desk.mute" : "desk.unmute", does: line.toggleMicrophone } as const;
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
