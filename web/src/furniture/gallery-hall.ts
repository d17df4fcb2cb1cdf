/** The gallery's line to the hall: it joins unseen, whoever looks, so that nobody's own seat is disturbed. */

import { type Hall, useHall } from "../hall";
import { useRoom } from "./room";

const HALL_IS_UP = new Set(["lobby", "open", "suspended"]);

export interface GalleryHallOptions {
  pictures: boolean;
  sound: boolean;
  tiles?: readonly string[];
}

export function useGalleryHall({ pictures, sound, tiles }: GalleryHallOptions): Hall {
  const { book, views } = useRoom();
  const enabled = HALL_IS_UP.has(views.meeting?.phase ?? "");
  const volume = sound ? 1 : 0;
  return useHall({ book, admission: null, air: views.air, enabled, pictures, tiles, volume });
}
