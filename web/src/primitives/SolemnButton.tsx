/**
 * The button of an act that binds. It is dead for a moment when it appears and whenever what it does has changed, shows
 * so, and says its new name; its key is its own, so that a key is never quicker than the eye (ADR 0018).
 */
import { type ReactNode, useContext, useEffect } from "react";
import { announce } from "./announce";
import { Button, type ButtonProps, Dead } from "./Button";
import { useKeys } from "./keys";
import { useChangedName, useSettling } from "./settle";

export interface SolemnButtonProps extends Omit<ButtonProps, "children"> {
  /** Its name: what a press does. */
  children: string;
  /** What is drawn for the name, where it is more than words. */
  shows?: ReactNode;
  /** What it is about, where the name alone does not tell: the key of a question, of an entry. */
  about?: string;
  /** A word below the name, of which a change changes nothing: a count. */
  note?: string;
  /** Its key is another's now, and the press of it alone remains. */
  keyless?: boolean;
  /** Keys that print the same sign elsewhere on the keyboard. */
  also?: readonly string[];
}

export function SolemnButton({
  children,
  shows,
  about,
  note,
  keyless,
  also = [],
  onPress,
  ...rest
}: SolemnButtonProps) {
  const { settled, pressed } = useSettling(`${children}|${about ?? ""}`);
  const changed = useChangedName(children);
  useEffect(() => {
    if (changed) announce(changed);
  }, [changed]);
  const press = () => {
    pressed();
    onPress?.();
  };
  const away = useContext(Dead) !== "";
  const dead = rest.isDisabled || rest.busy || away || !settled;
  const keys = rest.shortcut && !keyless ? [rest.shortcut, ...also] : [];
  useKeys(Object.fromEntries(keys.map((key) => [key, dead ? undefined : press])));
  return (
    <Button
      {...rest}
      busy={rest.busy ?? false}
      settling={!settled}
      data-binds=""
      shortcut={keyless ? undefined : rest.shortcut}
      onPress={press}
    >
      {shows ?? <span>{children}</span>}
      {note && <small>{note}</small>}
    </Button>
  );
}
