import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { Examined } from "../furniture/RecordNotice";
import { need } from "../i18n/catalogue";
import { useBodyNews } from "./news";
import { type Standing, useBody } from "./useBody";

const READER: Standing = { admission: null, person: null, own: null, books: [], demo: false, known: true };

function Page({ standing }: { standing: Standing }) {
  const { data } = useBody("nam", standing.admission);
  return data ? <Shown body={data} standing={standing} /> : null;
}

function Shown({
  body,
  standing,
}: {
  body: NonNullable<ReturnType<typeof useBody>["data"]>;
  standing: Standing;
}) {
  const record = useBodyNews(body, standing);
  return (
    <>
      <p>{`version ${body.version}`}</p>
      <Examined record={record} held={null} />
    </>
  );
}

/** A house that stands at a version; `moves` tells its readers of a newer one, as the stream does. */
async function house(standing: Standing, examined = "") {
  let version = 7;
  let pages = 0;
  let tell: (text: string) => void = () => undefined;
  const streams: string[] = [];
  const news = () => {
    const views = { body: { version }, record: { examined, sound: 7 } };
    return `event: views\nid: ${version}\ndata: ${JSON.stringify({ channel: 0, version, at: Date.now(), views })}\n\n`;
  };
  vi.stubGlobal("fetch", async (path: string) => {
    if (!path.startsWith("/api/streams")) {
      pages += 1;
      return new Response(JSON.stringify({ key: "nam", book: "body.nam", version }));
    }
    streams.push(decodeURIComponent(path));
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        tell = (text) => controller.enqueue(new TextEncoder().encode(text));
        tell(news());
      },
    });
    return new Response(body);
  });
  await import("../api/hub"); // loaded once, before anything is waited for
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Page standing={standing} />
    </QueryClientProvider>,
  );
  await screen.findByText("version 7");
  await vi.waitFor(() => expect(streams).toHaveLength(1));
  const moves = (to: number) => {
    version = to;
    tell(news());
  };
  return { moves, streams, pages: () => pages };
}

it("asks for a body's page again when its book has moved, and not before", async () => {
  const { moves, streams, pages } = await house(READER);
  expect(streams).toEqual(["/api/streams?on=body.nam,body,"]);
  expect(pages()).toBe(1);
  moves(8);
  expect(await screen.findByText("version 8")).toBeTruthy();
  expect(pages()).toBe(2);
  moves(8);
  await new Promise((next) => setTimeout(next, 100));
  expect(pages()).toBe(2);
});

it("reads as the bureau under a badge of the body itself, and in public under one of a meeting", async () => {
  const person = { key: "mine", book: "body.nam" } as NonNullable<Standing["person"]>;
  const { streams } = await house({ ...READER, admission: "mine", person, own: person });
  expect(streams).toEqual(["/api/streams?on=body.nam,bureau,mine"]);
});

it("shows nothing of a meeting's badge to the body's stream", async () => {
  const person = { key: "theirs", book: "nam-2020" } as NonNullable<Standing["person"]>;
  const { streams } = await house({ ...READER, admission: "theirs", person });
  expect(streams).toEqual(["/api/streams?on=body.nam,body,"]);
});

it("says of a body's record that it is under examination", async () => {
  await need("en", ["common"]);
  await house(READER, "broken");
  expect((await screen.findByRole("status")).textContent).toMatch(/^This record is under examination/);
});
