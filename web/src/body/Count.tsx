/** Whole numbers that step. What is typed counts once it lies within the bounds; leaving the field brings it inside. */
import { useId, useState } from "react";
import styles from "./pages.module.css";

interface CountProps {
  label: string;
  value: number;
  least?: number;
  most: number;
  /** The label stands above, as those of text fields do. */
  above?: boolean;
  onChange: (value: number) => void;
}

export function Count({ label, value, least = 0, most, above = false, onChange }: CountProps) {
  const id = useId();
  return (
    <span className={above ? styles.countAbove : styles.count}>
      <label htmlFor={id}>{label}</label>
      <Figure
        id={id}
        value={value}
        least={least}
        most={most}
        onChange={(given) => onChange(given ?? least)}
      />
    </span>
  );
}

interface FigureProps {
  /** Null shows an empty field: nothing is asked. */
  value: number | null;
  least: number;
  most: number;
  /** What holds while nothing is asked. */
  placeholder?: string;
  id?: string;
  /** Where no label stands beside it. */
  label?: string;
  onChange: (value: number | null) => void;
}

export function Figure({ value, least, most, placeholder, id, label, onChange }: FigureProps) {
  const [typed, type] = useState<string | null>(null);
  const inside = (n: number) => Math.min(most, Math.max(least, Math.trunc(n)));
  const take = (text: string) => {
    type(text);
    if (text === "") return onChange(null);
    if (inside(Number(text)) === Number(text)) onChange(Number(text));
  };
  const leave = () => {
    if (typed) onChange(inside(Number(typed)));
    type(null);
  };
  return (
    <input
      id={id}
      type="number"
      inputMode="numeric"
      min={least}
      max={most}
      value={typed ?? value ?? ""}
      placeholder={placeholder}
      aria-label={label}
      onChange={(event) => take(event.target.value)}
      onBlur={leave}
    />
  );
}
