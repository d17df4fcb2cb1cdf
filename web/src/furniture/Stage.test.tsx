import { cleanup } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { OnStageDoc } from "../api/types";
import Desk from "../rooms/desk";
import { desk, NOW, stage, staged, views } from "../rooms/desk/staged";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const PRESIDING: OnStageDoc = {
  person: "AZE.chair",
  seat: "AZE",
  role: "presiding",
  title: { en: "President, Chair of the Movement" },
};
const CALLED = stage({ phase: "offered", seat: "CUB", offered_at: NOW, grace_until: NOW + 30_000 });

const plate = () => document.querySelector<HTMLElement>("[data-plate]");

describe("the stage", () => {
  it("names who is seen, and announces who is called beside it with the clock that is theirs", async () => {
    const shown = views({ desk: desk(), stage: CALLED, air: { heard: [], seen: [], stage: PRESIDING } });
    await staged({ Room: Desk, audience: "desk", namespaces: ["desk", "podium"], shown });
    expect(plate()?.dataset.plate).toBe("AZE.chair");
    expect(plate()?.textContent).toContain("Presiding officer");
    expect(plate()?.textContent).not.toContain("Cuba");
    const called = document.querySelector("[data-plate] + [role=status]");
    expect(called?.textContent).toMatch(/The floor is offered to .*Cuba/);
    expect(called?.querySelector("[role=timer]")).toBeTruthy();
  });

  it("has no plate where nobody is shown", async () => {
    const shown = views({ desk: desk(), air: { heard: [], seen: [], stage: null } });
    await staged({ Room: Desk, audience: "desk", namespaces: ["desk", "podium"], shown });
    expect(plate()).toBeNull();
  });
});
