import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaProps } from "react-aria-components/Button";
import styles from "./primitives.module.css";

export type Variant = "primary" | "quiet" | "danger" | "plain";

export interface ButtonProps extends Omit<AriaProps, "className" | "children" | "style"> {
  variant?: Variant;
  /** Tall and wide: the one thing to do on this screen. */
  big?: boolean;
  /** Shown as a key beside the label and told to assistive technology. */
  shortcut?: string;
  /** Under way: the button keeps its label and refuses further presses. */
  busy?: boolean;
  children: ReactNode;
}

export function Button({ variant = "plain", big, shortcut, busy, children, ...rest }: ButtonProps) {
  const size = big ? styles.big : "";
  return (
    <AriaButton
      {...rest}
      className={`${styles.button} ${styles[variant]} ${size}`}
      aria-keyshortcuts={shortcut}
      isPending={busy}
    >
      <span className={styles.label}>{children}</span>
      {shortcut && (
        <span className={styles.kbd} aria-hidden="true">
          {shortcut === "Enter" ? "⏎" : shortcut}
        </span>
      )}
    </AriaButton>
  );
}

export interface IconButtonProps extends Omit<AriaProps, "className" | "children" | "style" | "aria-label"> {
  /** What it does, in words; shown as its title. */
  label: string;
  shortcut?: string;
  children: ReactNode;
}

export function IconButton({ label, shortcut, children, ...rest }: IconButtonProps) {
  return (
    <AriaButton
      {...rest}
      className={`${styles.button} ${styles.icon}`}
      aria-label={label}
      aria-keyshortcuts={shortcut}
    >
      <span title={label}>{children}</span>
    </AriaButton>
  );
}
