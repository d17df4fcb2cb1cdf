/**
 * How a tab reaches the hub: in a worker that all tabs share; where a browser has none (Chrome on Android), in the
 * tab that holds a lock, the others through a channel; on a page without either, in this tab alone.
 */
import type { Hub, Told, Want } from "./hub";

export interface Carrier {
  want(want: Want): void;
  /** The line should be back, or is said to be dead: try at once. */
  hurry(): void;
}

type Receive = (told: Told) => void;

/** A worker that did not say that it is here within this does not run here. */
const HERE_WITHIN_MS = 3000;
const NAME = "rostrum-stream";

export function carrier(receive: Receive, again: () => void): Carrier {
  if (typeof SharedWorker === "undefined") return other(receive, again);
  try {
    return shared(receive, again);
  } catch {
    return other(receive, again);
  }
}

const other = (receive: Receive, again: () => void) =>
  typeof navigator.locks === "undefined" || typeof BroadcastChannel === "undefined"
    ? alone(receive)
    : elected(receive, again);

function shared(receive: Receive, again: () => void): Carrier {
  const worker = new SharedWorker(new URL("./hub.worker.ts", import.meta.url), {
    type: "module",
    name: NAME,
  });
  let instead: Carrier | null = null;
  const giveUp = () => {
    clearTimeout(timer);
    instead ??= other(receive, again);
    again();
  };
  const timer = setTimeout(giveUp, HERE_WITHIN_MS);
  worker.onerror = giveUp;
  worker.port.onmessage = ({ data }: MessageEvent<Told | { kind: "here" }>) => {
    clearTimeout(timer);
    if (!instead && data.kind !== "here") receive(data);
  };
  return {
    want: (want) => (instead ? instead.want(want) : worker.port.postMessage(want)),
    hurry: () => (instead ? instead.hurry() : worker.port.postMessage("hurry")),
  };
}

/** The hub is loaded only where it is needed: the shared worker brings its own. */
function alone(receive: Receive): Carrier {
  const hub = import("./hub").then((module) => new module.Hub());
  return {
    want: (want) => void hub.then((found) => found.want(want, receive)),
    hurry: () => void hub.then((found) => found.hurry()),
  };
}

type Said = { to: "hub"; want: Want } | { to: "hub"; want: null } | { to: string; told: Told | null };

/** Whoever holds the lock is the hub for all; a holder that fell asleep is robbed of it. */
function elected(receive: Receive, again: () => void): Carrier {
  const air = new BroadcastChannel(NAME);
  let hub: Hub | null = null;
  const serve = async () => {
    const { Hub } = await import("./hub");
    hub = new Hub();
    air.postMessage({ to: "all", told: null } satisfies Said);
    again();
    return new Promise<never>(() => undefined);
  };
  const stand = (steal: boolean) =>
    navigator.locks.request(NAME, steal ? { steal } : {}, serve).catch(() => {
      hub?.close();
      hub = null;
      again();
      void stand(false);
    });
  let mine = "";
  const take = (want: Want) =>
    hub?.want(want, (told) =>
      want.id === mine ? receive(told) : air.postMessage({ to: want.id, told } satisfies Said),
    );
  air.onmessage = ({ data }: MessageEvent<Said>) => {
    if ("want" in data) return data.want ? void take(data.want) : hub?.hurry();
    if (data.to === "all") return again();
    if (data.to === mine && data.told) receive(data.told);
  };
  void stand(false);
  return {
    want: (want) => {
      mine = want.id;
      if (hub) take(want);
      else air.postMessage({ to: "hub", want } satisfies Said);
    },
    hurry: () => {
      if (hub) return hub.hurry();
      air.postMessage({ to: "hub", want: null } satisfies Said);
      if (document.visibilityState === "visible") void stand(true);
    },
  };
}
