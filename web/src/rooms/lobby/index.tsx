/** The lobby: devices, the line, one's name as it will appear, the hour; then in. Nothing here is required. */
import { useState } from "react";
import { useAdmission } from "../../api/session";
import type { Admission } from "../../api/types";
import { AfterMeeting, AgendaFold, Announcements, EmptyState, TopBar, useRoom } from "../../furniture";
import { useDevices } from "../../hall";
import { useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import { useKeys } from "../../primitives/keys";
import { go, type RoomName, roomAddress } from "../../routes";
import { Appearance } from "./Appearance";
import { DevicePanel } from "./DevicePanel";
import { LinePanel } from "./LinePanel";
import styles from "./lobby.module.css";
import { Opening } from "./Opening";

export default function Lobby() {
  const { admission } = useRoom();
  const who = useAdmission(admission);
  return (
    <div>
      <TopBar />
      {who === null && <Stranger />}
      {who && <Prepare who={who} />}
    </div>
  );
}

function Stranger() {
  const t = useT();
  const { book } = useRoom();
  return (
    <main>
      <EmptyState title={t("lobby.not_signed_in")}>
        <a href="/">{t("common.to_start")}</a>
        <a href={roomAddress(book, "gallery")}>{t("common.to_gallery")}</a>
      </EmptyState>
    </main>
  );
}

const PASSED = "rostrum.lobby.passed";

/** True when this browser has been through the lobby before: then one press suffices. */
function passedBefore(): boolean {
  try {
    return localStorage.getItem(PASSED) === "yes";
  } catch {
    return false;
  }
}

function pass(who: Admission): void {
  try {
    localStorage.setItem(PASSED, "yes");
  } catch {
    // Asked again next time.
  }
  go(roomAddress(who.book, who.room as RoomName, who.key));
}

function Prepare({ who }: { who: Admission }) {
  const t = useT();
  const devices = useDevices();
  const [again] = useState(passedBefore);
  const enter = () => {
    devices.turnOff();
    pass(who);
  };
  useKeys({ Enter: enter });
  const without = devices.state === "on" && devices.preview === null;
  const label = without ? "lobby.enter_without" : again ? "lobby.enter_last" : "lobby.enter";
  return (
    <main className={styles.lobby}>
      <div className={styles.head}>
        <h2>{t("lobby.title")}</h2>
        <Opening />
        <Announcements />
        <AfterMeeting />
      </div>
      <DevicePanel devices={devices} />
      <div className={styles.side}>
        <Appearance who={who} />
        <AgendaFold />
        <LinePanel preview={devices.preview} seat={who.seat} />
        <Button variant="primary" big shortcut="Enter" onPress={enter}>
          {t(label)}
        </Button>
      </div>
    </main>
  );
}
