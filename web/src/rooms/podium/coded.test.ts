import { describe, expect, it } from "vitest";
import { LANGUAGE_TAGS } from "../../i18n";
import { candidateIn, inSix, USUAL } from "./coded";

describe("a question that is put in six languages", () => {
  it.each(USUAL)("%s has its own words in each", async (kind) => {
    const texts = await inSix(`formulas.work_${kind}`);
    expect(Object.keys(texts).sort()).toEqual([...LANGUAGE_TAGS].sort());
    expect(new Set(Object.values(texts)).size).toBe(LANGUAGE_TAGS.length);
  });

  it("names the candidate as each language does", async () => {
    const texts = await candidateIn({ en: "Cuba", ru: "Куба", zh: "古巴" });
    expect(texts.en).toBe("Chair: Cuba");
    expect(texts.ru).toContain("Куба");
    expect(texts.zh).toContain("古巴");
    expect(texts.fr, "falls back to English where the name is not given").toContain("Cuba");
  });
});
