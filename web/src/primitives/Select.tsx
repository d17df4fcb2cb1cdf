/** The platform's own select: smallest, and the best one on a phone. */
import { useId } from "react";
import styles from "./primitives.module.css";

export interface SelectChoice {
  key: string;
  label: string;
  /** Language of the label, where it is not the page's. */
  lang?: string;
  disabled?: boolean;
}

export interface SelectProps {
  label: string;
  /** The label is read but not shown. */
  quiet?: boolean;
  value: string;
  choices: readonly SelectChoice[];
  onChange: (key: string) => void;
  disabled?: boolean;
}

export function Select({ label, quiet, value, choices, onChange, disabled }: SelectProps) {
  const id = useId();
  return (
    <span className={quiet ? styles.selectQuiet : styles.field}>
      <label htmlFor={id} className={quiet ? "unseen" : styles.fieldLabel}>
        {label}
      </label>
      <select
        id={id}
        className={styles.select}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
      >
        {choices.map((choice) => (
          <option key={choice.key} value={choice.key} lang={choice.lang} disabled={choice.disabled}>
            {choice.label}
          </option>
        ))}
      </select>
    </span>
  );
}
