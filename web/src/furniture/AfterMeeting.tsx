import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import { type Refusal, valueFrom } from "../api/http";
import type { MeetingDoc, RecordHead } from "../api/types";
import { T, useT } from "../i18n";
import { bodyAddress } from "../routes";
import { DecisionsList } from "./DecisionsList";
import styles from "./reading.module.css";
import { useRoom } from "./room";
import { TimeText } from "./TimeText";

export interface AfterMeetingProps {
  /** False where the room shows them already. */
  decisions?: boolean;
}

/** Once a meeting is over: thanks, what was decided, the record with what it takes to check it, and the way on. */
export default function AfterMeeting({ decisions = true }: AfterMeetingProps) {
  const t = useT();
  const { views } = useRoom();
  const { meeting } = views;
  if (!meeting) return null;
  return (
    <section className={styles.after} aria-label={t("reading.after")}>
      {meeting.phase === "cancelled" ? (
        <Cancelled meeting={meeting} />
      ) : (
        <Closed meeting={meeting} decisions={decisions} />
      )}
      <nav aria-label={t("reading.onward")}>
        <a href="/">{t("reading.to_meetings")}</a>
        {meeting.body && <a href={bodyAddress(meeting.body)}>{t("reading.to_body")}</a>}
      </nav>
    </section>
  );
}

function Cancelled({ meeting }: { meeting: MeetingDoc }) {
  const t = useT();
  return (
    <>
      <h2>{t("reading.cancelled")}</h2>
      {meeting.reason && (
        <p>
          <T k="reading.reason" values={{ reason: meeting.reason }} />
        </p>
      )}
    </>
  );
}

function Closed({ meeting, decisions }: { meeting: MeetingDoc; decisions: boolean }) {
  const t = useT();
  return (
    <>
      <h2>{t("reading.thanks")}</h2>
      {meeting.closed_at !== null && (
        <p>
          <T k="reading.closed_at" values={{ hour: <TimeText at={meeting.closed_at} day /> }} />
        </p>
      )}
      {decisions && (
        <>
          <h3>{t("reading.decisions")}</h3>
          <DecisionsList />
        </>
      )}
      <TheRecord />
    </>
  );
}

/** The last entry's hash binds all before it: whoever has noted it can check the record later, without us. */
function TheRecord() {
  const t = useT();
  const { book } = useRoom();
  const { data } = useQuery<RecordHead, Refusal>({
    queryKey: ["record", book],
    queryFn: () => valueFrom(api.record(book)),
    refetchInterval: (query) => (query.state.data?.signed === query.state.data?.version ? false : 5000),
  });
  return (
    <>
      <h3>{t("reading.record")}</h3>
      {data && (
        <div className={styles.head}>
          <p>{t("reading.record_head", { version: data.version })}</p>
          <code dir="ltr" data-head={data.version}>
            {data.head}
          </code>
          <p>{t(data.signed === data.version ? "reading.record_signed" : "reading.record_unsigned")}</p>
        </div>
      )}
      <a href={api.bundleUrl(book)} download>
        {t("reading.record_download")}
      </a>
      <details className={styles.fold}>
        <summary>{t("reading.record_check")}</summary>
        <p>{t("reading.record_check_how")}</p>
        <pre dir="ltr" className={styles.soft}>
          <code>
            rostrum verify {book}.rostrum{data && ` \\\n  --key ${data.key}`}
          </code>
        </pre>
      </details>
    </>
  );
}
