/**
 * The platform's own button: it presses by mouse, touch, Enter and Space in every browser, and costs the public
 * rooms nothing. Everything that opens over the page is React Aria's.
 */
import type { ComponentProps, KeyboardEvent, ReactNode } from "react";
import { useKeyChoices } from "./key-choices";
import { composing } from "./keys";
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
  /** Not yet to be pressed: what it does has just changed. */
  settling?: boolean;
}

export interface ButtonProps extends Pressable {
  variant?: Variant;
  /** Tall and wide: the one thing to do on this screen. */
  big?: boolean;
  /** Shown as a key beside the label and told to assistive technology. */
  shortcut?: string;
  children: ReactNode;
}

/** A held key presses once, and Enter that chooses a word of an input method not at all. */
function onlyPressed(event: KeyboardEvent<HTMLButtonElement>): void {
  const presses = event.key === "Enter" || event.key === " ";
  if (presses && (event.repeat || composing(event.nativeEvent))) event.preventDefault();
}

function native({ onPress, isDisabled, busy, settling, ...rest }: Pressable): ComponentProps<"button"> {
  const dead = busy || settling || undefined;
  return {
    type: "button",
    onKeyDown: onlyPressed,
    ...rest,
    disabled: isDisabled,
    "aria-busy": busy || undefined,
    "aria-disabled": dead,
    onClick: dead ? undefined : () => onPress?.(),
  };
}

export function Button({ variant = "plain", big, shortcut, children, ...rest }: ButtonProps) {
  const size = big ? styles.big : "";
  const key = useKeyChoices().shown(shortcut ?? "");
  return (
    <button
      {...native(rest)}
      className={`${styles.button} ${styles[variant]} ${size}`}
      aria-keyshortcuts={key || undefined}
      data-settling={rest.settling || undefined}
    >
      <span className={styles.label}>{children}</span>
      {key && (
        <span className={styles.kbd} aria-hidden="true">
          {key === "Enter" ? "⏎" : key}
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
  const key = useKeyChoices().shown(shortcut ?? "");
  return (
    <button
      {...native(rest)}
      className={`${styles.button} ${styles.icon}`}
      aria-label={label}
      aria-keyshortcuts={key || undefined}
      title={label}
    >
      {children}
    </button>
  );
}
