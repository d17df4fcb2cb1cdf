import { describe, expect, it } from "vitest";
import { columnsIn, ofPage, tiling } from "./tiling";

const GAP = 8;
const WIDTHS = [320, 358, 390, 640, 768, 844, 900, 1024, 1280, 1440, 1920, 2560];

describe("tiles", () => {
  it.each(WIDTHS)("fill whole rows on every page at %i px, and every delegation is on some page", (width) => {
    const most = columnsIn(width, GAP);
    for (let count = 13; count <= 130; count++) {
      const all = Array.from({ length: count }, (_, i) => i);
      const made = tiling(count, most, 12);
      const seen = new Set<number>();
      for (let page = 0; page < made.pages; page++) {
        const shown = ofPage(all, page, made);
        expect(shown.length % made.columns, `${count} in ${made.columns}`).toBe(0);
        for (const one of shown) seen.add(one);
      }
      expect(seen.size).toBe(count);
    }
  });

  it.each([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
    "%i stand on one page, none alone on the last row",
    (count) => {
      for (const width of WIDTHS) {
        const { columns, pages } = tiling(count, columnsIn(width, GAP), 12);
        expect(pages).toBe(1);
        if (columns > 2) expect(count % columns, `${count} in ${columns}`).not.toBe(1);
      }
    },
  );
});
