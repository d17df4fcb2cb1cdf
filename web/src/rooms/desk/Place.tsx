import { useState } from "react";
import type { DeskDoc } from "../../api/types";
import { SeatName, useRoom } from "../../furniture";
import { T, useFormat, useT } from "../../i18n";
import { ownZone, sameHour } from "../../i18n/format";
import { Button } from "../../primitives/Button";
import { Select } from "../../primitives/Select";
import { SolemnButton } from "../../primitives/SolemnButton";
import styles from "./desk.module.css";
import type { Doing } from "./doing";

/** My place on the list, and about when I speak, in the venue's time and mine. */
export function Place({ desk }: { desk: DeskDoc }) {
  const t = useT();
  const { meeting, stage } = useRoom().views;
  const phase = meeting?.phase;
  if (phase === "closed" || phase === "cancelled") return null;
  return (
    <section className={styles.place} role="status">
      <p className={styles.placeWords}>{placeWords(desk, stage?.seat === desk.seat, t)}</p>
      {desk.place > 0 && <Forecast desk={desk} />}
    </section>
  );
}

function placeWords(desk: DeskDoc, called: boolean, t: ReturnType<typeof useT>): string {
  if (called) return t(desk.microphone === "offered" ? "desk.offer_title" : "desk.live");
  if (desk.place === 1) return t("desk.you_next");
  if (desk.place > 1) return t("desk.your_place", { place: desk.place });
  if (desk.pending) return t("desk.pending");
  return desk.request.why_not === "already_spoken" ? t("desk.already_spoke") : t("desk.not_on_list");
}

function Forecast({ desk }: { desk: DeskDoc }) {
  const t = useT();
  const { hour, place } = useFormat();
  const { views, now } = useRoom();
  const { speakers, meeting } = views;
  const mine = speakers?.order.find((line) => line.seat === desk.seat);
  if (!speakers || !mine || mine.wait_ms === null || !meeting) return null;
  const at = Math.max(speakers.as_of + mine.wait_ms, now());
  const zone = ownZone();
  return (
    <p>
      <span>{t("desk.about", { time: hour(at, meeting.zone), place: place(meeting.zone) })}</span>
      {!sameHour(at, meeting.zone, zone) && (
        <span className={styles.soft}>{` · ${t("desk.own_time", { time: hour(at, zone) })}`}</span>
      )}
    </p>
  );
}

/** Both delegations must agree: one proposes, the other accepts. */
export function Swaps({ desk, doing }: { desk: DeskDoc; doing: Doing }) {
  const t = useT();
  return (
    <>
      {desk.swap_offers.map((offer) => (
        <div key={offer.entry} className={styles.swap} role="alert">
          <p>
            <T k="desk.swap_offer" values={{ seat: <SeatName seat={offer.seat} /> }} />
          </p>
          <SolemnButton
            about={offer.entry}
            onPress={() =>
              void doing.act({ kind: "AcceptSwap", entry: offer.entry, other: desk.entry?.entry ?? "" })
            }
          >
            {t("desk.swap_accept")}
          </SolemnButton>
        </div>
      ))}
      {desk.place > 0 && <ProposeSwap desk={desk} doing={doing} />}
    </>
  );
}

function ProposeSwap({ desk, doing }: { desk: DeskDoc; doing: Doing }) {
  const t = useT();
  const { views, seatName } = useRoom();
  const [open, setOpen] = useState(false);
  const [other, setOther] = useState("");
  const others = (views.speakers?.order ?? []).filter((line) => line.seat !== desk.seat);
  if (!open || !desk.entry) return <Button onPress={() => setOpen(true)}>{t("desk.swap")}</Button>;
  const entry = desk.entry.entry;
  const chosen = other || (others[0]?.entry ?? "");
  const propose = async () => {
    if (await doing.act({ kind: "ProposeSwap", entry, other: chosen })) setOpen(false);
  };
  return (
    <div className={styles.swap}>
      <Select
        label={t("desk.swap_with")}
        value={chosen}
        choices={others.map((line) => ({ key: line.entry, label: seatName(line.seat) }))}
        onChange={setOther}
      />
      <div className={styles.row}>
        <SolemnButton variant="primary" about={chosen} isDisabled={!chosen} onPress={() => void propose()}>
          {t("desk.swap_propose")}
        </SolemnButton>
        <Button onPress={() => setOpen(false)}>{t("desk.cancel")}</Button>
      </div>
    </div>
  );
}
