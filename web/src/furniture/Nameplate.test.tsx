import { act, cleanup, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { SeatCard, Texts } from "../api/types";
import { chooseLanguage } from "../i18n";
import { LANGUAGES, type LanguageTag } from "../i18n/languages";
import { Nameplate } from "./Nameplate";
import { SEATS, staged, views } from "./staged";

afterEach(async () => {
  await act(() => chooseLanguage("en"));
  cleanup();
  vi.unstubAllGlobals();
});

const STYLE: Texts = {
  en: "H.E. Ms",
  fr: "S.E. Mme",
  es: "Excma. Sra.",
  ru: "Е. П. г-жа",
  zh: "阁下",
  ar: "معالي السيدة",
};
const PERSON: Texts = { en: "Ada Example", ru: "Ада Пример", ar: "آدا مثال" };
const TITLE: Texts = {
  en: "Minister",
  fr: "Ministre",
  es: "Ministra",
  ru: "Министр",
  zh: "部长",
  ar: "الوزيرة",
};
const NAMED = SEATS.map(
  (card): SeatCard => (card.key === "CUB" ? { ...card, style: STYLE, person: PERSON, title: TITLE } : card),
);

async function plate(tag: LanguageTag, seat: string): Promise<string> {
  const Room = () => (
    <>
      <p>Online Summit</p>
      <div data-testid="plate">
        <Nameplate seat={seat} />
      </div>
    </>
  );
  await staged({
    Room,
    audience: "gallery",
    namespaces: ["gallery"],
    shown: views({ seats: { seats: NAMED } }),
  });
  await act(() => chooseLanguage(tag));
  return await vi.waitFor(() => {
    const said = screen.getByTestId("plate").textContent;
    if (!said) throw new Error("the plate is empty");
    return said;
  });
}

describe("a nameplate", () => {
  it.each(Object.keys(LANGUAGES) as LanguageTag[])(
    "has style, name and title where they were given: %s",
    async (tag) => {
      const said = await plate(tag, "CUB");
      const name = PERSON[tag] ?? PERSON.en;
      expect(said).toContain(`${STYLE[tag]} ${name} · ${TITLE[tag]}`);
    },
  );

  it("has the title alone where no name was given, and says nothing of a person", async () => {
    expect(await plate("en", "IRN")).toBe("IranPresident");
  });
});
