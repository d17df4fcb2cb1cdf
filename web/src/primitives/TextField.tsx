import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextArea } from "react-aria-components/TextArea";
import { TextField as AriaTextField } from "react-aria-components/TextField";
import styles from "./primitives.module.css";

export interface TextFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  /** A sentence saying what is wrong; shown and tied to the field. */
  error?: string;
  lines?: number;
  type?: "text" | "search" | "number" | "datetime-local";
  autoFocus?: boolean;
  disabled?: boolean;
  maxLength?: number;
}

export function TextField({ label, value, onChange, hint, error, lines, type, ...rest }: TextFieldProps) {
  return (
    <AriaTextField
      className={styles.field}
      value={value}
      onChange={onChange}
      type={type}
      isInvalid={Boolean(error)}
      isDisabled={rest.disabled}
      autoFocus={rest.autoFocus}
      maxLength={rest.maxLength}
    >
      <Label className={styles.fieldLabel}>{label}</Label>
      {lines ? (
        <TextArea className={styles.input} rows={lines} dir="auto" />
      ) : (
        <Input className={styles.input} dir="auto" />
      )}
      {hint && (
        <Text slot="description" className={styles.hint}>
          {hint}
        </Text>
      )}
      <FieldError className={styles.error}>{error}</FieldError>
    </AriaTextField>
  );
}
