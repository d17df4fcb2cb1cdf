import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { HEIGHT, lands, spot, WIDTH } from "./geography";
import { M49 } from "./m49";

const { states } = JSON.parse(readFileSync("../rostrum/data/states.json", "utf8")) as {
  states: { iso3: string; m49: string; lat: number; lon: number }[];
};

it("knows every state's number as the facts have it", () => {
  expect([...M49].sort()).toEqual(states.map(({ iso3, m49 }) => [iso3, m49]).sort());
});

it("draws every state as a land or as a dot inside the picture", () => {
  const drawn = new Set(lands().map((land) => land.m49));
  for (const { iso3, m49, lat, lon } of states) {
    if (drawn.has(m49)) continue;
    const [x, y] = spot(lat, lon);
    expect(x > 0 && x < WIDTH && y > 0 && y < HEIGHT, iso3).toBe(true);
  }
});

it("draws Somalia and Cyprus whole, once, and no Antarctica", () => {
  const count = (m49: string) => lands().filter((land) => land.m49 === m49).length;
  expect([count("706"), count("196"), count("010")]).toEqual([1, 1, 0]);
});
