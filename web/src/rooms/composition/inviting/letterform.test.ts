import { expect, it } from "vitest";
import { letterheadIntents } from "./LetterForm";

const head = {
  form: "letter" as const,
  chosen_number: " NAM/7 ",
  number: "NAM/7",
  signatory: " I. Aliyev ",
  title: { en: "Chair ", fr: " " },
};

it("keeps a form for a meeting, and for the body without the meeting's number", () => {
  const letterhead = { form: "letter", number: "NAM/7", signatory: "I. Aliyev", title: { en: "Chair" } };
  const own = { kind: "SetLetterhead", meeting: "june", letterhead };
  expect(letterheadIntents("june", head, false)).toEqual([own]);
  const body = { ...own, meeting: "", letterhead: { ...letterhead, number: "" } };
  expect(letterheadIntents("june", head, true)).toEqual([body, own]);
});
