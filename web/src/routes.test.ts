import { expect, it } from "vitest";
import { parse, roomAddress } from "./routes";

const at = (path: string) => parse(new URL(path, "http://127.0.0.1"));

it.each([
  ["/", { page: "welcome" }],
  ["/meet/nam/desk?a=k1", { page: "meet", book: "nam", room: "desk", admission: "k1" }],
  ["/meet/nam/gallery", { page: "meet", book: "nam", room: "gallery", admission: null }],
  ["/meet/nam/cellar", { page: "unknown", book: "nam", room: "cellar" }],
  ["/meet/nam/desk/further", { page: "unknown", book: "nam", room: "desk" }],
  ["/nowhere", { page: "unknown", book: null, room: null }],
  ["/meet/%E0%A4%A/desk", { page: "meet", book: "%E0%A4%A", room: "desk", admission: null }],
  ["/embed/nam%202020", { page: "embed", book: "nam 2020" }],
])("%s", (path, route) => expect(at(path)).toEqual(route));

it("writes the addresses that it reads", () => {
  expect(at(roomAddress("nam/1", "podium", "a&b"))).toEqual({
    page: "meet",
    book: "nam/1",
    room: "podium",
    admission: "a&b",
  });
});
