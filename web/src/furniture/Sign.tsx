import { useEffect, useRef, useState } from "react";

export interface SignProps {
  children: string;
  className?: string;
  dir?: "ltr" | "rtl";
}

/** Redrawn at most this often, lest two machines that both insist keep the page busy. */
const REDRAW_MS = 250;

/**
 * Words on which somebody's safety depends: a microphone, a clock, a count. Whatever translates or rewrites the page
 * from outside, they are true: they are an element of their own, replaced whole when they change, and drawn anew
 * when another hand has touched them (ADR 0017).
 */
export function Sign({ children: words, className, dir }: SignProps) {
  const ref = useRef<HTMLSpanElement>(null);
  const [drawn, setDrawn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each element that is drawn is watched
  useEffect(() => watch(ref.current, words, () => setDrawn((times) => times + 1)), [words, drawn]);
  return (
    <span key={`${drawn} ${words}`} ref={ref} className={className} dir={dir} translate="no" data-sign="">
      {words}
    </span>
  );
}

function watch(sign: HTMLElement | null, words: string, redraw: () => void): (() => void) | undefined {
  if (!sign) return undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    if (!isTouched(sign, words)) return;
    timer ??= setTimeout(redraw, REDRAW_MS);
  };
  const observer = new MutationObserver(look);
  observer.observe(sign, { childList: true, characterData: true, subtree: true });
  look();
  return () => {
    observer.disconnect();
    clearTimeout(timer);
  };
}

const isTouched = (sign: HTMLElement, words: string): boolean =>
  sign.childElementCount > 0 || sign.textContent !== words;
