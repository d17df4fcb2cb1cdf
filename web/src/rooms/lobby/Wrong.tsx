import { useState } from "react";
import type { Admission } from "../../api/types";
import { useRoom } from "../../furniture";
import { useT, useTexts } from "../../i18n";
import { Button } from "../../primitives/Button";
import { Dialog } from "../../primitives/Dialog";
import { TextField } from "../../primitives/TextField";
import { toast } from "../../primitives/Toasts";
import styles from "./lobby.module.css";

/** Writes the message to the secretariat; it is sent by the delegation's own means and so cannot get lost here. */
export default function Wrong({ who, onClose }: { who: Admission; onClose: () => void }) {
  const t = useT();
  const texts = useTexts();
  const { seatName, seatTitle } = useRoom();
  const [should, setShould] = useState("");
  const seat = who.seat ? seatName(who.seat) : who.person;
  const shown = who.seat ? `${seat}, ${seatTitle(who.seat)}` : texts(who.name);
  const message = t("lobby.wrong_message", { seat, shown, should: should || "…" });
  const copy = async () => {
    await navigator.clipboard.writeText(message);
    toast(message, "good");
    onClose();
  };
  const actions = (
    <>
      <Button variant="quiet" onPress={onClose}>
        {t("common.cancel")}
      </Button>
      <Button variant="primary" isDisabled={!should} onPress={() => void copy()}>
        {t("lobby.wrong_copy")}
      </Button>
    </>
  );
  return (
    <Dialog open onClose={onClose} title={t("lobby.wrong_title")} actions={actions}>
      <p>{t("lobby.wrong_lead")}</p>
      <TextField
        label={t("lobby.wrong_should")}
        value={should}
        onChange={setShould}
        autoFocus
        maxLength={200}
      />
      <blockquote className={styles.message} dir="auto">
        {message}
      </blockquote>
    </Dialog>
  );
}
