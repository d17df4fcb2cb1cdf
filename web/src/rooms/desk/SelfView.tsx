import { Video } from "../../furniture";
import type { Line } from "../../furniture/line";
import { useDevices } from "../../hall";
import { useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import { useKeys } from "../../primitives/keys";
import { Select } from "../../primitives/Select";
import styles from "./desk.module.css";

/** One's own picture, before and while others see it; whether they do is said, and the camera is in one's hand. */
export function SelfView({ line }: { line: Line }) {
  const t = useT();
  const { camera, own, live, fault } = line;
  useKeys({ V: line.toggleCamera });
  const seen = camera && live.camera;
  const state = fault.camera && camera ? `desk.fault_${fault.camera}` : !camera ? "desk.camera_is_off" : "";
  return (
    <section className={styles.self} aria-label={t("desk.you_see_yourself")} data-seen={seen || undefined}>
      {camera && own && <Video picture={own} mirrored className={styles.selfPicture} />}
      <p role="status">
        {state ? t(state as "desk.camera_is_off") : t(seen ? "desk.camera_seen" : "desk.camera_unseen")}
      </p>
      <div className={styles.row}>
        <Button shortcut="V" aria-pressed={camera} onPress={line.toggleCamera}>
          {t(camera ? "desk.camera_off" : "desk.camera_on")}
        </Button>
        <WhichCamera />
      </div>
    </section>
  );
}

function WhichCamera() {
  const t = useT();
  const { cameras, choices, choose } = useDevices();
  const named = cameras.filter((one) => one.label);
  if (named.length < 2) return null;
  return (
    <Select
      label={t("desk.camera_which")}
      value={named.some((one) => one.id === choices.camera) ? choices.camera : ""}
      choices={[
        { key: "", label: t("desk.camera_usual") },
        ...named.map((one) => ({ key: one.id, label: one.label })),
      ]}
      onChange={(id) => choose({ camera: id })}
    />
  );
}
