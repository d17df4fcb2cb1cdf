/** A sitting in browsers over a real media server: who has the floor is heard, and nobody else is. */
import { expect, test } from "@playwright/test";
import { hears, hearsNot, listens } from "./heard";
import { BOOK, House } from "./house";
import { Person } from "./person";
import { freesTheFloor, takesBack } from "./podium";

const CHAIR_HZ = 440;
const INDONESIA_HZ = 700;
const NEPAL_HZ = 1000;

let house: House;
let chair: Person;
let indonesia: Person;
let listener: Person;

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  house = await new House().start({ at: "speeches", seats: 4 });
  chair = await Person.arrives(house, CHAIR_HZ);
  indonesia = await Person.arrives(house, INDONESIA_HZ);
  listener = await Person.arrives(house);
  await chair.enters("AZE.chair", "podium");
  await indonesia.enters("IDN.head", "desk");
  await listener.watches();
  await listens(listener.page);
});

test.afterAll(async () => {
  await Promise.all([chair, indonesia, listener].map((person) => person?.leaves()));
  await house?.stop();
});

async function giveFloor(name: string): Promise<void> {
  const column = chair.page.getByRole("region", { name: "Speakers" });
  await column.getByRole("button", { name: new RegExp(name) }).click();
  await column.getByRole("button", { name: "Give the floor" }).click();
}

test("the chair gives the floor, and the speaker alone is heard", async () => {
  await expect(indonesia.page.getByText(/You are (\d+th|1st|2nd|3rd|next)/)).toBeVisible();
  await freesTheFloor(chair);
  await giveFloor("Indonesia");
  const begin = indonesia.page.getByRole("button", { name: /^Begin/ });
  await expect(begin).toBeVisible();
  await hearsNot(listener.page, INDONESIA_HZ);
  await begin.click();
  await hears(listener.page, INDONESIA_HZ);
  await hears(chair.page, INDONESIA_HZ);
  await hearsNot(listener.page, CHAIR_HZ);
  await expect(listener.page.getByText("Indonesia").first()).toBeVisible();
});

test("a reload returns to the same seat and to the floor", async () => {
  await indonesia.page.reload();
  await expect(indonesia.page.getByText("Indonesia").first()).toBeVisible();
  await hears(listener.page, INDONESIA_HZ);
  const kinds = await recorded();
  expect(kinds).toContain("FloorHeld");
  expect(kinds.lastIndexOf("FloorResumed")).toBeGreaterThan(kinds.lastIndexOf("FloorHeld"));
});

test("when the media server dies in mid-speech, sound comes back by itself", async () => {
  process.kill(house.mediaServer(), "SIGKILL");
  await hearsNot(listener.page, INDONESIA_HZ);
  await hears(listener.page, INDONESIA_HZ);
});

test("the floor taken back is silent at once", async () => {
  await takesBack(chair);
  await hearsNot(listener.page, INDONESIA_HZ, 5000);
  expect((await recorded()).at(-1)).toBe("FloorEnded");
});

test("between speakers the chair alone is heard, while her own switch is on", async () => {
  await chair.page.keyboard.press("m");
  await hears(listener.page, CHAIR_HZ);
  await hears(indonesia.page, CHAIR_HZ);
  await hearsNot(listener.page, INDONESIA_HZ);
  await chair.page.keyboard.press("m");
  await hearsNot(listener.page, CHAIR_HZ);
});

test("who publishes without right is not heard", async () => {
  const intruder = await Person.arrives(house, NEPAL_HZ);
  const key = await intruder.enters("NPL.head", "desk");
  await listens(intruder.page);
  const published = await intruder.page.evaluate(
    async ([book, admission]) => {
      const pass = await (
        await fetch(`/api/books/${book}/hall`, {
          method: "POST",
          headers: { "Rostrum-Admission": admission },
        })
      ).json();
      const socket = new WebSocket(
        `${location.origin.replace("http", "ws")}${pass.url}/rtc?access_token=${pass.token}&auto_subscribe=0&protocol=15`,
      );
      const opened = await new Promise((done) => {
        socket.onopen = () => done(true);
        socket.onerror = () => done(false);
      });
      socket.close();
      return {
        opened,
        claims: JSON.parse(atob(pass.token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/"))),
      };
    },
    [BOOK, key] as const,
  );
  expect(published.opened).toBe(true);
  expect(published.claims.video.canPublish).toBe(false);
  await hearsNot(listener.page, NEPAL_HZ);
  await intruder.leaves();
});

async function recorded(): Promise<string[]> {
  const found: string[] = [];
  for (let after = 0; ; ) {
    const answer = await fetch(`${house.url}/api/books/${BOOK}/entries?after=${after}&limit=1000`);
    const page: { version: number; kind: string }[] = await answer.json();
    if (page.length === 0) return found;
    found.push(...page.map((entry) => entry.kind));
    after = page.at(-1)?.version ?? after;
  }
}
