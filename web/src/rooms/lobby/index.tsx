/** The lobby: devices, the line, one's name as it will appear, the hour; then in. Nothing here is required. */
import { useState } from "react";
import { useAdmission } from "../../api/session";
import type { Admission } from "../../api/types";
import { AfterMeeting, AgendaFold, Announcements, EmptyState, TopBar, useRoom } from "../../furniture";
import { type Devices, useDevices } from "../../hall";
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

/** What the press does: with nothing turned on here, the room does as it did the last time. */
function entering({ state, preview }: Devices, again: boolean) {
  if (state === "on") return preview ? "lobby.enter" : "lobby.enter_without";
  return again ? "lobby.enter_last" : "lobby.enter";
}

function Prepare({ who }: { who: Admission }) {
  const t = useT();
  const devices = useDevices();
  const { meeting } = useRoom().views;
  const [again] = useState(passedBefore);
  const enter = () => {
    devices.turnOff();
    pass(who);
  };
  useKeys({ Enter: enter });
  const over = meeting?.phase === "closed" || meeting?.phase === "cancelled";
  const label = entering(devices, again && !over);
  return (
    <main className={styles.lobby}>
      <div className={styles.head}>
        {!over && <h2>{t("lobby.title")}</h2>}
        <Opening />
        <Announcements />
        <AfterMeeting />
      </div>
      {!over && <DevicePanel devices={devices} who={who} />}
      <div className={styles.side}>
        <Appearance who={who} />
        <AgendaFold />
        {!over && <LinePanel preview={devices.preview} seat={who.seat} />}
        <Button variant="primary" big shortcut="Enter" onPress={enter}>
          {t(label)}
        </Button>
      </div>
    </main>
  );
}
