import styles from "./App.module.css";
import { Onward } from "./Astray";
import type { Refusal } from "./api/http";
import { EmptyState } from "./furniture/EmptyState";
import { useRefusalSentence } from "./furniture/RefusalMessage";
import { useRoom } from "./furniture/room";
import { type Key, useT } from "./i18n";

/** The door did not open: of which room or meeting, why, and where one may go instead. */
export default function Shut() {
  const t = useT();
  const { shut, book, audience, admission } = useRoom();
  const sentence = useRefusalSentence();
  if (!shut) return null;
  const why = reason(shut, admission !== null);
  const unknown = why === "no_meeting";
  return (
    <main className={styles.middle}>
      <EmptyState title={t(`astray.${why}` as Key, { room: t(`astray.room_${audience}`) })}>
        {unknown && (
          <p>
            <code dir="ltr">{book}</code>
          </p>
        )}
        {why === "shown_out" && (
          <p dir="auto">{t("astray.shown_out_reason", { reason: `\u2068${shut.facts.reason}\u2069` })}</p>
        )}
        <p>{why === "refused" ? sentence(shut) : t(`astray.${why}_lead` as Key)}</p>
        <Onward book={unknown ? null : book} entered={audience} />
      </EmptyState>
    </main>
  );
}

/**
 * 401: the badge's time is over, or it is not known here (signed out, another browser). 403 without one: nobody has
 * signed in.
 */
function reason({ status, code }: Refusal, signedIn: boolean) {
  if (code === "shown_out") return "shown_out";
  if (status === 404) return "no_meeting";
  if (status === 401) return code === "badge_expired" ? "expired" : "signed_out";
  if (status === 403) return signedIn ? "other_room" : "not_signed_in";
  return "refused";
}
