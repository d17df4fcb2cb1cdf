import type { ReactNode } from "react";
import { Switch as AriaSwitch } from "react-aria-components/Switch";
import styles from "./primitives.module.css";

export interface SwitchProps {
  on: boolean;
  onChange: (on: boolean) => void;
  children: ReactNode;
  disabled?: boolean;
}

export function Switch({ on, onChange, children, disabled }: SwitchProps) {
  return (
    <AriaSwitch className={styles.switch} isSelected={on} onChange={onChange} isDisabled={disabled}>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.thumb} />
      </span>
      {children}
    </AriaSwitch>
  );
}
