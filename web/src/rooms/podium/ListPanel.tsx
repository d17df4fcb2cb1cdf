/** What the chair does with the speakers' list: opens it, announces its closing, puts it when the notice has run. */
import type { Views } from "../../api/types";
import { useNow, useRoom } from "../../furniture";
import { useT } from "../../i18n";
import { SolemnButton } from "../../primitives/SolemnButton";
import type { Conduct } from "./conduct";
import { Hours, inMinutes } from "./hours";
import { LeftUndone } from "./Left";
import styles from "./podium.module.css";
import { Reasons } from "./Reasons";
import { secondsUntil } from "./step";

/** Closing needs the meeting's consent, and may be put only when its notice has run (UNGA rule 73). */
export function mayPutClosing(views: Views, now: number): boolean {
  const { phase, closes_at } = views.speakers ?? {};
  return phase === "closing_announced" && (closes_at ?? 0) <= now;
}

export function List({ conduct }: { conduct: Conduct }) {
  const t = useT();
  const phase = useRoom().views.speakers?.phase ?? "not_open";
  if (phase === "not_open") {
    return (
      <SolemnButton onPress={() => void conduct.act({ kind: "OpenList" })}>
        {t("podium.open_list")}
      </SolemnButton>
    );
  }
  if (phase === "open") return <AnnounceClosing conduct={conduct} />;
  return (
    <>
      {phase === "closing_announced" && <PutClosing conduct={conduct} />}
      <Reasons
        give={t("podium.reopen_list")}
        reasons={["podium.reason_agreed", "podium.reason_error"]}
        onReason={(reason) => void conduct.act({ kind: "ReopenList", reason })}
      />
    </>
  );
}

function PutClosing({ conduct }: { conduct: Conduct }) {
  const t = useT();
  const { views } = useRoom();
  const wait = secondsUntil(views.speakers?.closes_at ?? null, useNow(250));
  return (
    <>
      <LeftUndone />
      <SolemnButton
        variant="primary"
        isDisabled={wait > 0}
        note={wait > 0 ? t("podium.count", { n: wait }) : undefined}
        onPress={() => void conduct.act({ kind: "PutQuestion", about: "close_list", paper: "" })}
      >
        {t("podium.next_PutQuestion_close_list")}
      </SolemnButton>
    </>
  );
}

/** Shares of the rulebook's notice that are offered; a shorter one would be refused. */
const TIMES = [1, 2, 3, 6] as const;

function AnnounceClosing({ conduct }: { conduct: Conduct }) {
  const t = useT();
  const { views, now } = useRoom();
  const notice = Math.max(1, Math.ceil((views.podium?.closing_notice_s ?? 0) / 60));
  const choices = TIMES.map((times) => times * notice);
  const announce = (minutes: number) =>
    void conduct.act({ kind: "AnnounceClosing", closes_at: inMinutes(now(), minutes) });
  return (
    <>
      <p className={styles.fieldWord}>{t("podium.announce_closing")}</p>
      <div className={styles.hours}>
        <Hours choices={choices} onPress={announce} />
      </div>
    </>
  );
}
