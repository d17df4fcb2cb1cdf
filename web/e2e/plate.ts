/** Whose picture stands over which nameplate, and who is heard: read from the tracks, not from what the page says. */
import type { Page } from "@playwright/test";

export interface Shown {
  /** Of every picture on the page, stage first: who publishes the track, and whose plate stands beside it. */
  pairs: { publisher: string; plate: string }[];
  /** The plate of the stage: whose it is, and its words. */
  plate: string;
  words: string;
  heard: string[];
}

export const shown = (page: Page): Promise<Shown> =>
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
