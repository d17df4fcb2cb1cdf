/** The hall, for a room of the web: join, see and hear by the plan, publish what is permitted. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Air } from "../api/types";
import { useChoices } from "./choices";
import type { LineState, Quality } from "./codes";
import { IDLE, Line, type Orders, type Snapshot } from "./line";
import { type OnAir, onAir } from "./on-air";
import { showProbe } from "./probe";
import type { OwnSource } from "./sources";

export interface HallOptions {
  book: string;
  /** Key of the admission; null joins unseen, as the public does. */
  admission: string | null;
  /** `views.air` of the stream. */
  air: Air | null | undefined;
  /** Persons whose pictures are shown small; keep the array the same while they are the same. */
  tiles?: readonly string[];
  /** False: stay outside (the meeting has no hall yet, or the reader wants none). */
  enabled?: boolean;
  /** False: no pictures at all, for a bad line. */
  pictures?: boolean;
  /** Whether the person wants to be seen and heard; the hall must permit it besides. */
  wants?: { camera: boolean; microphone: boolean };
  /**
   * The plan lets this person's microphone be heard now (`desk.microphone` is `open` or `point`; at the podium the
   * chair's own switch). While false it is published muted as soon as it is permitted, so that opening is at once.
   */
  microphoneOpen?: boolean;
  /** The person's own switch: true silences whatever the plan says. */
  switchedOff?: boolean;
  /** Another window of the same person closed this one's microphone: turn the switch off. */
  onMuted?: () => void;
  /** From 0 to 1. */
  volume?: number;
}

export interface Hall {
  state: LineState;
  since: number;
  identity: string;
  /** Picture of the person on the stage, and whose it is; one's own where one stands there; null without one. */
  stage: StagePicture | null;
  pictureOf: (person: string) => MediaStreamTrack | null;
  quality: ReadonlyMap<string, Quality>;
  /** The browser keeps sound back until the page is touched: show a button that calls `startAudio`. */
  soundBlocked: boolean;
  startAudio: () => Promise<void>;
  camera: OwnSource;
  microphone: OwnSource & {
    /** Echo is being cancelled because no headset is used: the sound is poorer, show it. */
    amber: boolean;
    /** Take it anew after the machine took it away. */
    retake: () => void;
  };
  /** What listeners hear of this person. */
  onAir: OnAir;
  /** After `elsewhere`: take the hall back into this window. */
  takeBack: () => void;
  /** After `elsewhere`: close the microphone of the window that has the line. */
  muteOther: () => void;
}

/** A picture never goes without the name of who publishes it (docs/adr/0014). */
export interface StagePicture {
  person: string;
  track: MediaStreamTrack;
}

const NOBODY: readonly string[] = [];
const NOTHING = { camera: false, microphone: false };

export function useHall(options: HallOptions): Hall {
  const { book, admission, enabled = true, air } = options;
  const { line, snapshot } = useLine(book, admission, enabled, options.onMuted);
  const orders = useOrders(options);
  useEffect(() => line?.order(orders), [line, orders]);
  const pictureOf = useCallback(
    (person: string) =>
      (person === snapshot.identity ? snapshot.camera.track : null) ?? snapshot.pictures.get(person) ?? null,
    [snapshot],
  );
  const startAudio = useCallback(async () => line?.mixer.resume(), [line]);
  return {
    state: snapshot.state,
    since: snapshot.since,
    identity: snapshot.identity,
    stage: useStagePicture(air?.stage?.person ?? "", pictureOf),
    pictureOf,
    quality: snapshot.quality,
    soundBlocked: snapshot.soundBlocked,
    startAudio,
    camera: snapshot.camera,
    microphone: {
      ...snapshot.microphone,
      amber: snapshot.microphone.published && snapshot.microphone.processed,
      retake: useCallback(() => line?.retake(), [line]),
    },
    onAir: onAir({
      ...snapshot,
      heard: air?.heard.includes(snapshot.identity) ?? false,
      open: orders.microphone.open,
    }),
    takeBack: useCallback(() => line?.takeBack(), [line]),
    muteOther: useCallback(() => void line?.muteOther(), [line]),
  };
}

function useStagePicture(
  person: string,
  pictureOf: (person: string) => MediaStreamTrack | null,
): StagePicture | null {
  const track = person ? pictureOf(person) : null;
  return useMemo(() => (track ? { person, track } : null), [person, track]);
}

/** One line as long as book, person and wish are the same; its snapshots are the state. */
function useLine(book: string, admission: string | null, enabled: boolean, onMuted?: () => void) {
  const muted = useRef(onMuted);
  muted.current = onMuted;
  const [line, setLine] = useState<Line | null>(null);
  const [snapshot, setSnapshot] = useState<Snapshot>(IDLE);
  useEffect(() => {
    if (!enabled) return;
    let current = true;
    const changed = () => {
      if (current) queueMicrotask(() => current && setSnapshot(made.snapshot));
    };
    const made: Line = new Line(book, admission, changed, () => muted.current?.());
    setLine(made);
    const hide = showProbe(made);
    return () => {
      current = false;
      hide();
      setLine(null);
      setSnapshot(IDLE);
      void made.close();
    };
  }, [book, admission, enabled]);
  return { line, snapshot };
}

function useOrders(options: HallOptions): Orders {
  const { air, tiles = NOBODY, pictures = true, wants = NOTHING, volume = 1 } = options;
  const { microphoneOpen = false, switchedOff = false } = options;
  const [choices] = useChoices();
  const air_ = useSteady(air ?? null);
  const tiles_ = useSteady(tiles);
  return useMemo(
    () => ({
      air: air_,
      tiles: tiles_,
      pictures,
      volume,
      loudspeaker: choices.loudspeaker,
      camera: { wanted: wants.camera, open: true },
      cameraChosen: choices.camera,
      microphone: { wanted: wants.microphone, open: microphoneOpen && !switchedOff },
    }),
    [air_, tiles_, pictures, volume, choices, wants.camera, wants.microphone, microphoneOpen, switchedOff],
  );
}

/** The same object as long as its content is the same: streams bring equal documents anew. */
function useSteady<T>(value: T): T {
  const kept = useRef(value);
  if (JSON.stringify(kept.current) !== JSON.stringify(value)) kept.current = value;
  return kept.current;
}
