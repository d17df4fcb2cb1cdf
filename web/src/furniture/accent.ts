/** One accent per body, made to reach AA on the ground of either theme. Colours are `#rrggbb`. */
import { useLayoutEffect } from "react";
import { type Theme, useTheme } from "../theme";

type Rgb = [number, number, number];

export function parseColour(hex: string): Rgb | null {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  if (!found) return null;
  return [1, 2, 3].map((i) => Number.parseInt(found[i] ?? "0", 16)) as Rgb;
}

/** Relative luminance, WCAG 2.2. */
function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio, WCAG 2.2: 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const WHITE: Rgb = [255, 255, 255];
const INK: Rgb = [16, 18, 22];
/** The grounds that text in the accent stands on: `--raised` dark, `--sunk` light (the hardest of each). */
const GROUND: Record<Theme, Rgb> = { dark: [27, 33, 41], light: [235, 232, 224] };
const AA = 4.5;

function toward(from: Rgb, to: Rgb, share: number): Rgb {
  return from.map((channel, i) => Math.round(channel + ((to[i] ?? 0) - channel) * share)) as Rgb;
}

/** The accent moved towards white or black until it can be read as text. */
export function readable(accent: Rgb, theme: Theme): Rgb {
  const end = theme === "dark" ? WHITE : INK;
  for (let share = 0; share < 1; share += 0.05) {
    const tried = toward(accent, end, share);
    if (contrast(tried, GROUND[theme]) >= AA) return tried;
  }
  return end;
}

/** Ink on the accent itself: whichever of white and near-black reads better. */
export const inkOn = (accent: Rgb): Rgb => (contrast(accent, WHITE) >= contrast(accent, INK) ? WHITE : INK);

const css = (colour: Rgb): string => `rgb(${colour.join(" ")})`;

/** Puts a body's accent on the page; without one, the house's own stays. */
export function useAccent(accent: string | undefined): void {
  const theme = useTheme();
  useLayoutEffect(() => {
    const colour = parseColour(accent ?? "");
    const { style } = document.documentElement;
    if (!colour) return;
    style.setProperty("--accent", css(colour));
    style.setProperty("--accent-ink", css(inkOn(colour)));
    style.setProperty("--accent-text", css(readable(colour, theme)));
    return () => {
      for (const name of ["--accent", "--accent-ink", "--accent-text"]) style.removeProperty(name);
    };
  }, [accent, theme]);
}
