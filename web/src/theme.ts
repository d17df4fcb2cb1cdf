/** Dark in the rooms, light on public and secretariat pages, unless the reader has chosen. */
import { useLayoutEffect } from "react";
import { create } from "zustand";

export type Theme = "dark" | "light";
const STORED = "rostrum.theme";

function stored(): Theme | null {
  try {
    const kept = localStorage.getItem(STORED);
    return kept === "dark" || kept === "light" ? kept : null;
  } catch {
    return null;
  }
}

interface Themes {
  chosen: Theme | null;
  usual: Theme;
}

export const useThemes = create<Themes>(() => ({ chosen: stored(), usual: "light" }));

export const useTheme = (): Theme => useThemes((state) => state.chosen ?? state.usual);

export function chooseTheme(theme: Theme): void {
  try {
    localStorage.setItem(STORED, theme);
  } catch {
    // Kept until the window closes.
  }
  useThemes.setState({ chosen: theme });
}

/** A page declares its usual theme. */
export function useUsualTheme(usual: Theme): void {
  useLayoutEffect(() => useThemes.setState({ usual }), [usual]);
}

/** Puts the theme on `<html>`; used once, by the App. */
export function useThemeOnPage(): void {
  const theme = useTheme();
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
}
