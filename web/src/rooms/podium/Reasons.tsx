import { useState } from "react";
import { type Key, useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import { useKeys } from "../../primitives/keys";
import { SolemnButton } from "../../primitives/SolemnButton";
import { TextField } from "../../primitives/TextField";
import styles from "./podium.module.css";

export interface ReasonsProps {
  /** Quick choices, by the keys 1, 2, 3 …; what is recorded is the text in the chair's language. */
  reasons: readonly Key[];
  onReason: (reason: string) => void;
  /** What is then done for the reason: the name of the button. */
  give: string;
  danger?: boolean;
  /** Not yet: something else is missing. */
  shut?: boolean;
}

/** A reason is chosen or written, seen, and then given: no key both chooses and acts. */
export function Reasons({ reasons, onReason, give, danger, shut }: ReasonsProps) {
  const t = useT();
  const [reason, setReason] = useState("");
  useKeys(Object.fromEntries(reasons.map((key, i) => [String(i + 1), () => setReason(t(key))])));
  const said = reason.trim();
  const act = () => {
    if (said && !shut) onReason(said);
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        act();
      }}
    >
      <div className={styles.choices}>
        {reasons.map((key, i) => (
          <Button
            key={key}
            shortcut={String(i + 1)}
            aria-pressed={said === t(key)}
            onPress={() => setReason(t(key))}
          >
            {t(key)}
          </Button>
        ))}
      </div>
      <TextField label={t("podium.reason")} value={reason} onChange={setReason} maxLength={400} />
      <SolemnButton
        variant={danger ? "danger" : "primary"}
        shortcut="Enter"
        isDisabled={!said || shut}
        onPress={act}
      >
        {give}
      </SolemnButton>
    </form>
  );
}
