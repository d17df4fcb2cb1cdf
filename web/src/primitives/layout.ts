/** The keyboard before this person: which key prints what, asked of the browser or learned from what is pressed. */

const printed = new Map<string, string>();
const listeners = new Set<() => void>();
let asked = false;

interface WithKeyboard {
  keyboard?: { getLayoutMap?: () => Promise<Iterable<[string, string]>> };
}

const isLetterKey = (code: string): boolean => /^Key[A-Z]$/.test(code);
const isLetter = (key: string): boolean => /^\p{L}{1,2}$/u.test(key);

function note(code: string, key: string): void {
  if (!isLetterKey(code) || printed.get(code) === key) return;
  printed.set(code, key);
  for (const told of listeners) told();
}

/** Every key press teaches, also one that is typed into a field. */
export function learn(event: Pick<KeyboardEvent, "code" | "key" | "altKey" | "ctrlKey" | "metaKey">): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if ([...event.key].length <= 2) note(event.code, event.key.toLowerCase());
}

/**
 * Asks the browser once, where it can tell. It tells of the first layout with Latin letters, which may not be the one
 * in use; what is pressed afterwards corrects it.
 */
export async function askLayout(): Promise<void> {
  if (asked) return;
  asked = true;
  const map = await (navigator as WithKeyboard).keyboard?.getLayoutMap?.().catch(() => null);
  for (const [code, key] of map ?? []) if (!printed.has(code)) note(code, key);
}

/** Whether the keyboard writes Latin letters; null while nothing is known of it. */
export function writesLatin(): boolean | null {
  const letters = [...printed.values()].filter(isLetter);
  if (!letters.length) return null;
  return letters.some((key) => /^[a-z]$/.test(key));
}

/**
 * What this keyboard prints where the Latin letter has its place, if it writes another script: `А` for `F`. Empty
 * where the letter itself is printed, or nothing is known.
 */
export function printedFor(letter: string): string {
  const key = printed.get(`Key${letter}`) ?? "";
  return isLetter(key) && !/^\p{Script=Latin}/u.test(key) ? key.toUpperCase() : "";
}

export function watchLayout(told: () => void): () => void {
  listeners.add(told);
  return () => listeners.delete(told);
}

/** For the tests: a keyboard of which nothing is known. */
export function forgetLayout(): void {
  printed.clear();
  asked = false;
}
