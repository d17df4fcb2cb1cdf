/** This podium's state beside the views: the open panel, and what may still be undone. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Intent } from "../../api/types";
import { useRoom } from "../../furniture";
import { useT } from "../../i18n";
import type { ChairAction, PanelName } from "./actions";
import { focusAwaited } from "./awaited";
import { type TakeBack, takeBackOf, UNDO_MS, type Undoable } from "./undo";

export interface OpenPanel {
  name: PanelName;
  /** Entry of the list, or number of an item, that the panel is about. */
  about?: string;
}

export interface Conduct {
  panel: OpenPanel | null;
  open: (panel: OpenPanel | null) => void;
  /** Posts; closes the panel when it was in order. */
  act: (intent: Intent) => Promise<boolean>;
  run: (action: ChairAction) => void;
  /** The act that may be undone now; null when none. */
  undoable: Undoable | null;
  undo: () => void;
}

interface Done {
  kind: Undoable;
  takeBack: TakeBack;
}

export function useConduct(): Conduct {
  const { ask, views } = useRoom();
  const t = useT();
  const [panel, open] = useState<OpenPanel | null>(null);
  const [done, setDone] = useDone();
  useFocusAfter(panel);
  const now = useRef(views);
  now.current = views;
  const act = useCallback(
    async (intent: Intent) => {
      const takeBack = takeBackOf(intent, now.current, t("podium.reason_undone"));
      const answer = await ask(intent);
      if (!answer.ok) return false;
      open(null);
      setDone(takeBack && { kind: intent.kind as Undoable, takeBack });
      return true;
    },
    [ask, t, setDone],
  );
  const undo = useCallback(() => {
    const intent = done?.takeBack(now.current);
    setDone(null);
    if (intent) void ask(intent);
  }, [ask, done, setDone]);
  const run = useCallback(
    (action: ChairAction) => {
      if (action.intent?.kind === "Freeze") void act({ kind: "Freeze", reason: t("podium.reason_security") });
      else if (action.intent) void act(action.intent);
      else if (action.panel) open({ name: action.panel });
    },
    [act, t],
  );
  return useMemo(
    () => ({ panel, open, act, run, undoable: done?.kind ?? null, undo }),
    [panel, act, run, done, undo],
  );
}

/** A panel that shuts gives the focus to what is awaited: Enter must not press what opened it. */
function useFocusAfter(panel: OpenPanel | null): void {
  const before = useRef(panel);
  useEffect(() => {
    if (before.current && !panel) focusAwaited();
    before.current = panel;
  }, [panel]);
}

/** Remembered for ten seconds. */
function useDone(): [Done | null, (done: Done | null) => void] {
  const [done, setDone] = useState<Done | null>(null);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(null), UNDO_MS);
    return () => clearTimeout(timer);
  }, [done]);
  return [done, setDone];
}
