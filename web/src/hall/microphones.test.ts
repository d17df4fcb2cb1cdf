import { describe, expect, it } from "vitest";
import { type Following, follow, given, microphonesOf, NOTHING_KNOWN, take, understood } from "./microphones";

const HEADSET = { id: "h", label: "Jabra Headset" };
const BUILT_IN = { id: "b", label: "Built-in Microphone" };
const USB = { id: "u", label: "USB Headset" };

const on = (...present: Following["present"]) => follow(NOTHING_KNOWN, present, "h");

describe("a headset that comes and goes", () => {
  const using = on(HEADSET, BUILT_IN);
  const pulled = follow(using, [BUILT_IN], "h");
  const back = follow(pulled, [HEADSET, BUILT_IN], "h");

  it("is used where it was chosen, and nothing is told", () => {
    expect(using).toMatchObject({ used: HEADSET, news: "" });
    expect(on(BUILT_IN)).toMatchObject({ used: BUILT_IN, news: "" });
  });

  it("pulled out, leaves its place to another, and that is said", () => {
    expect(pulled).toMatchObject({ used: BUILT_IN, lost: HEADSET, news: "changed" });
    expect(follow(using, [], "h")).toMatchObject({ used: null, lost: HEADSET, news: "none" });
  });

  it("back, is offered and not taken; one press takes it, and one press undoes that", () => {
    expect(back).toMatchObject({ used: BUILT_IN, offered: HEADSET, news: "back" });
    const taken = take(back, "h");
    expect(taken).toMatchObject({ used: HEADSET, offered: BUILT_IN, news: "taken" });
    expect(take(taken, "b")).toMatchObject({ used: BUILT_IN, offered: HEADSET, news: "taken" });
  });

  it("is offered even after its going was understood", () => {
    expect(follow(understood(pulled), [HEADSET, BUILT_IN], "h")).toMatchObject({ news: "back" });
  });

  it("is no longer offered when it goes again", () => {
    expect(follow(back, [BUILT_IN], "h")).toMatchObject({ used: BUILT_IN, offered: null, news: "" });
  });

  it("takes its place by itself where nothing else was there", () => {
    const none = follow(on(HEADSET), [], "h");
    expect(follow(none, [HEADSET], "h")).toMatchObject({ used: HEADSET, lost: null, news: "" });
  });

  it("plugged in for the first time, is offered; another microphone is not", () => {
    const plain = on(BUILT_IN);
    expect(follow(plain, [BUILT_IN, USB], "")).toMatchObject({
      used: BUILT_IN,
      offered: USB,
      news: "arrived",
    });
    const table = { id: "t", label: "Table microphone" };
    expect(follow(plain, [BUILT_IN, table], "")).toMatchObject({ offered: null, news: "" });
  });
});

describe("what the browser gives", () => {
  it("is what is shown, whatever was asked for", () => {
    const using = on(HEADSET, BUILT_IN);
    expect(given(using, BUILT_IN)).toMatchObject({ used: BUILT_IN, lost: HEADSET, news: "changed" });
    expect(given(using, HEADSET)).toBe(using);
    expect(given(NOTHING_KNOWN, BUILT_IN)).toMatchObject({ used: BUILT_IN, news: "" });
  });

  it("lists real microphones, the system's own first", () => {
    const listed = (deviceId: string, label: string, groupId: string, kind = "audioinput") => ({
      deviceId,
      label,
      groupId,
      kind,
    });
    const all = [
      listed("default", "Default - Jabra Headset", "2"),
      listed("communications", "Communications - Jabra Headset", "2"),
      listed("b", "Built-in Microphone", "1"),
      listed("h", "Jabra Headset", "2"),
      listed("s", "Loudspeaker", "1", "audiooutput"),
    ];
    expect(microphonesOf(all)).toEqual([HEADSET, BUILT_IN]);
    expect(
      microphonesOf([listed("default", "Default", "9"), listed("b", "Built-in Microphone", "1")]),
    ).toEqual([{ id: "default", label: "Default" }, BUILT_IN]);
    expect(microphonesOf([listed("", "", "")])).toEqual([]);
  });
});
