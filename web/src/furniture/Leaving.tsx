import { useEffect, useState } from "react";
import { useT } from "../i18n";
import { Button } from "../primitives/Button";
import { Dialog } from "../primitives/Dialog";
import { leaveNow, stay } from "../routes";

/** While one is heard, *Back*, reload and closing do not end the line unasked; the speech goes on meanwhile. */
export function Leaving({ speaking, presiding }: { speaking: boolean; presiding?: boolean }) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    if (!speaking) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    const release = stay(() => setAsking(true));
    return () => {
      window.removeEventListener("beforeunload", warn);
      release();
      setAsking(false);
    };
  }, [speaking]);
  if (!asking) return null;
  const remain = () => setAsking(false);
  const leave = () => {
    leaveNow();
    history.back();
  };
  const actions = (
    <>
      <Button onPress={leave}>{t("astray.leave_go")}</Button>
      <Button variant="primary" autoFocus onPress={remain}>
        {t("astray.leave_stay")}
      </Button>
    </>
  );
  return (
    <Dialog
      open
      role="alertdialog"
      onClose={remain}
      title={t(presiding ? "astray.leave_heard" : "astray.leave_title")}
      actions={actions}
    >
      <p>{t(presiding ? "astray.leave_heard_lead" : "astray.leave_lead")}</p>
    </Dialog>
  );
}
