/** How tiles fill rows: every row as long as the others, at any width, and no tile alone on the last. */

/** Narrowest tile, CSS pixels, that still shows a face and a name. */
const NARROWEST = 150;

/** Tiles in a row of this width; two at least, so that a phone shows more than one. */
export const columnsIn = (width: number, gap: number): number =>
  Math.max(2, Math.floor((width + gap) / (NARROWEST + gap)));

/**
 * The columns for these many tiles where at most `most` fit: as many as leave the fewest places empty, the more
 * columns the better among equals.
 */
export function columnsFor(count: number, most: number): number {
  const choices = Array.from({ length: most }, (_, i) => most - i).filter((n) => n >= Math.min(2, most));
  const empty = (columns: number) => (columns - (count % columns)) % columns;
  return choices.reduce((best, one) => (empty(one) < empty(best) ? one : best));
}

export interface Tiling {
  columns: number;
  perPage: number;
  pages: number;
}

/** Pages of whole rows, of about `about` tiles; fewer tiles than a page holds stand in rows of equal length. */
export function tiling(count: number, most: number, about: number): Tiling {
  const widest = Math.min(most, about);
  if (count <= about) {
    const columns = columnsFor(count, Math.min(widest, Math.max(count, 1)));
    return { columns, perPage: Math.max(count, 1), pages: 1 };
  }
  const perPage = Math.floor(about / widest) * widest;
  return { columns: widest, perPage, pages: Math.ceil(count / perPage) };
}

/** The tiles of a page: the last one begins earlier where it would not be full. */
export function ofPage<T>(all: readonly T[], page: number, { perPage }: Tiling): readonly T[] {
  const from = Math.max(0, Math.min(page * perPage, all.length - perPage));
  return all.slice(from, from + perPage);
}
