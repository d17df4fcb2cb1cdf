import { Fragment, type KeyboardEvent, useRef, useState } from "react";
import type { RequestLine, SpeakerLine, StageDoc } from "../../api/types";
import { clockState, LevelMark, LineMark, SeatName, useNow, useRoom } from "../../furniture";
import { LevelSigns } from "../../furniture/LevelSigns";
import { useFormat, useT, useTexts } from "../../i18n";
import { Button } from "../../primitives/Button";
import { useKeys } from "../../primitives/keys";
import { Select } from "../../primitives/Select";
import { SolemnButton } from "../../primitives/SolemnButton";
import type { Conduct } from "./conduct";
import styles from "./podium.module.css";

/** The list as the chair conducts it: press a name to call it, move it, withdraw it. */
export function SpeakersColumn({ conduct }: { conduct: Conduct }) {
  const t = useT();
  const { views } = useRoom();
  const list = useRef<HTMLOListElement>(null);
  const [selected, select] = useState("");
  const order = views.speakers?.order ?? [];
  const requests = views.podium?.requests ?? [];
  useKeys({ ArrowDown: () => list.current?.querySelector("button")?.focus() });
  return (
    <section className={styles.speakers} aria-label={t("podium.speakers")}>
      <header className={styles.columnHead}>
        <h2>{t("podium.speakers")}</h2>
        <ListPhase />
      </header>
      <OnFloor />
      {order.length === 0 ? (
        <p className={styles.soft}>{t("podium.empty_list")}</p>
      ) : (
        <ol ref={list} className={styles.order} onKeyDown={walk}>
          {order.map((line, i) => (
            <Fragment key={line.entry}>
              {line.item !== order[i - 1]?.item && <ItemHead item={line.item} />}
              <Entry
                line={line}
                place={i}
                open={selected === line.entry}
                onToggle={() => select(selected === line.entry ? "" : line.entry)}
                conduct={conduct}
              />
            </Fragment>
          ))}
        </ol>
      )}
      {order.length > 0 && <LevelSigns label="podium.level_signs" />}
      {requests.length > 0 && <Requests requests={requests} conduct={conduct} />}
    </section>
  );
}

/** Under which item those below are to speak: who waits for another item is not called under this one. */
function ItemHead({ item }: { item: number }) {
  const t = useT();
  const texts = useTexts();
  const { number } = useFormat();
  const found = useRoom().views.agenda?.items.find((line) => line.number === item);
  return (
    <li className={styles.itemHead} data-current={found?.phase === "current" || undefined}>
      {number(item)}. {texts(found?.title)}
      {found?.phase === "ahead" && ` · ${t("common.item_ahead")}`}
    </li>
  );
}

/** Arrows go from name to name. */
function walk(event: KeyboardEvent<HTMLOListElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (!step || !(event.target instanceof HTMLElement) || event.altKey) return;
  const names = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-entry]")];
  const here = names.findIndex((name) => name.contains(event.target as Node));
  const next = names[here + step];
  if (here < 0 || !next) return;
  event.preventDefault();
  next.focus();
}

function ListPhase() {
  const t = useT();
  const { hour } = useFormat();
  const { views } = useRoom();
  const { speakers, meeting } = views;
  if (!speakers || !meeting) return null;
  const time = speakers.closes_at == null ? "" : hour(speakers.closes_at, meeting.zone);
  return (
    <span className={styles.soft}>
      <span>{t(`podium.list_${speakers.phase}`, { time })}</span>
      {speakers.order.length > 0 && <span>{` · ${t("podium.to_come", { n: speakers.order.length })}`}</span>}
    </span>
  );
}

function OnFloor() {
  const t = useT();
  const { stage } = useRoom().views;
  if (!stage?.seat) return null;
  return (
    <div className={styles.onFloor}>
      <span>
        <small>{t(stage.phase === "offered" ? "podium.called" : "podium.on_floor")}</small>
        <strong>
          <span className={styles.pointer} aria-hidden="true" />
          <SeatName seat={stage.seat} />
        </strong>
      </span>
      <Used stage={stage} />
    </div>
  );
}

