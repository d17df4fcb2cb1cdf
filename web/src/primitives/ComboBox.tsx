/** One out of many, found by typing any part of it. */
import { Button as AriaButton } from "react-aria-components/Button";
import { ComboBox as AriaComboBox } from "react-aria-components/ComboBox";
import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Text } from "react-aria-components/Text";
import styles from "./primitives.module.css";

export interface ComboChoice {
  key: string;
  /** What stands in the field and is searched. */
  label: string;
}

export interface ComboBoxProps {
  label: string;
  value: string;
  choices: readonly ComboChoice[];
  onChange: (key: string) => void;
  hint?: string;
  /** A sentence saying what is wrong; shown and tied to the field. */
  error?: string;
  /** What the button that opens the list is called. */
  opener: string;
}

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

/** Every word sought stands somewhere in the label, accents and case aside. */
export const holds = (label: string, sought: string): boolean =>
  plain(sought)
    .split(/\s+/)
    .every((word) => plain(label).includes(word));

export function ComboBox({ label, value, choices, onChange, hint, error, opener }: ComboBoxProps) {
  return (
    <AriaComboBox
      className={styles.field}
      defaultItems={choices.map((choice) => ({ id: choice.key, name: choice.label }))}
      selectedKey={value}
      onSelectionChange={(key) => key !== null && onChange(String(key))}
      defaultFilter={holds}
      menuTrigger="focus"
      isInvalid={Boolean(error)}
    >
      <Label className={styles.fieldLabel}>{label}</Label>
      <span className={styles.combo}>
        <Input className={styles.input} dir="auto" onFocus={(event) => event.currentTarget.select()} />
        <AriaButton className={styles.comboOpener} aria-label={opener}>
          <span aria-hidden="true" className={styles.caret} />
        </AriaButton>
      </span>
      {hint && (
        <Text slot="description" className={styles.hint}>
          {hint}
        </Text>
      )}
      <FieldError className={styles.error}>{error}</FieldError>
      <Popover className={`${styles.popover} ${styles.comboList}`}>
        <ListBox className={styles.menu}>
          {(item: { id: string; name: string }) => (
            <ListBoxItem id={item.id} textValue={item.name} className={styles.menuItem}>
              <bdi>{item.name}</bdi>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
