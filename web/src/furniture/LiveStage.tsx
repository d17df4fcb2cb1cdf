/** The stage with its picture and sound, and what a listener may do about them. */
import { type ReactNode, useState } from "react";
import type { Hall } from "../hall";
import { useT } from "../i18n";
import { Button } from "../primitives/Button";
import { useGalleryHall } from "./gallery-hall";
import styles from "./live-stage.module.css";
import { Stage } from "./Stage";

interface LiveStageProps {
  controls?: boolean;
  /** Over the stage's lower edge. */
  children?: ReactNode;
}

/** For pages that show the stage only; silent until the reader asks for sound. */
export default function LiveStage({ controls = false, children }: LiveStageProps) {
  const [pictures, setPictures] = useState(true);
  const [sound, setSound] = useState(false);
  const hall = useGalleryHall({ pictures, sound });
  return (
    <>
      <Stage video={hall.stage} picturesOff={!pictures}>
        {children}
      </Stage>
      {controls && <Controls {...{ hall, pictures, setPictures, sound, setSound }} />}
    </>
  );
}

export interface ControlsProps {
  hall: Hall;
  pictures: boolean;
  setPictures: (on: boolean) => void;
  sound: boolean;
  setSound: (on: boolean) => void;
}

export function Controls({ hall, pictures, setPictures, sound, setSound }: ControlsProps) {
  const t = useT();
  if (hall.state === "off") return null;
  const heard = sound && !hall.soundBlocked;
  const turn = () => {
    if (heard) return setSound(false);
    setSound(true);
    void hall.startAudio();
  };
  return (
    <div className={styles.controls} data-print="no">
      <Button variant={heard ? "plain" : "primary"} onPress={turn} isDisabled={hall.state === "silent"}>
        {t(heard ? "gallery.sound_off" : "gallery.sound_on")}
      </Button>
      <Button onPress={() => setPictures(!pictures)}>
        {t(pictures ? "gallery.pictures_off" : "gallery.pictures_on")}
      </Button>
      <HallNote hall={hall} pictures={pictures} />
    </div>
  );
}

function HallNote({ hall, pictures }: { hall: Hall; pictures: boolean }) {
  const t = useT();
  const words = () => {
    if (hall.state === "reconnecting" || hall.state === "lost") return t("gallery.hall_restoring");
    if (hall.state === "silent") return t("gallery.hall_away");
    return pictures ? "" : t("gallery.pictures_are_off");
  };
  return (
    <p className={styles.note} role="status">
      {words()}
    </p>
  );
}