/** Time used, in small: the clock itself stands on the stage. */
function Used({ stage }: { stage: StageDoc }) {
  const { figures } = useFormat();
  const { usedMs, tone } = clockState(stage, useNow(250));
  if (tone === "offered") return null;
  return (
    <span className={styles.used} data-tone={tone} aria-hidden="true" dir="ltr">
      {figures(usedMs)}
    </span>
  );
}

interface EntryProps {
  line: SpeakerLine;
  place: number;
  open: boolean;
  onToggle: () => void;
  conduct: Conduct;
}

function Entry({ line, place, open, onToggle, conduct }: EntryProps) {
  const { number } = useFormat();
  return (
    <li className={styles.entry} data-open={open || undefined}>
      <button
        type="button"
        data-entry={line.entry}
        className={styles.entryName}
        aria-expanded={open}
        onClick={onToggle}
      >
        <span className={styles.place}>{number(place + 1)}</span>
        <span className={styles.name}>
          <SeatName seat={line.seat} />
        </span>
        <LevelMark level={line.level} />
        <LineMark line={line} />
      </button>
      {open && <EntryActions line={line} place={place} conduct={conduct} />}
    </li>
  );
}

const MOVE_REASONS = ["protocol", "agreed", "urgent"] as const;

function EntryActions({ line, place, conduct }: { line: SpeakerLine; place: number; conduct: Conduct }) {
  const t = useT();
  const { views, busy } = useRoom();
  const [why, setWhy] = useState<(typeof MOVE_REASONS)[number]>("protocol");
  const order = views.speakers?.order ?? [];
  const { entry, seat } = line;
  const move = (before: string) =>
    void conduct.act({ kind: "MoveSpeaker", entry, before, reason: t(`podium.reason_${why}`) });
  return (
    <div className={styles.entryActions}>
      <SolemnButton
        variant="primary"
        about={entry}
        onPress={() => void conduct.act({ kind: "OfferFloor", seat, entry })}
      >
        {t("podium.give")}
      </SolemnButton>
      <Select
        label={t("podium.reason")}
        quiet
        value={why}
        choices={MOVE_REASONS.map((key) => ({ key, label: t(`podium.reason_${key}`) }))}
        onChange={(key) => setWhy(key as typeof why)}
      />
      <Button
        busy={busy === "MoveSpeaker"}
        isDisabled={place === 0}
        onPress={() => move(order[place - 1]?.entry ?? "")}
      >
        <span aria-hidden="true">↑ </span>
        <span>{t("podium.move_up")}</span>
      </Button>
      <Button
        busy={busy === "MoveSpeaker"}
        isDisabled={place >= order.length - 1}
        onPress={() => move(order[place + 2]?.entry ?? "")}
      >
        <span aria-hidden="true">↓ </span>
        <span>{t("podium.move_down")}</span>
      </Button>
      {line.phase === "absent" && (
        <SolemnButton about={entry} onPress={() => void conduct.act({ kind: "TakeAsText", entry })}>
          {t("podium.take_text")}
        </SolemnButton>
      )}
      <SolemnButton about={entry} onPress={() => void conduct.act({ kind: "WithdrawRequest", entry })}>
        {t("podium.withdraw_entry")}
      </SolemnButton>
    </div>
  );
}

function Requests({ requests, conduct }: { requests: RequestLine[]; conduct: Conduct }) {
  const t = useT();
  return (
    <div className={styles.requests}>
      <h3>{t("podium.requests", { n: requests.length })}</h3>
      <ul>
        {requests.map(({ entry, seat, form }) => (
          <li key={entry} className={styles.request}>
            <span className={styles.name}>
              <SeatName seat={seat} />
            </span>
            <SolemnButton
              about={entry}
              onPress={() => void conduct.act({ kind: "InscribeSpeaker", seat, entry, form, reason: "" })}
            >
              {t("podium.admit")}
            </SolemnButton>
            <Button onPress={() => conduct.open({ name: "decline", about: entry })}>
              {t("podium.decline")}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
