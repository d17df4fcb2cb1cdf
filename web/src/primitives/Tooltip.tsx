import type { ReactElement, ReactNode } from "react";
import { Focusable } from "react-aria-components/Focusable";
import { Tooltip as AriaTooltip, TooltipTrigger } from "react-aria-components/Tooltip";
import styles from "./primitives.module.css";

/** The trigger is one focusable element; what a tooltip says must also be had without it. */
export function Tooltip({
  tip,
  children,
}: {
  tip: ReactNode;
  children: ReactElement<{ role?: string }, string>;
}) {
  return (
    <TooltipTrigger delay={400}>
      <Focusable>{children}</Focusable>
      <AriaTooltip className={styles.tooltip} offset={6}>
        {tip}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
