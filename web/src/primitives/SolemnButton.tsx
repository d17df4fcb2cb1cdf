/**
 * The button of an act that binds. It is dead for a moment when it appears and whenever what it does has changed, shows
 * so, and says its new name; its key is its own, so that a key is never quicker than the eye (ADR 0018).
 */
import { useEffect } from "react";
import { announce } from "./announce";
import { Button, type ButtonProps } from "./Button";
import { useKeys } from "./keys";
import { useChangedName, useSettling } from "./settle";

export interface SolemnButtonProps extends Omit<ButtonProps, "children"> {
  /** Its name: what a press does. */
  children: string;
  /** What it is about, where the name alone does not tell: the key of a question, of an entry. */
  about?: string;
  /** A word below the name, of which a change changes nothing: a count. */
  note?: string;
  /** Its key is another's now, and the press of it alone remains. */
  keyless?: boolean;
}

export function SolemnButton({ children, about, note, keyless, onPress, ...rest }: SolemnButtonProps) {
  const { settled, pressed } = useSettling(`${children}|${about ?? ""}`);
  const changed = useChangedName(children);
  useEffect(() => {
    if (changed) announce(changed);
  }, [changed]);
  const press = () => {
    pressed();
    onPress?.();
  };
  const dead = rest.isDisabled || rest.busy || !settled;
  useKeys(rest.shortcut && !keyless ? { [rest.shortcut]: dead ? undefined : press } : {});
  return (
    <Button {...rest} settling={!settled} shortcut={keyless ? undefined : rest.shortcut} onPress={press}>
      <span>{children}</span>
      {note && <small>{note}</small>}
    </Button>
  );
}
