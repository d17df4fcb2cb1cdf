/** The body's book as it moves: what anybody did is on the screen at once, whoever did it (ADR 0041). */
import { useEffect } from "react";
import type { Views } from "../api/types";
import { useViews } from "../api/views";
import type { BodyPage } from "./types";
import { type Standing, useRenewBody } from "./useBody";

/** Renews a body's documents when its book has gone further than the page that is shown; what its record is worth. */
export function useBodyNews(body: BodyPage, { own }: Standing): Views["record"] {
  // Whoever holds a badge of the body itself hears of what is not public, too.
  const { views } = useViews(body.book, own ? "bureau" : "body", own?.key ?? null);
  const version = views.body?.version ?? 0;
  const renew = useRenewBody(body.key);
  useEffect(() => {
    if (version > body.version) void renew();
  }, [version, body.version, renew]);
  return views.record;
}
