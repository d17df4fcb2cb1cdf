import { expect, it } from "vitest";
import { contrast, inkOn, parseColour, readable } from "./accent";

const GROUNDS = { dark: [27, 33, 41], light: [235, 232, 224] } as const;
const ACCENTS = ["#000000", "#ffffff", "#ffcc00", "#1d5b8f", "#00843d", "#c8102e", "#777777"];

it.each(ACCENTS)("%s can be read as text and be written upon in both themes", (hex) => {
  const accent = parseColour(hex);
  if (!accent) throw new Error(hex);
  for (const theme of ["dark", "light"] as const) {
    expect(contrast(readable(accent, theme), [...GROUNDS[theme]])).toBeGreaterThanOrEqual(4.5);
  }
  expect(contrast(inkOn(accent), accent)).toBeGreaterThanOrEqual(4.2);
});

it("refuses what is not a colour", () => expect(parseColour("red")).toBeNull());
