// @vitest-environment node
import { describe, expect, it } from "vitest";
import { withoutUnheard } from "./livekit.ts";

describe("what the media client writes to a log that is not kept", () => {
  it.each([
    ['this.log.debug("joined", { at });', ";"],
    ['if (late) log.trace("late", by); go();', "if (late) ; go();"],
    ['this.engine.log.debug("a", () => { this.log.debug("b"); });', ";"],
  ])("is left out: %s", (code, rest) => {
    expect(withoutUnheard(code)).toBe(rest);
  });

  it.each([
    'this.log.warn("lost");',
    'this.log.debug("next", count++);',
    'this.log.debug("state", (state = next));',
    "function* a() { async () => { this.log.debug(await b()); }; }",
    'const debug = log.debug("kept, since its value is used");',
    "catalog.debug(1);",
  ])("is kept where it does more, or is something else: %s", (code) => {
    expect(withoutUnheard(code)).toBe(code);
  });
});
