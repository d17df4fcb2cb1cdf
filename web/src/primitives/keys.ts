/** Single-key shortcuts by the key's place (`event.code`), so that they work on any alphabet's keyboard. */
import { useEffect, useRef } from "react";

/** By code (`KeyF`, `Enter`, `Space`, `Slash`) or the letter it stands for on a Latin keyboard (`F`, `?`). */
export type KeyMap = Record<string, (() => void) | undefined>;

const TYPING = "input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]";
/** Elements that use these keys themselves when they have the focus. */
const PRESSES = "button, a[href], summary, [role=button], [role=menuitem], [role=tab], [role=switch]";

export function nameOfKey(event: Pick<KeyboardEvent, "code" | "key" | "shiftKey">): string[] {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1] ?? /^Digit(\d)$/.exec(event.code)?.[1];
  const names = [event.code, letter ?? event.key];
  const question = event.key === "?" || event.key === "؟" || (event.code === "Slash" && event.shiftKey);
  return question ? ["?", ...names] : names;
}

function isForPage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return false;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest(TYPING)) return false;
  if (document.querySelector("[role=dialog], [role=alertdialog]") && !target?.closest("[role$=dialog]"))
    return false;
  return !(["Enter", "Space"].includes(event.code) && target?.closest(PRESSES));
}

export function useKeys(map: KeyMap): void {
  const now = useRef(map);
  now.current = map;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!isForPage(event)) return;
      const act = nameOfKey(event)
        .map((name) => now.current[name])
        .find(Boolean);
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
