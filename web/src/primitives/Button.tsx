/**
 * The platform's own button: it presses by mouse, touch, Enter and Space in every browser, and costs the public
 * rooms nothing. Everything that opens over the page is React Aria's.
 */
import { type ComponentProps, createContext, type KeyboardEvent, type ReactNode, useContext } from "react";
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

/** Why nothing can be sent now; empty when it can. Set by whoever knows the line, read by buttons that send. */
export const Dead = createContext("");

/** A button that can be under way is one that sends something; those wait for the line, and say so. */
function useDead(rest: Pressable): Partial<ComponentProps<"button">> {
  const why = useContext(Dead);
  return why && "busy" in rest ? { "aria-disabled": true, title: why, onClick: undefined } : {};
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
  const dead = useDead(rest);
  const size = big ? styles.big : "";
  const key = useKeyChoices().shown(shortcut ?? "");
  return (
    <button
      {...native(rest)}
      {...dead}
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
  const dead = useDead(rest);
  const key = useKeyChoices().shown(shortcut ?? "");
  return (
    <button
      {...native(rest)}
      className={`${styles.button} ${styles.icon}`}
      aria-label={label}
      aria-keyshortcuts={key || undefined}
      title={label}
      {...dead}
      data-settling={rest.settling || undefined}
    >
      {children}
    </button>
  );
}
