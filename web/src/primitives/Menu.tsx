import { type ReactNode, useRef } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { Menu as AriaMenu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import styles from "./primitives.module.css";

export interface MenuChoice {
  key: string;
  label: ReactNode;
  /** What is read and typed ahead, when the label is not plain text. */
  text?: string;
  disabled?: boolean;
  danger?: boolean;
}

export interface MenuProps {
  label: ReactNode;
  choices: readonly MenuChoice[];
  onChoose: (key: string) => void;
  "aria-label"?: string;
  /** Where the focus goes when the menu shuts; else to its button, where Enter would open it again. */
  onShut?: () => void;
}

export function Menu({ label, choices, onChoose, "aria-label": named, onShut }: MenuProps) {
  const shutting = useRef(false);
  const returned = () => {
    if (!shutting.current) return;
    shutting.current = false;
    onShut?.();
  };
  return (
    <MenuTrigger
      onOpenChange={(open) => {
        shutting.current = !open;
      }}
    >
      <AriaButton className={`${styles.button} ${styles.plain}`} aria-label={named} onFocus={returned}>
        <span>{label}</span>
        <span aria-hidden="true" className={styles.caret} />
      </AriaButton>
      <Popover className={styles.popover}>
        <AriaMenu
          className={styles.menu}
          onAction={(key) => onChoose(String(key))}
          disabledKeys={choices.filter((choice) => choice.disabled).map((choice) => choice.key)}
        >
          {choices.map((choice) => (
            <MenuItem
              key={choice.key}
              id={choice.key}
              textValue={choice.text ?? (typeof choice.label === "string" ? choice.label : choice.key)}
              className={`${styles.menuItem} ${choice.danger ? styles.menuDanger : ""}`}
            >
              {choice.label}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
