import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { need } from "../i18n/catalogue";
import { chooseLanguage } from "../i18n/language";
import { ClockFace } from "./Clock";
import type { ClockState } from "./clock-state";

const state = (change: Partial<ClockState>): ClockState => ({
  tone: "calm",
  usedMs: 83_000,
  limitMs: 300_000,
  leftMs: 217_000,
  share: 0.28,
  graceMs: null,
  ...change,
});

beforeAll(() => need("en", ["common"]));
afterEach(async () => {
  cleanup();
  await chooseLanguage("en");
});

describe("the clock's face", () => {
  it("shows time used, the limit, and says both to readers", () => {
    render(<ClockFace state={state({})} size="m" />);
    expect(screen.getByText("1:23")).toBeTruthy();
    expect(screen.getByRole("timer").getAttribute("aria-label")).toBe("used: 1:23 used, limit 5:00");
  });

  it("changes word and shape with the colour: never colour alone", () => {
    const { container, rerender } = render(<ClockFace state={state({ tone: "amber" })} size="m" />);
    expect(screen.getByText("last minute")).toBeTruthy();
    const amber = container.querySelector("svg")?.innerHTML;
    rerender(<ClockFace state={state({ tone: "red", leftMs: -12_000 })} size="m" />);
    expect(screen.getByText("+0:12")).toBeTruthy();
    expect(screen.getByText("over time")).toBeTruthy();
    expect(container.querySelector("svg")?.innerHTML).not.toBe(amber);
  });

  it("says that the time is not counted while the floor is held", () => {
    render(<ClockFace state={state({ tone: "held" })} size="l" />);
    expect(screen.getByText("not counted")).toBeTruthy();
  });

  it("uses Arabic figures in Arabic", async () => {
    await chooseLanguage("ar");
    render(<ClockFace state={state({})} size="m" />);
    expect(screen.getByText("١:٢٣")).toBeTruthy();
    expect(document.documentElement.dir).toBe("rtl");
  });
});
