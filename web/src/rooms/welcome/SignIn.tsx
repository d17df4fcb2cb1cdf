import { type SubmitEvent, useState } from "react";
import { api } from "../../api/client";
import type { Refusal } from "../../api/http";
import { useGoIn } from "../../furniture/way-in";
import { useCoded, useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import { TextField } from "../../primitives/TextField";
import styles from "./welcome.module.css";

/** A one-time code admits to the meeting and the room that it names. */
export function SignIn() {
  const t = useT();
  const coded = useCoded();
  const goIn = useGoIn();
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const enter = async () => {
    setBusy(true);
    const answer = await api.signIn(code.trim());
    setBusy(false);
    if (!answer.ok) return setRefusal(answer.refusal);
    goIn(answer.value);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (code.trim() && !busy) void enter();
  };
  const change = (value: string) => {
    setCode(value);
    setRefusal(null);
  };
  return (
    <section className={styles.signIn}>
      <h2>{t("welcome.sign_in")}</h2>
      <p className={styles.measure}>{t("welcome.sign_in_lead")}</p>
      <form className={styles.signInForm} onSubmit={submit}>
        <TextField label={t("welcome.code")} value={code} onChange={change} />
        <Button variant="primary" type="submit" busy={busy} isDisabled={!code.trim()}>
          {t("welcome.sign_in")}
        </Button>
      </form>
      {refusal && (
        <p role="alert" className={styles.alert}>
          {coded("refusals.", refusal.code, "refusals.unknown")}
        </p>
      )}
    </section>
  );
}
