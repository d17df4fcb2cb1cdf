/** The secretariat: delegations, list, requests and record, dense on purpose. */
import { lazy, Suspense, useCallback, useState } from "react";
import type { SecretariatDoc } from "../../api/types";
import {
  Announcements,
  type KeyLine,
  KeySheet,
  RefusalMessage,
  Stage,
  TopBar,
  useRoom,
} from "../../furniture";
import { ShownOut } from "../../furniture/ShowOut";
import { useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import { SolemnButton } from "../../primitives/SolemnButton";
import { bodyAddress } from "../../routes";
import { DelegationsTable } from "./DelegationsTable";
import { ListBoard } from "./ListBoard";
import { RecordColumn } from "./RecordColumn";
import { Requests } from "./Requests";
import { Roll } from "./Roll";
import { SeatForms } from "./SeatForms";
import styles from "./secretariat.module.css";

export default function Secretariat() {
  const { views, refusal, dismiss } = useRoom();
  const [selected, select] = useState("");
  const toggle = useCallback((seat: string) => select((now) => (now === seat ? "" : seat)), []);
  const { secretariat } = views;
  const row = secretariat?.rows.find((one) => one.seat === selected);
  return (
    <main className={styles.secretariat}>
      <TopBar>
        <Keys />
      </TopBar>
      {secretariat && <Counts doc={secretariat} />}
      <RefusalMessage refusal={refusal} onDismiss={dismiss} />
      <div className={styles.columns}>
        <div className={styles.first}>
          {row && <SeatForms key={row.seat} row={row} onClose={() => select("")} />}
          <DelegationsTable rows={secretariat?.rows ?? []} selected={selected} onSelect={toggle} />
          <Roll />
        </div>
        <div className={styles.second}>
          <Announcements />
          <Requests />
          <ShownOut />
          <ListBoard />
        </div>
        <div className={styles.third}>
          <Corner />
          <RecordColumn />
        </div>
      </div>
    </main>
  );
}

const LiveStage = lazy(() => import("../../furniture/LiveStage"));

/** The sitting as the public sees it: who speaks, the picture, the clock. Its sound is left to whoever listens. */
function Corner() {
  const running = useRoom().views.meeting?.phase === "open";
  return (
    <div className={styles.corner}>
      <Suspense fallback={<Stage video={null} />}>
        {running ? <LiveStage /> : <Stage video={null} />}
      </Suspense>
    </div>
  );
}

/** Who is here, measured against what the rules ask for. */
function Counts({ doc }: { doc: SecretariatDoc }) {
  const t = useT();
  const { views, ask } = useRoom();
  const phase = views.meeting?.phase;
  return (
    <div className={styles.counts} role="status">
      <strong>{t("secretariat.members_present", { n: doc.members_present })}</strong>
      <span>{t("secretariat.seats_present", { n: views.chamber?.present ?? 0 })}</span>
      <Quorum doc={doc} />
      {(phase === "convened" || phase === "adjourned") && (
        <Button variant="primary" onPress={() => void ask({ kind: "OpenLobby" })}>
          {t("secretariat.open_lobby")}
        </Button>
      )}
      <ToBody />
      {views.meeting?.private && <Private />}
    </div>
  );
}

/** That nobody else knows of the meeting; and until it has met, the act that convenes it publicly, for good. */
function Private() {
  const t = useT();
  const { views, ask } = useRoom();
  const met = views.meeting?.opened_at !== null;
  return (
    <details className={styles.private}>
      <summary>{t("secretariat.private_is")}</summary>
      {!met && (
        <p>
          {t("secretariat.publicly_is")}{" "}
          <SolemnButton onPress={() => void ask({ kind: "ConvenePublicly" })}>
            {t("secretariat.convene_publicly")}
          </SolemnButton>
        </p>
      )}
    </details>
  );
}

/** The body whose meeting this is; a meeting may have none. */
function ToBody() {
  const t = useT();
  const body = useRoom().views.meeting?.body;
  if (!body) return null;
  return (
    <nav className={styles.toBody}>
      <a href={bodyAddress(body, "compose")}>{t("secretariat.compose_group")}</a>
      <a href={bodyAddress(body)}>{t("secretariat.body_page")}</a>
    </nav>
  );
}

function Quorum({ doc }: { doc: SecretariatDoc }) {
  const t = useT();
  const needed = doc.quorum_to_open;
  if (!needed) return <span className={styles.soft}>{t("secretariat.quorum_none")}</span>;
  const missing = needed - doc.members_present;
  if (missing <= 0) return <span data-good="">{t("secretariat.quorum_met", { needed })}</span>;
  return <span data-bad="">{t("secretariat.quorum_missing", { needed, missing })}</span>;
}

function Keys() {
  const t = useT();
  const lines: KeyLine[] = [
    { key: "F", does: t("secretariat.key_filter") },
    { key: "1 … 8", does: t("secretariat.sort_by", { column: "…" }) },
    { key: "L", does: t("secretariat.key_list") },
    { key: "Alt ↑ ↓", does: t("secretariat.key_move") },
    { key: "R", does: t("secretariat.key_record") },
    { key: "Esc", does: t("secretariat.cancel") },
  ];
  return <KeySheet keys={lines} />;
}
