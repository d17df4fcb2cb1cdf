/**
 * Single-key shortcuts. A shortcut is the letter that the keyboard prints (`event.key`); the key's place
 * (`event.code`) counts only where the keyboard writes a script without Latin letters. They can be turned off and
 * changed (WCAG 2.1.4); what is kept, is kept in this browser.
 */
import { useEffect, useRef } from "react";
import { isOff, meant } from "./key-choices";
import { learn, writesLatin } from "./layout";

/** By the letter (`F`), digit or sign (`?`, `+`), or the name of a key (`Enter`, `ArrowDown`). */
export type KeyMap = Record<string, (() => void) | undefined>;

type Press = Pick<KeyboardEvent, "code" | "key" | "shiftKey">;

const TYPING = "input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]";
/** Elements that use these keys themselves when they have the focus. */
const PRESSES = "button, a[href], summary, [role=button], [role=menuitem], [role=tab], [role=switch]";

/** An input method is writing: Enter chooses its word, and no key means what it says. */
export const composing = (event: Pick<KeyboardEvent, "isComposing" | "keyCode">): boolean =>
  event.isComposing || event.keyCode === 229;

/** The letter, digit or sign that a key press stands for; else the name of the key. Empty where it is none. */
export function nameOfKey(event: Press): string {
  const { key, code } = event;
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  if (/^[0-9?+]$/.test(key)) return key;
  if (key === "؟") return "?";
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit && [...key].length === 1 && !event.shiftKey) return digit;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter && isOfOtherScript(key)) return letter;
  return key === " " ? "Space" : key;
}

/** Of a letter one sees it; of a sign one knows it once the keyboard has been seen to write no Latin. */
function isOfOtherScript(key: string): boolean {
  if (/^\p{L}/u.test(key)) return !/^\p{Script=Latin}/u.test(key);
  return writesLatin() === false && [...key].length <= 2;
}

/** Only these are switched off and changed: a key with a name of its own is not pressed by speech or by chance. */
export const isCharacter = (name: string): boolean => [...name].length === 1;

function isForPage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (composing(event)) return false;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest(TYPING)) return false;
  if (document.querySelector("[role=dialog], [role=alertdialog]") && !target?.closest("[role$=dialog]"))
    return false;
  return !(["Enter", " "].includes(event.key) && target?.closest(PRESSES));
}

/** What the press means here, after this browser's own choices; null where it means nothing. */
function meaning(event: KeyboardEvent): string | null {
  const name = nameOfKey(event);
  if (!isCharacter(name)) return name;
  return isOff() ? null : meant(name);
}

export function useKeys(map: KeyMap): void {
  const now = useRef(map);
  now.current = map;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      learn(event);
      if (!isForPage(event)) return;
      const name = meaning(event);
      const act = name === null ? undefined : now.current[name];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
