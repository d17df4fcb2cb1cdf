/**
 * The platform's own button: it presses by mouse, touch, Enter and Space in every browser, and costs the public
 * rooms nothing. Everything that opens over the page is React Aria's.
 */
import type { ComponentProps, ReactNode } from "react";
import styles from "./primitives.module.css";

export type Variant = "primary" | "quiet" | "danger" | "caution" | "plain";

type Native = Omit<
  ComponentProps<"button">,
  "className" | "children" | "style" | "onClick" | "disabled" | "aria-busy"
>;

interface Pressable extends Native {
  onPress?: () => void;
  isDisabled?: boolean;
  /** Under way: the button keeps its label and place in the order of tabs, and refuses further presses. */
  busy?: boolean;
}

export interface ButtonProps extends Pressable {
  variant?: Variant;
  /** Tall and wide: the one thing to do on this screen. */
  big?: boolean;
  /** Shown as a key beside the label and told to assistive technology. */
  shortcut?: string;
  children: ReactNode;
}

function native({ onPress, isDisabled, busy, ...rest }: Pressable): ComponentProps<"button"> {
  return {
    type: "button",
    ...rest,
    disabled: isDisabled,
    "aria-busy": busy || undefined,
    "aria-disabled": busy || undefined,
    onClick: busy ? undefined : () => onPress?.(),
  };
}

export function Button({ variant = "plain", big, shortcut, children, ...rest }: ButtonProps) {
  const size = big ? styles.big : "";
  return (
    <button
      {...native(rest)}
      className={`${styles.button} ${styles[variant]} ${size}`}
      aria-keyshortcuts={shortcut}
    >
      <span className={styles.label}>{children}</span>
      {shortcut && (
        <span className={styles.kbd} aria-hidden="true">
          {shortcut === "Enter" ? "⏎" : shortcut}
        </span>
      )}
    </button>
  );
}

export interface IconButtonProps extends Omit<Pressable, "aria-label"> {
  /** What it does, in words; shown as its title. */
  label: string;
  shortcut?: string;
  children: ReactNode;
}

export function IconButton({ label, shortcut, children, ...rest }: IconButtonProps) {
  return (
    <button
      {...native(rest)}
      className={`${styles.button} ${styles.icon}`}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      title={label}
    >
      {children}
    </button>
  );
}
