/** The line check of ten seconds: can this network carry a statement, and what would mend it? */
import type { Room } from "livekit-client";
import { roundTrip } from "../api/reach";
import { livekit } from "./capture";
import { askForPass, signallingUrl } from "./pass";
import { median, type Verdict, verdictOf } from "./verdict";

export interface LineReport {
  verdict: Verdict;
  /** To the media server; of requests where no line to it could be made. 0 where nothing answered. */
  round_trip_ms: number;
  loss_per_mille: number;
  microphone: boolean;
  camera: boolean;
  /** Requests pass, sound and picture do not: the network blocks them. */
  blocked: boolean;
}

export interface LineCheckOptions {
  book: string;
  /** Tracks of the preview: what was found of microphone and camera is part of the report. */
  preview: MediaStream | null;
  seconds?: number;
  /** Called every second with the seconds that are left. */
  onTick?: (left: number) => void;
  signal?: AbortSignal;
}

const EVERY_MS = 250;
const ASK_WITHIN_MS = 2000;

interface Requests {
  trips: number[];
  sent: number;
}

/**
 * Joins the hall unseen, as the public does, and measures the way there while it asks for the time over HTTP. Throws
 * where nothing answered: a house that is away says nothing about a line.
 */
export async function checkLine(options: LineCheckOptions): Promise<LineReport> {
  const { book, preview, seconds = 10, onTick, signal } = options;
  const until = Date.now() + seconds * 1000;
  const stop = new AbortController();
  signal?.addEventListener("abort", () => stop.abort());
  const tick = setInterval(() => onTick?.(Math.max(0, Math.ceil((until - Date.now()) / 1000))), 1000);
  try {
    const [media, requests] = await Promise.all([
      measureMedia(book, until, stop.signal),
      measureRequests(until, stop.signal),
    ]);
    if (!requests.trips.length) throw new Error("nothing answered");
    return report(media, requests, preview);
  } finally {
    clearInterval(tick);
  }
}

interface Media {
  trips: number[];
  lost: number;
  received: number;
}

function report(media: Media | "none" | null, requests: Requests, preview: MediaStream | null): LineReport {
  const http = median(requests.trips);
  const measured = media === "none" ? { trips: requests.trips, lost: 0, received: 0 } : media;
  const packets = measured ? measured.lost + measured.received : 0;
  const failed = requests.sent - requests.trips.length;
  const ratio = packets > 100 && measured ? measured.lost / packets : failed / Math.max(1, requests.sent);
  const round = median(measured?.trips ?? []);
  const facts = {
    media_round_trip_ms: round,
    http_round_trip_ms: http,
    loss_per_mille: Math.round(1000 * ratio),
  };
  return {
    verdict: verdictOf(facts),
    round_trip_ms: Math.round(round ?? http ?? 0),
    loss_per_mille: facts.loss_per_mille,
    microphone: hasLive(preview?.getAudioTracks()),
    camera: hasLive(preview?.getVideoTracks()),
    blocked: measured === null && http !== null,
  };
}

const hasLive = (tracks: MediaStreamTrack[] | undefined) =>
  tracks?.some((t) => t.readyState === "live") ?? false;

/** Round trips of small requests, one every quarter of a second. */
async function measureRequests(until: number, signal: AbortSignal): Promise<Requests> {
  const found: Requests = { trips: [], sent: 0 };
  while (Date.now() < until && !signal.aborted) {
    found.sent++;
    const trip = await roundTrip(ASK_WITHIN_MS);
    if (trip !== null) found.trips.push(trip);
    await pause(EVERY_MS, signal);
  }
  return found;
}

/** Round trips and losses on the way of media; `none` where this Rostrum has no media, null where none gets through. */
async function measureMedia(
  book: string,
  until: number,
  signal: AbortSignal,
): Promise<Media | "none" | null> {
  const pass = await askForPass(book, null).catch(() => null);
  if (pass === null || typeof pass === "string") return null;
  if (!pass.url) return "none";
  const kit = await livekit();
  const room = new kit.Room({ adaptiveStream: false });
  try {
    await room.connect(signallingUrl(pass), pass.token, {
      autoSubscribe: false,
      peerConnectionTimeout: 6000,
    });
    takeOneSound(room);
    return await readUntil(room, until, signal);
  } catch {
    return null;
  } finally {
    await room.disconnect();
  }
}

/** Whatever is said in the hall serves to count packets; it is not played. */
function takeOneSound(room: Room): void {
  const all = [...room.remoteParticipants.values()].flatMap((who) => [...who.trackPublications.values()]);
  const sound = all.find((publication) => publication.source === "microphone" && !publication.isMuted);
  (sound ?? all[0])?.setSubscribed(true);
}

async function readUntil(room: Room, until: number, signal: AbortSignal): Promise<Media | null> {
  const found: Media = { trips: [], lost: 0, received: 0 };
  while (Date.now() < until && !signal.aborted) {
    await pause(EVERY_MS, signal);
    const transports = room.engine.pcManager;
    const reports = await Promise.all(
      [transports?.publisher, transports?.subscriber].map((transport) => transport?.getStats()),
    );
    for (const stats of reports) if (stats) readStats(stats, found);
  }
  return found.trips.length > 0 ? found : null;
}

/** From the browser's own statistics: the chosen pair of addresses, and packets received and lost. */
export function readStats(stats: RTCStatsReport, found: Media): void {
  stats.forEach((entry: Record<string, unknown>) => {
    const trip = entry.currentRoundTripTime;
    if (entry.type === "candidate-pair" && entry.nominated === true && typeof trip === "number") {
      found.trips.push(trip * 1000);
    }
    if (entry.type === "inbound-rtp") {
      found.lost = Math.max(found.lost, Number(entry.packetsLost ?? 0));
      found.received = Math.max(found.received, Number(entry.packetsReceived ?? 0));
    }
  });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
