import { cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { assign, forgetKeys, resetKeys, turnKeys } from "./key-choices";
import { nameOfKey, useKeys } from "./keys";
import { askLayout, forgetLayout, learn, printedFor } from "./layout";

afterEach(cleanup);
beforeEach(() => {
  localStorage.clear();
  forgetKeys();
  forgetLayout();
});

const press = (init: KeyboardEventInit, target: EventTarget = document.body) =>
  target.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init }));

/** Rows of letters as each keyboard prints them, in the order of the places Q W E …, A S D …, Z X C …. */
const PLACES = "QWERTYUIOPASDFGHJKLZXCVBNM";
const LATIN = {
  QWERTY: "qwertyuiopasdfghjklzxcvbnm",
  AZERTY: "azertyuiopqsdfghjklwxcvbn,",
  QWERTZ: "qwertzuiopasdfghjklyxcvbnm",
  Dvorak: "',.pyfgcrlaoeuidhtn;qjkxbm",
};
const OTHER = {
  Russian: "йцукенгшщзфывапролдячсмить",
  Arabic: "ضصثقفغعهخحشسيبلاتنمئءؤرﻻىة",
  Greek: ";ςερτυθιοπασδφγηξκλζχψωβνμ",
};

const event = (place: string, key: string) => ({ code: `Key${place}`, key, shiftKey: false });

describe("a shortcut is the letter as the keyboard prints it", () => {
  it.each(Object.entries(LATIN))("on %s", (_, row) => {
    for (const [i, key] of [...row].entries()) {
      learn({ ...event(PLACES[i] ?? "", key), altKey: false, ctrlKey: false, metaKey: false });
    }
    for (const [i, key] of [...row].entries()) {
      const wanted = /[a-z]/.test(key) ? key.toUpperCase() : key;
      expect(nameOfKey(event(PLACES[i] ?? "", key))).toBe(wanted);
    }
  });

  it("so that W on AZERTY is W, and Z is Z", () => {
    const [freeze, words] = [vi.fn(), vi.fn()];
    renderHook(() => useKeys({ Z: freeze, W: words }));
    press({ code: "KeyZ", key: "w" });
    expect([freeze.mock.calls.length, words.mock.calls.length]).toEqual([0, 1]);
    press({ code: "KeyW", key: "z" });
    expect([freeze.mock.calls.length, words.mock.calls.length]).toEqual([1, 1]);
  });
});

describe("the place counts where there are no Latin letters", () => {
  it.each(Object.entries(OTHER))("on %s", (_, row) => {
    for (const [i, key] of [...row].entries()) {
      learn({ ...event(PLACES[i] ?? "", key), altKey: false, ctrlKey: false, metaKey: false });
    }
    for (const [i, key] of [...row].entries()) expect(nameOfKey(event(PLACES[i] ?? "", key))).toBe(PLACES[i]);
  });

  it("from the first press, where it is a letter", () => {
    expect(nameOfKey(event("F", "а"))).toBe("F");
    expect(nameOfKey(event("F", "ب"))).toBe("F");
    expect(nameOfKey(event("B", "لا"))).toBe("B");
  });

  it("and a letter of Latin script that is none of ours stands for nothing", () => {
    expect(nameOfKey({ code: "KeyI", key: "ı", shiftKey: false })).toBe("ı");
  });
});

describe("digits and signs", () => {
  it.each([
    ["AZERTY without shift", { code: "Digit1", key: "&", shiftKey: false }, "1"],
    ["AZERTY with shift", { code: "Digit1", key: "1", shiftKey: true }, "1"],
    ["Arabic digits", { code: "Digit2", key: "٢", shiftKey: false }, "2"],
    ["QWERTY with shift, which is a sign", { code: "Digit1", key: "!", shiftKey: true }, "!"],
    ["the numeric pad", { code: "Numpad3", key: "3", shiftKey: false }, "3"],
    ["the numeric pad as arrows", { code: "Numpad2", key: "ArrowDown", shiftKey: false }, "ArrowDown"],
    ["Czech, where plus is on a digit's key", { code: "Digit1", key: "+", shiftKey: false }, "+"],
    ["the question mark, wherever it is", { code: "KeyM", key: "?", shiftKey: true }, "?"],
    ["the Arabic question mark", { code: "Slash", key: "؟", shiftKey: true }, "?"],
  ])("%s", (_, pressed, name) => {
    expect(nameOfKey(pressed)).toBe(name);
  });
});

describe("no key acts", () => {
  const all = () => {
    const act = vi.fn();
    renderHook(() => useKeys({ F: act, Enter: act }));
    return act;
  };

  it("while an input method writes", () => {
    const act = all();
    press({ code: "Enter", key: "Enter", isComposing: true });
    press({ code: "Enter", key: "Enter", keyCode: 229 } as KeyboardEventInit);
    press({ code: "KeyF", key: "Process" });
    expect(act).not.toHaveBeenCalled();
  });

  it("when held, with another key, or in a field", () => {
    const act = all();
    const field = document.body.appendChild(document.createElement("input"));
    press({ code: "KeyF", key: "f" }, field);
    press({ code: "KeyF", key: "f", ctrlKey: true });
    press({ code: "KeyF", key: "f", repeat: true });
    press({ code: "Enter", key: "Enter", repeat: true });
    field.remove();
    expect(act).not.toHaveBeenCalled();
  });

  it("of Enter, on a button that has the focus: that is the button's own", () => {
    const act = all();
    const button = document.body.appendChild(document.createElement("button"));
    press({ code: "Enter", key: "Enter" }, button);
    button.remove();
    expect(act).not.toHaveBeenCalled();
    press({ code: "NumpadEnter", key: "Enter" });
    expect(act).toHaveBeenCalledTimes(1);
  });
});

describe("this browser's own choice", () => {
  it("turns letters, digits and signs off, and leaves Enter", () => {
    const [floor, enter] = [vi.fn(), vi.fn()];
    renderHook(() => useKeys({ F: floor, Enter: enter }));
    turnKeys(false);
    forgetKeys(); // kept: the next page finds it
    press({ code: "KeyF", key: "f" });
    press({ code: "Enter", key: "Enter" });
    expect([floor.mock.calls.length, enter.mock.calls.length]).toEqual([0, 1]);
    turnKeys(true);
    press({ code: "KeyF", key: "f" });
    expect(floor).toHaveBeenCalledTimes(1);
  });

  it("changes a letter for another, and no key ever stands for two", () => {
    const [freeze, words] = [vi.fn(), vi.fn()];
    renderHook(() => useKeys({ Z: freeze, W: words }));
    assign("Z", "W");
    forgetKeys();
    press({ code: "KeyW", key: "w" });
    expect([freeze.mock.calls.length, words.mock.calls.length]).toEqual([1, 0]);
    press({ code: "KeyZ", key: "z" });
    expect([freeze.mock.calls.length, words.mock.calls.length]).toEqual([1, 1]);
    resetKeys();
    press({ code: "KeyZ", key: "z" });
    expect([freeze.mock.calls.length, words.mock.calls.length]).toEqual([2, 1]);
  });
});

describe("what this keyboard prints", () => {
  it("is asked of the browser, and corrected by what is pressed", async () => {
    const map = new Map([["KeyF", "f"]]);
    vi.stubGlobal("navigator", { keyboard: { getLayoutMap: async () => map } });
    await askLayout();
    expect(printedFor("F")).toBe("");
    learn({ ...event("F", "а"), altKey: false, ctrlKey: false, metaKey: false });
    expect(printedFor("F")).toBe("А");
    vi.unstubAllGlobals();
  });
});
