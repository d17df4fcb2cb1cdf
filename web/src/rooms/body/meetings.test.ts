import { expect, it } from "vitest";
import { partOf } from "./Meetings";

it.each([
  ["called", "coming"],
  ["invited", "coming"],
  ["prepared", "coming"],
  ["called_off", "coming"],
  ["convened", "under_way"],
  ["past", "past"],
] as const)("a meeting that is %s stands under %s", (stage, part) => {
  expect(partOf({ stage })).toBe(part);
});
