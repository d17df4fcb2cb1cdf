/** The public gallery: needs no sign-in, works on a phone, on a bad line, and with pictures off. */
import { lazy, Suspense, useCallback, useMemo, useState } from "react";
import { api } from "../../api/client";
import type { ChamberLine } from "../../api/types";
import { AfterMeeting, Announcements, Stage, TopBar, useRoom } from "../../furniture";
import { useGalleryHall } from "../../furniture/gallery-hall";
import { Controls } from "../../furniture/LiveStage";
import { Question } from "../../furniture/Question";
import { useT } from "../../i18n";
import { Delegations } from "./Delegations";
import styles from "./gallery.module.css";
import { AgendaPanel, DecisionsPanel, Speaking } from "./Side";

/** For those who run pages of their own: fetched after what everybody looks at. */
const EmbedCode = lazy(() => import("./EmbedCode"));

export default function Gallery() {
  const [pictures, setPictures] = useState(true);
  const [sound, setSound] = useState(false);
  const [page, setPage] = useState<readonly string[]>([]);
  const hall = useGalleryHall({ pictures, sound, tiles: usePeople(page) });
  const over = ["closed", "cancelled"].includes(useRoom().views.meeting?.phase ?? "");
  const pictureOf = useCallback(
    (line: ChamberLine) => (pictures ? hall.pictureOf(line.voice) : null),
    [hall.pictureOf, pictures],
  );
  return (
    <div className={styles.gallery}>
      <TopBar />
      <main className={styles.main}>
        <div className={styles.stage}>
          <Stage video={hall.stage} picturesOff={!pictures}>
            <Question />
          </Stage>
          <Announcements />
          <Controls {...{ hall, pictures, setPictures, sound, setSound }} />
        </div>
        <div className={styles.side}>
          <AfterMeeting />
          <Speaking />
          {!over && <DecisionsPanel />}
          <AgendaPanel />
          <Announcements part="earlier" />
        </div>
        <div className={styles.below}>
          <Delegations pictureOf={pictureOf} onPage={setPage} />
          <Foot />
        </div>
      </main>
    </div>
  );
}

/** Who sits in these seats, as the hall knows them. */
function usePeople(seats: readonly string[]): readonly string[] {
  const { chamber } = useRoom().views;
  return useMemo(() => {
    const shown = new Set(seats);
    const lines = chamber?.lines ?? [];
    return lines.filter((line) => line.voice && shown.has(line.seat)).map((line) => line.voice);
  }, [chamber, seats]);
}

function Foot() {
  const t = useT();
  const { book } = useRoom();
  return (
    <footer className={styles.foot} data-print="no">
      <Suspense fallback={null}>
        <EmbedCode />
      </Suspense>
      <a href={api.bundleUrl(book)} download>
        {t("gallery.record")}
      </a>
    </footer>
  );
}
