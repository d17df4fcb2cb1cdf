/** What the compiler calls for every element in a page that is built: React's own, with text in elements of its own. */
import * as react from "react/jsx-runtime";
import { whole } from "./texts";

export type { JSX } from "react";
export { Fragment } from "react/jsx-runtime";

type Make = typeof react.jsx;

const made =
  (make: Make): Make =>
  (type, props, key) => {
    const given = props as { children?: unknown };
    const children = whole(type, given.children);
    return make(type, children === given.children ? props : { ...given, children }, key);
  };

export const jsx = made(react.jsx);
export const jsxs = made(react.jsxs);
