import { renderHook } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { useKeys } from "./keys";

const press = (init: KeyboardEventInit, target: EventTarget = document.body) =>
  target.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init }));

it("goes by the key's place, so that Arabic and Russian keyboards have it too", () => {
  const floor = vi.fn();
  renderHook(() => useKeys({ F: floor }));
  press({ code: "KeyF", key: "ب" });
  press({ code: "KeyF", key: "а" });
  expect(floor).toHaveBeenCalledTimes(2);
});

it("leaves typing, combinations and held keys alone", () => {
  const floor = vi.fn();
  renderHook(() => useKeys({ F: floor }));
  const field = document.body.appendChild(document.createElement("input"));
  press({ code: "KeyF", key: "f" }, field);
  press({ code: "KeyF", key: "f", ctrlKey: true });
  press({ code: "KeyF", key: "f", repeat: true });
  field.remove();
  expect(floor).not.toHaveBeenCalled();
});

it("lets a focused button have its own Enter", () => {
  const enter = vi.fn();
  renderHook(() => useKeys({ Enter: enter }));
  const button = document.body.appendChild(document.createElement("button"));
  press({ code: "Enter", key: "Enter" }, button);
  button.remove();
  press({ code: "Enter", key: "Enter" });
  expect(enter).toHaveBeenCalledTimes(1);
});
