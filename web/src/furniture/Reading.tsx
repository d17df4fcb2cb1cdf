/** What is opened or comes later in every room: its code and its words are fetched then. */
import { type ComponentType, lazy, Suspense } from "react";
import { need } from "../i18n/catalogue";
import { useLanguage } from "../i18n/language";
import type { AfterMeetingProps } from "./AfterMeeting";
import { useRoom } from "./room";

function later<P extends object>(load: () => Promise<{ default: ComponentType<P> }>) {
  return lazy(async () => {
    const { tag } = useLanguage.getState();
    const [loaded] = await Promise.all([load(), need(tag, ["reading"])]);
    return loaded;
  });
}

const After = later(() => import("./AfterMeeting"));
const Fold = later(() => import("./AgendaFold"));
const Further = later(async () => ({ default: (await import("./AgendaFold")).FurtherPapers }));

/** What there is to read and to do once the meeting is over; nothing before. */
export function AfterMeeting({ decisions }: AfterMeetingProps) {
  const phase = useRoom().views.meeting?.phase;
  if (phase !== "closed" && phase !== "cancelled") return null;
  return (
    <Suspense fallback={null}>
      <After decisions={decisions} />
    </Suspense>
  );
}

/** Papers that no item of the agenda names. */
export function FurtherPapers() {
  return (
    <Suspense fallback={null}>
      <Further />
    </Suspense>
  );
}

export function AgendaFold({ open }: { open?: boolean }) {
  return (
    <Suspense fallback={null}>
      <Fold open={open} />
    </Suspense>
  );
}
