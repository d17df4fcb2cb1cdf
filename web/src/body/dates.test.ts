import { expect, it } from "vitest";
import { partialDate, span, yearOf } from "./dates";

it("writes a date as precisely as its source, in each language", () => {
  expect(partialDate("en", "1961")).toBe("1961");
  expect(partialDate("en", "2020-02")).toBe("February 2020");
  expect(partialDate("fr", "2019-10-25")).toBe("25 octobre 2019");
  expect(partialDate("ar", "1961")).toBe("١٩٦١");
  expect(partialDate("en", "unknown")).toBe("unknown");
});

it("writes a span once where both ends are one day, and never moves a day by the reader's zone", () => {
  expect(span("en", "2020-05-04", "2020-05-04")).toBe("4 May 2020");
  expect(span("en", "2019-10-25", "2019-10-26")).toMatch(/^25.*26 October 2019$/);
  expect(span("en", "1961", "1964")).toBe("1961 – 1964");
});

it("places a day in its year", () => {
  expect(yearOf("2020")).toBe(2020);
  expect(yearOf("2019-10-25")).toBeCloseTo(2019.814, 3);
  expect(yearOf("nonsense")).toBeNaN();
});
