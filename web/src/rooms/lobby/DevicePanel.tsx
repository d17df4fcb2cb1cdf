import { useEffect, useRef } from "react";
import type { Admission } from "../../api/types";
import { Video } from "../../furniture";
import { DeviceNews } from "../../furniture/DeviceNews";
import type { Device, Devices } from "../../hall";
import { useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import { Select } from "../../primitives/Select";
import styles from "./lobby.module.css";

/** Camera, microphone and loudspeaker: seen, heard, chosen. */
export function DevicePanel({
  devices,
  who,
}: {
  devices: Devices;
  who: Pick<Admission, "capacity" | "seat">;
}) {
  const t = useT();
  return (
    <section className={styles.devices}>
      <h3>{t("lobby.your_devices")}</h3>
      <div className={styles.mirror}>
        <Video
          picture={devices.preview?.getVideoTracks()[0] ?? null}
          mirrored
          className={styles.mirrorPicture}
        />
        {devices.state !== "on" && <TurnOn devices={devices} lead={leadFor(who)} />}
        {devices.state === "on" && !devices.preview?.getVideoTracks().length && (
          <p className={styles.mirrorNote}>
            {t("common.labelled", { label: t("lobby.camera"), value: t("lobby.none") })}
          </p>
        )}
      </div>
      <Faults devices={devices} />
      {devices.state === "on" && <DeviceNews className={styles.fault} />}
      {devices.preview && <Meter key={devices.preview.id} devices={devices} />}
      {devices.state === "on" && <Pickers devices={devices} />}
    </section>
  );
}

/** Who will be seen and heard in the hall is the plan's affair: one who speaks for nobody never is. */
const leadFor = ({ capacity, seat }: Pick<Admission, "capacity" | "seat">) =>
  capacity === "chair" || capacity === "vice_chair"
    ? "lobby.turn_on_lead_chair"
    : seat
      ? "lobby.turn_on_lead"
      : "lobby.turn_on_lead_staff";

function TurnOn({ devices, lead }: { devices: Devices; lead: ReturnType<typeof leadFor> }) {
  const t = useT();
  if (!window.isSecureContext) return <p role="note">{t("lobby.insecure")}</p>;
  return (
    <div className={styles.turnOn}>
      <p>{t(lead)}</p>
      <Button variant="primary" busy={devices.state === "asking"} onPress={() => void devices.turnOn()}>
        {t("lobby.turn_on")}
      </Button>
    </div>
  );
}

/** What the browser or the machine does not give is said plainly, with what is still possible. */
function Faults({ devices }: { devices: Devices }) {
  const t = useT();
  const { cameraFault: camera, microphoneFault: microphone } = devices;
  if (devices.state !== "on" || (!camera && !microphone)) return null;
  const sentence = () => {
    if (camera === "refused" && microphone === "refused") return t("lobby.refused");
    if ([camera, microphone].includes("in_use") || [camera, microphone].includes("failed"))
      return t("lobby.in_use");
    if (microphone === "refused") return t("lobby.refused_microphone");
    if (camera === "refused") return t("lobby.refused_camera");
    return t("lobby.not_found");
  };
  return (
    <div className={styles.fault} role="alert">
      <p>{sentence()}</p>
      <Button onPress={() => void devices.turnOn()}>{t("lobby.turn_on")}</Button>
    </div>
  );
}

/** Loud enough to count as heard: about −36 dB. */
const HEARD = 0.4;

/** Drawn at every frame without rendering; the sentence below changes once. */
function Meter({ devices }: { devices: Devices }) {
  const t = useT();
  const bar = useRef<HTMLSpanElement>(null);
  const note = useRef<HTMLParagraphElement>(null);
  const { onLevel, preview } = devices;
  const heard = t("lobby.heard");
  useEffect(
    () =>
      onLevel((level) => {
        if (bar.current) bar.current.style.inlineSize = `${Math.round(level * 100)}%`;
        if (level > HEARD && note.current && note.current.textContent !== heard)
          note.current.textContent = heard;
      }),
    [onLevel, heard],
  );
  if (!preview?.getAudioTracks().length) return null;
  return (
    <div>
      <div className={styles.meter} role="img" aria-label={t("lobby.level")}>
        <span ref={bar} />
      </div>
      <p ref={note} className={styles.soft} role="status">
        {t("lobby.speak_now")}
      </p>
    </div>
  );
}

function Pickers({ devices }: { devices: Devices }) {
  const t = useT();
  const { choices, choose } = devices;
  return (
    <div className={styles.pickers}>
      <Picker
        label={t("lobby.camera")}
        of={devices.cameras}
        value={choices.camera}
        onChange={(camera) => choose({ camera })}
      />
      <Picker
        label={t("lobby.microphone")}
        of={devices.microphones}
        value={choices.microphone}
        onChange={(microphone) => choose({ microphone })}
      />
      {devices.loudspeakers.length > 0 && (
        <Picker
          label={t("lobby.loudspeaker")}
          of={devices.loudspeakers}
          value={choices.loudspeaker}
          onChange={(loudspeaker) => choose({ loudspeaker })}
        />
      )}
      <Button onPress={() => void devices.testSound()}>{t("lobby.test_sound")}</Button>
    </div>
  );
}

interface PickerProps {
  label: string;
  of: Device[];
  value: string;
  onChange: (id: string) => void;
}

function Picker({ label, of, value, onChange }: PickerProps) {
  const t = useT();
  const listed = of.filter((device) => device.id !== "default");
  const choices = [
    { key: "", label: of.length ? t("lobby.usual") : t("lobby.none") },
    ...listed.map((device, i) => ({ key: device.id, label: device.label || `${label} ${i + 1}` })),
  ];
  const known = choices.some((choice) => choice.key === value) ? value : "";
  return <Select label={label} value={known} choices={choices} onChange={onChange} disabled={!of.length} />;
}
