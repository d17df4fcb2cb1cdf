import { useState } from "react";
import { type Key, useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import { useKeys } from "../../primitives/keys";
import { TextField } from "../../primitives/TextField";
import styles from "./podium.module.css";

export interface ReasonsProps {
  /** Quick choices, by the keys 1, 2, 3 …; what is recorded is the text in the chair's language. */
  reasons: readonly Key[];
  onReason: (reason: string) => void;
  danger?: boolean;
}

/** A reason in one press, or in one's own words. */
export function Reasons({ reasons, onReason, danger }: ReasonsProps) {
  const t = useT();
  const [own, setOwn] = useState("");
  useKeys(Object.fromEntries(reasons.map((key, i) => [String(i + 1), () => onReason(t(key))])));
  return (
    <div className={styles.form}>
      <div className={styles.choices}>
        {reasons.map((key, i) => (
          <Button
            key={key}
            variant={danger ? "danger" : "plain"}
            shortcut={String(i + 1)}
            onPress={() => onReason(t(key))}
          >
            {t(key)}
          </Button>
        ))}
      </div>
      <form
        className={styles.own}
        onSubmit={(event) => {
          event.preventDefault();
          if (own.trim()) onReason(own.trim());
        }}
      >
        <TextField label={t("podium.reason_own")} value={own} onChange={setOwn} maxLength={400} />
        <Button type="submit" isDisabled={!own.trim()}>
          {t("podium.next_other")}
        </Button>
      </form>
    </div>
  );
}
