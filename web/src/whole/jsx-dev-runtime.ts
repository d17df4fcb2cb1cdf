/** The same in development and in tests. */
import * as react from "react/jsx-dev-runtime";
import { whole } from "./texts";

export type { JSX } from "react";
export { Fragment } from "react/jsx-dev-runtime";

type Make = (
  type: unknown,
  props: { children?: unknown },
  key?: unknown,
  isStatic?: boolean,
  source?: unknown,
  self?: unknown,
) => unknown;
const make = (react as unknown as { jsxDEV: Make }).jsxDEV;

export const jsxDEV: Make = (type, props, key, isStatic, source, self) => {
  const children = whole(type, props.children);
  const changed = children === props.children ? props : { ...props, children };
  return make(type, changed, key, isStatic && Array.isArray(children), source, self);
};
