/** Where the focus belongs when nothing else has it: on what is awaited of this person. */

/** What is marked as awaited and can be pressed, else nothing: the room's own Enter then speaks for it. */
export function focusAwaited(): void {
  const awaited = document.querySelector<HTMLElement>("[data-awaited]:not(:disabled)");
  if (awaited) awaited.focus();
  else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
