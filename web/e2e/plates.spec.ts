/** At every turn of a sitting each nameplate is compared with who publishes the picture beside it, and who is heard. */
import { expect, type Page, test } from "@playwright/test";
import { House } from "./house";
import { LONG } from "./patience";
import { Person } from "./person";

const CHAIR = "AZE.chair";
const HEAD = "IDN.head";

interface Shown {
  /** Of every picture on the page, stage first: who publishes the track, and whose plate stands beside it. */
  pairs: { publisher: string; plate: string }[];
  /** The plate of the stage: whose it is, and its words. */
  plate: string;
  words: string;
  heard: string[];
}

let house: House;
let chair: Person;
let head: Person;
let public_: Person;
const keys = new Map<Person, string>();

test.beforeAll(async () => {
  house = await new House().start({ at: "speeches", seats: 8 });
  chair = await Person.arrives(house, 440);
  head = await Person.arrives(house, 700);
  public_ = await Person.arrives(house);
  keys.set(chair, await chair.enters(CHAIR, "podium"));
  keys.set(head, await head.enters(HEAD, "desk"));
  await public_.watches();
});

test.afterAll(async () => {
  await Promise.all([chair, head, public_].map((person) => person?.leaves()));
  await house?.stop();
});

const rooms = (): [string, Page][] => [
  ["podium", chair.page],
  ["desk", head.page],
  ["gallery", public_.page],
];

async function post(who: Person, data: Record<string, unknown>): Promise<void> {
  const headers = { "Rostrum-Admission": keys.get(who) ?? "", "Idempotency-Key": crypto.randomUUID() };
  const send = () => who.context.request.post(`/api/books/${house.book}/intents`, { headers, data });
  // A connection that was kept may have been closed meanwhile; the key makes asking again harmless.
  const answer = await send().catch(send);
  expect(answer.status(), `${data.kind}: ${await answer.text()}`).toBe(200);
}

/** Reads the truth from the tracks themselves, not from what the page says of them. */
const shown = (page: Page): Promise<Shown> =>
  page.evaluate(() => {
    const hall = window.__rostrumHall;
    const publishers = new Map(hall?.pictures().map(({ person, track }) => [track, person]));
    const publisherOf = (video: HTMLVideoElement) => {
      const track = (video.srcObject as MediaStream | null)?.getVideoTracks()[0];
      return track ? (publishers.get(track.id) ?? hall?.identity() ?? "") : "";
    };
    const stage = document.querySelector("section[data-phase]:has([data-plate])");
    const boxes = [stage, ...document.querySelectorAll("li:has([data-plate])")].filter((box) => box !== null);
    const pairs = boxes.flatMap((box) => {
      const video = box.querySelector<HTMLVideoElement>("video[data-person]");
      const plate = box.querySelector<HTMLElement>("[data-plate]")?.dataset.plate ?? "";
      return video ? [{ publisher: publisherOf(video), plate }] : [];
    });
    const plate = stage?.querySelector<HTMLElement>("[data-plate]");
    return {
      pairs,
      plate: plate?.dataset.plate ?? "",
      words: plate?.innerText ?? "",
      heard: (hall?.mix() ?? []).filter((voice) => voice.open).map((voice) => voice.person),
    };
  });

/** In every room the stage is `person`'s, with these words on the plate, and no plate anywhere is another's. */
async function expectOnStage(person: string, words: RegExp, presiding = CHAIR): Promise<void> {
  for (const [room, page] of rooms()) {
    await expect(async () => {
      const seen = await shown(page);
      expect(seen.plate, room).toBe(person);
      expect(seen.words, room).toMatch(words);
      expect(seen.pairs[0], `${room}: the stage has a picture`).toEqual({ publisher: person, plate: person });
      for (const { publisher, plate } of seen.pairs) expect(plate, room).toBe(publisher);
      for (const voice of seen.heard) expect([presiding, person], room).toContain(voice);
    }).toPass({ timeout: LONG });
  }
}

const PRESIDING = /Presiding officer[\s\S]*Azerbaijan/;

test("each picture stands over the name of who is in it, from the offer to the end", async () => {
  await post(chair, { kind: "TakeBackFloor", reason: "test" }).catch(() => undefined);
  await test.step("nobody has the floor: she is seen presiding", () => expectOnStage(CHAIR, PRESIDING));

  await post(chair, { kind: "OfferFloor", seat: "IDN" });
  await test.step("offered", async () => {
    await expectOnStage(CHAIR, PRESIDING);
    for (const [, page] of [rooms()[0], rooms()[2]] as [string, Page][])
      await expect(page.getByText("The floor is offered to Indonesia").first()).toBeVisible();
  });
  await post(head, { kind: "TakeFloor", language: "en" });
  await test.step("speaking", () => expectOnStage(HEAD, /Has the floor\s*Indonesia/));
  await post(chair, { kind: "HoldFloor", cause: "chair" });
  await test.step("held", () => expectOnStage(HEAD, /Held by the Chair[\s\S]*Indonesia/));
  await post(chair, { kind: "TakeBackFloor", reason: "test" });
});
