/** What is folded away costs nothing: it is drawn, and asks its questions, once it is opened. */
import { type ReactNode, useState } from "react";

interface Props {
  summary: ReactNode;
  className?: string;
  children: (close: () => void) => ReactNode;
  open?: boolean;
}

export function Fold({ summary, className, children, open: first = false }: Props) {
  const [open, setOpen] = useState(first);
  return (
    <details
      className={className}
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      data-print="no"
    >
      <summary>{summary}</summary>
      {open && children(() => setOpen(false))}
    </details>
  );
}
