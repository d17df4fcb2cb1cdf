import { useState } from "react";
import { RefusalMessage, useRoom } from "../../furniture";
import { Correction } from "../../furniture/Correction";
import { useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import { Dialog } from "../../primitives/Dialog";
import { TextField } from "../../primitives/TextField";

/** As the rules have it (`corrections.MOST`). */
const MOST = 400;

/** Asks the secretariat to correct the name or title; one request at a time, and its answer is shown here. */
export default function Wrong({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { ask, busy, refusal, dismiss, views } = useRoom();
  const [should, setShould] = useState("");
  const waiting = views.correction?.correction?.phase === "open";
  const send = async () => {
    const answer = await ask({ kind: "RequestCorrection", words: should.trim() });
    if (answer.ok) onClose();
  };
  const actions = (
    <>
      <Button variant="quiet" onPress={onClose}>
        {t("common.cancel")}
      </Button>
      {!waiting && (
        <Button
          variant="primary"
          isDisabled={!should.trim()}
          busy={busy === "RequestCorrection"}
          onPress={() => void send()}
        >
          {t("lobby.wrong_send")}
        </Button>
      )}
    </>
  );
  return (
    <Dialog open onClose={onClose} title={t("lobby.wrong_title")} actions={actions}>
      {waiting ? (
        <Correction room="lobby" />
      ) : (
        <>
          <p>{t("lobby.wrong_lead")}</p>
          <TextField
            label={t("lobby.wrong_should")}
            value={should}
            onChange={setShould}
            autoFocus
            maxLength={MOST}
          />
        </>
      )}
      <RefusalMessage refusal={refusal} onDismiss={dismiss} />
    </Dialog>
  );
}
