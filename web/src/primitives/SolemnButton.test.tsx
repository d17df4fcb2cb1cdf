import { cleanup, fireEvent, act as flush, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Dead, IconButton } from "./Button";
import { SolemnButton } from "./SolemnButton";
import { SETTLE_MS } from "./settle";

const AWAY = "The meeting cannot be reached.";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  cleanup();
});

describe("what binds", () => {
  it("acts by none of its keys nor by a press until it has been seen, then by each", async () => {
    const act = vi.fn();
    render(
      <SolemnButton shortcut="+" also={["="]} onPress={act}>
        One minute more
      </SolemnButton>,
    );
    const tried = () => {
      fireEvent.keyDown(document.body, { key: "+", code: "Equal", shiftKey: true });
      fireEvent.click(screen.getByRole("button"));
    };
    tried();
    expect(act).not.toHaveBeenCalled();
    await flush(() => vi.advanceTimersByTimeAsync(SETTLE_MS));
    fireEvent.keyDown(document.body, { key: "=", code: "Equal" });
    tried();
    expect(act).toHaveBeenCalledTimes(1);
  });

  it("is dead by key and by hand while the house is away, and says why; icons that send are too", async () => {
    const act = vi.fn();
    render(
      <Dead value={AWAY}>
        <SolemnButton shortcut="H" onPress={act}>
          Hold
        </SolemnButton>
        <IconButton label="Remove" busy={false} onPress={act}>
          x
        </IconButton>
        <IconButton label="Keys" onPress={act}>
          k
        </IconButton>
      </Dead>,
    );
    await flush(() => vi.advanceTimersByTimeAsync(SETTLE_MS));
    fireEvent.keyDown(document.body, { key: "h", code: "KeyH" });
    for (const name of [/Hold/, "Remove"]) {
      const button = screen.getByRole("button", { name });
      fireEvent.click(button);
      expect([button.getAttribute("aria-disabled"), button.title]).toEqual(["true", AWAY]);
    }
    expect(act).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole("button", { name: "Keys" }));
    expect(act).toHaveBeenCalledTimes(1);
  });
});
