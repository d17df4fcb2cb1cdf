/**
 * Text in elements of its own, in every room and whoever writes it (ADR 0031).
 *
 * A page translator replaces text nodes. React keeps a text node that stands beside others as its own; once replaced it
 * is changed where nobody sees it, or React fails. Text that is the only child is written by its element and heals
 * itself. So what is written side by side becomes one text, and a text beside elements gets an element.
 */
import { createElement, Fragment, type ReactNode } from "react";

/** Where no element may stand: all is one text. */
const TEXT_ONLY = new Set<unknown>(["option", "title", "textarea", "style", "script", "text", "tspan"]);

type Text = string | number | bigint;

const isText = (child: unknown): child is Text =>
  typeof child === "string" || typeof child === "number" || typeof child === "bigint";
const isNothing = (child: unknown): boolean => child == null || typeof child === "boolean";

/** The children of an element of the page, or of a fragment, with no text of theirs beside anything else. */
export function whole(type: unknown, given: unknown): unknown {
  if (!Array.isArray(given) || !(typeof type === "string" || type === Fragment)) return given;
  const children = given.some(Array.isArray) ? given.map((child) => whole(Fragment, child)) : given;
  if (!children.some(isText)) return children;
  if (children.every((child) => isText(child) || isNothing(child))) {
    const text = children.filter(isText).join("");
    return type === Fragment ? owned(text, 0) : text;
  }
  if (TEXT_ONLY.has(type)) return children;
  return joined(children);
}

/** Neighbouring texts as one, in the place of the first; every other child keeps its place, and so what it remembers. */
function joined(children: readonly unknown[]): unknown[] {
  const places: unknown[] = children.map((child) => (isText(child) ? null : child));
  let first = -1;
  let text = "";
  const close = () => {
    if (first >= 0) places[first] = owned(text, first);
    first = -1;
    text = "";
  };
  children.forEach((child, place) => {
    if (isText(child)) {
      if (first < 0) first = place;
      text += child;
    } else if (!isNothing(child)) close();
  });
  close();
  return places;
}

/** A space between two elements is nothing to translate, and would be a gap where they stand in a row. */
const owned = (text: string, place: number): ReactNode =>
  text.trim() === "" ? text : createElement("span", { key: `text ${place}` }, text);
