/** No style of the house may set letters smaller than 11 px at the usual size of a root. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const LEAST_PX = 11;
const ROOT_PX = 16;
const IN_PX: Record<string, number> = { px: 1, rem: ROOT_PX };

const sheets = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".css"),
);

/** Sizes of letters and of the tokens they are set by, in px where a sheet says them outright. */
function sizes(css: string): [string, number][] {
  const found = css.matchAll(/(font-size|--text-[a-z]+):\s*([\d.]+)(px|rem)\b/g);
  return [...found].map(([said, , value, unit]) => [said, Number(value) * (IN_PX[unit ?? ""] ?? 1)]);
}

describe("letters", () => {
  it.each(sheets)("are large enough to be read: %s", (file) => {
    const css = readFileSync(join(import.meta.dirname, file), "utf8");
    expect(sizes(css).filter(([, px]) => px < LEAST_PX)).toEqual([]);
    const shares = [...css.matchAll(/font-size:\s*0?\.?\d+(?:em|%)/g)]
      .map(([said]) => said)
      .filter((said) => !said.endsWith("100%"));
    expect(shares, "a share of an unknown size needs a floor: max(…em, 0.6875rem)").toEqual([]);
  });
});
