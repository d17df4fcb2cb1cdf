/** The public gallery: needs no sign-in, works on a phone, on a bad line, and with pictures off. */
import { useState } from "react";
import { api } from "../../api/client";
import { TopBar, useRoom } from "../../furniture";
import { useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import { Delegations } from "./Delegations";
import { EmbedCode } from "./EmbedCode";
import styles from "./gallery.module.css";
import LiveStage from "./LiveStage";
import { Question } from "./Question";
import { AgendaPanel, DecisionsPanel, Speaking } from "./Side";

export default function Gallery() {
  const t = useT();
  const { book } = useRoom();
  const [pictures, setPictures] = useState(true);
  return (
    <div className={styles.gallery}>
      <TopBar />
      <main className={styles.main}>
        <div className={styles.stage}>
          <LiveStage pictures={pictures}>
            <Button variant="quiet" onPress={() => setPictures(!pictures)}>
              {t(pictures ? "gallery.pictures_off" : "gallery.pictures_on")}
            </Button>
          </LiveStage>
          <Question />
        </div>
        <div className={styles.side}>
          <Speaking />
          <DecisionsPanel />
          <AgendaPanel />
        </div>
        <div className={styles.below}>
          <Delegations />
          <footer className={styles.foot} data-print="no">
            <EmbedCode />
            <a href={api.bundleUrl(book)} download>
              {t("gallery.record")}
            </a>
          </footer>
        </div>
      </main>
    </div>
  );
}
