/** The size: a slider to drag, and the sizes around it with what the main methods say of each. */
import { useEffect, useId, useRef } from "react";
import type { Names } from "../../../body/names";
import shared from "../../../body/pages.module.css";
import styles from "./composing.module.css";
import { disagreements, type SheetDoc, type SizeRow, tiedMethods } from "./sheet";

interface SliderProps {
  seats: number;
  most: number;
  onSeats: (seats: number) => void;
  names: Names;
}

export function SizeSlider({ seats, most, onSeats, names }: SliderProps) {
  const id = useId();
  const { t } = names;
  const to = (n: number) => onSeats(Math.min(most, Math.max(1, n)));
  return (
    <div className={styles.size}>
      <label htmlFor={id}>{t("composition.size")}</label>
      <div className={styles.sizeRow}>
        <button
          type="button"
          className={styles.step}
          aria-label={t("composition.one_less")}
          onClick={() => to(seats - 1)}
        >
          −
        </button>
        <output className={styles.sizeFigure} htmlFor={id}>
          {names.decimal(seats, 0)}
        </output>
        <button
          type="button"
          className={styles.step}
          aria-label={t("composition.one_more")}
          onClick={() => to(seats + 1)}
        >
          +
        </button>
      </div>
      <input
        id={id}
        type="range"
        min={1}
        max={most}
        value={seats}
        className={styles.range}
        onChange={(event) => to(Number(event.target.value))}
        aria-valuetext={t("composition.seats", { n: seats })}
      />
    </div>
  );
}

/** What is to be said of one size: calm, tied, or on which regions the main methods differ. */
export function sizeWords(row: SizeRow, sheet: SheetDoc, names: Names): string {
  const { t } = names;
  if (row.calm) return t("composition.calm");
  const differ = disagreements(
    row,
    sheet.regions.map((one) => one.region),
  );
  const words = differ.map((one) =>
    t("composition.region_between", { region: names.region(one.region), low: one.low, high: one.high }),
  );
  const tied = tiedMethods(row);
  if (tied.length)
    words.unshift(t("composition.tied_under", { methods: names.list(tied.map(names.method)) }));
  return words.join(" · ") || t("composition.disputed");
}

/** Where a strip is wider than the screen, keeps one of its cells in the middle; the page itself stays. */
export function useCentred(selector: string) {
  const strip = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const cell = strip.current?.querySelector<HTMLElement>(selector);
    if (!strip.current || !cell) return;
    const [outer, inner] = [strip.current.getBoundingClientRect(), cell.getBoundingClientRect()];
    strip.current.scrollLeft += inner.left + inner.width / 2 - (outer.left + outer.width / 2);
  }, [selector]);
  return strip;
}

export function SizeStrip({
  sheet,
  onSeats,
  names,
}: {
  sheet: SheetDoc;
  onSeats: ((n: number) => void) | null;
  names: Names;
}) {
  const { t } = names;
  const here = sheet.sizes.find((row) => row.size === sheet.total);
  const cells = useCentred(`[data-size="${sheet.total}"]`);
  return (
    <section className={styles.strip} aria-labelledby="calm-sizes">
      <h2 id="calm-sizes">{t("composition.calm_sizes")}</h2>
      <p className={shared.soft}>{t("composition.calm_lead")}</p>
      <ol ref={cells} className={styles.cells}>
        {sheet.sizes.map((row) => {
          const tied = tiedMethods(row).length > 0;
          return (
            <li key={row.size}>
              <button
                type="button"
                className={styles.cell}
                data-calm={row.calm || undefined}
                data-tied={tied || undefined}
                data-size={row.size}
                aria-current={row.size === sheet.total || undefined}
                title={sizeWords(row, sheet, names)}
                disabled={!onSeats}
                onClick={() => onSeats?.(row.size)}
              >
                <b>{names.decimal(row.size, 0)}</b>
                <span>
                  {t(
                    row.calm
                      ? "composition.word_calm"
                      : tied
                        ? "composition.word_tie"
                        : "composition.word_disputed",
                  )}
                </span>
                <span className="unseen">{sizeWords(row, sheet, names)}</span>
              </button>
            </li>
          );
        })}
      </ol>
      {here && (
        <p role="status" className={styles.verdict} data-calm={here.calm || undefined} data-testid="verdict">
          <b>{t("composition.seats", { n: sheet.total })}</b> — {sizeWords(here, sheet, names)}
        </p>
      )}
    </section>
  );
}
