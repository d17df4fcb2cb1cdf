/** The composition room: who would sit, seen before it is read, and what changes when one wish does. */
import { memo, startTransition, useCallback, useEffect, useMemo, useState } from "react";
import { bodyDoors } from "../../body/doors";
import { Frame, NoBody } from "../../body/Frame";
import { type Names, useNames } from "../../body/names";
import { Pictured } from "../../body/Pictured";
import shared from "../../body/pages.module.css";
import { TakeSeat } from "../../body/TakeSeat";
import type { BodyPage } from "../../body/types";
import { type Standing, useBody, useStanding } from "../../body/useBody";

import { useRoute } from "../../routes";
import { useUsualTheme } from "../../theme";
import { CallMeeting } from "./calling/CallMeeting";
import { ChangeMeetings } from "./calling/ChangeMeeting";
import { AllWishes } from "./composing/AllWishes";
import { ChangePanel } from "./composing/ChangePanel";
import { Controls } from "./composing/Controls";
import { HeatMap } from "./composing/HeatMap";
import { Lots } from "./composing/Lots";
import { Methods } from "./composing/Methods";
import { Proposals, Propose } from "./composing/Proposals";
import { Refused } from "./composing/Refused";
import { SizeStrip } from "./composing/Sizes";
import { Slots } from "./composing/Slots";
import { StateCard } from "./composing/StateCard";
import { StatesList } from "./composing/StatesList";
import { change as changeBetween, type SheetDoc } from "./composing/sheet";
import { type Live, useSheet } from "./composing/useSheet";
import { MapTable, WorldMap } from "./composing/WorldMap";
import { type Method, type Wishes, wishesFor } from "./composing/wishes";
import styles from "./composition.module.css";
import { Invitations } from "./inviting/Invitations";

export default function CompositionRoom() {
  useUsualTheme("light");
  const route = useRoute();
  const key = route.page === "compose" ? route.body : "";
  const standing = useStanding(key);
  const first = useBody(key, standing.admission);
  if (first.error || !first.data || !standing.known) return <NoBody error={first.error} />;
  return <Room key={standing.admission ?? "reader"} first={first.data} standing={standing} />;
}

/** Three eighths of a large membership, 45 at most: near what contact groups were; a start, not a rule. */
const startSize = (members: number): number => Math.max(1, Math.min(45, Math.floor((members * 3) / 8)));

/** The day that counts: that of the meeting called last, else today. */
function startDay(body: BodyPage): string {
  const opens = body.meetings
    .filter((line) => !line.past && !line.called_off && line.opens !== null)
    .at(-1)?.opens;
  return opens == null ? body.on : new Date(opens).toISOString().slice(0, 10);
}

function startWishes(body: BodyPage): Wishes {
  const scheme = body.schemes.find((one) => one.whole)?.key ?? "";
  return wishesFor(startDay(body), scheme, startSize(body.members.length));
}

const chairOf = (body: BodyPage): string =>
  body.terms.find((term) => term.office === "chair" && term.running)?.holder ?? "";

function useComposition(first: BodyPage, standing: Standing) {
  const [wishes, setWishes] = useState(() => startWishes(first));
  const { data } = useBody(first.key, standing.admission, { on: wishes.on, scheme: wishes.scheme });
  const body = data ?? first;
  const compose = useCallback(
    (request: unknown, signal: AbortSignal) =>
      bodyDoors.send<SheetDoc>(`${bodyDoors.at(first.key)}/compose`, request, standing.admission, {}, signal),
    [first.key, standing.admission],
  );
  const live = useSheet(wishes, compose, first.may_change, body.version);
  return { wishes, setWishes, body, live };
}

/** A value once it has stood still: what is slow to draw or to ask waits until the hand rests. */
function useSettled<T>(value: T, afterMs: number): T {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => settle(value)), afterMs);
    return () => clearTimeout(timer);
  }, [value, afterMs]);
  return settled;
}

/** What is large is drawn again only when the sheet is another; what lies below the fold, when the hand rests. */
const MapHere = memo(WorldMap);
const MapTableLater = memo(MapTable);
const StripHere = memo(SizeStrip);
const MethodsHere = memo(Methods);
const ChangeHere = memo(ChangePanel);
const HeatLater = memo(HeatMap);
const StatesLater = memo(StatesList);
const SlotsLater = memo(Slots);
const CallHere = memo(CallMeeting);
const ChangesHere = memo(ChangeMeetings);
const LotsHere = memo(Lots);
const ProposalsHere = memo(Proposals);
const InvitationsHere = memo(Invitations);

/** How long a sheet stands before the lists below follow it, ms; and before the slot finder asks for its hours. */
const RESTS = 500;
const SETTLES = 1000;

function Room({ first, standing }: { first: BodyPage; standing: Standing }) {
  const { wishes, setWishes, body, live } = useComposition(first, standing);
  const names = useNames(body);
  const [pinned, pin] = useState<SheetDoc | null>(null);
  const [chosen, choose] = useState("");
  const [peeked, peek] = useState("");
  // Until somebody is pointed at, the holder of the chair: why it sits explains how to read the others.
  const shown = peeked || chosen || chairOf(body);
  const { sheet } = live;
  const later = useSettled(sheet, RESTS);
  const settled = useSettled(sheet, SETTLES);
  const against = pinned ?? sheet;
  if (!pinned && sheet) pin(sheet);
  const moved = useMemo(() => (against && sheet ? changeBetween(against, sheet) : null), [against, sheet]);
  const sized = useCallback((seats: number) => setWishes((now) => ({ ...now, seats })), [setWishes]);
  const by = useCallback((method: Method) => setWishes((now) => ({ ...now, method })), [setWishes]);
  const pinThis = useCallback(() => pin(sheet), [sheet]);
  const staff = first.may_change;
  return (
    <Frame body={body} here="compose" standing={standing}>
      <main
        className={styles.room}
        data-asking={live.asking || undefined}
        data-took-ms={live.tookMs === null ? undefined : Math.round(live.tookMs)}
        data-total={sheet?.total}
      >
        <Title sheet={sheet} body={body} standing={standing} names={names} />
        {staff && <OrderOfWork names={names} />}
        {live.refusal && <Refused refusal={live.refusal} wishes={wishes} change={setWishes} names={names} />}
        <div className={styles.upper} id="whom">
          <div className={styles.pictures}>
            <Pictured
              title={names.t("composition.who_sits")}
              picture={
                <MapHere
                  body={body}
                  sheet={sheet}
                  change={moved}
                  names={names}
                  chosen={chosen}
                  onChoose={choose}
                  onPeek={peek}
                />
              }
              table={<MapTableLater body={body} sheet={later} names={names} />}
            />
            <StateCard
              code={shown}
              body={body}
              sheet={sheet}
              wishes={wishes}
              change={staff && shown === chosen ? setWishes : null}
              names={names}
            />
            {sheet && <StripHere sheet={sheet} names={names} onSeats={sized} />}
            {sheet && <MethodsHere sheet={sheet} names={names} onMethod={by} />}
          </div>
          {staff && (
            <aside className={styles.aside} aria-label={names.t("composition.controls")}>
              <Controls wishes={wishes} change={setWishes} body={body} sheet={sheet} names={names} />
              {sheet && (
                <ChangeHere sheet={sheet} pinned={pinned} change={moved} names={names} onPin={pinThis} />
              )}
              <AllWishes wishes={wishes} change={setWishes} names={names} />
            </aside>
          )}
        </div>
        {staff && (
          <div id="when">
            <SlotsLater
              body={body}
              sheet={settled}
              admission={standing.admission}
              names={names}
              day={wishes.on}
            />
          </div>
        )}
        {staff && <Decide body={body} standing={standing} names={names} wishes={wishes} live={live} />}
        <div className={styles.history}>
          <HeatLater body={body} sheet={later} names={names} onChoose={choose} />
        </div>
        {later && (
          <div className={styles.list}>
            <StatesLater sheet={later} names={names} chosen={chosen} onChoose={choose} />
          </div>
        )}
      </main>
    </Frame>
  );
}

/** In which order a meeting comes about; each leads to its part of this page. */
const ORDER = ["when", "whom", "call", "invite"] as const;

function OrderOfWork({ names }: { names: Names }) {
  const { t, decimal } = names;
  return (
    <nav className={styles.orderOfWork} aria-label={t("composition.order_of_work")} data-print="no">
      <ol>
        {ORDER.map((part, place) => (
          <li key={part}>
            <a href={`#${part}`}>
              <span>{decimal(place + 1, 0)}</span> {t(`composition.order_${part}`)}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Title({
  sheet,
  body,
  standing,
  names,
}: {
  sheet: SheetDoc | null;
  body: BodyPage;
  standing: Standing;
  names: Names;
}) {
  const { t } = names;
  return (
    <div className={styles.title}>
      <h1>
        {sheet
          ? t("composition.title", { n: sheet.total, of: Object.keys(sheet.members).length })
          : t("composition.title_members", { n: body.members.length })}
      </h1>
      {sheet ? (
        <p className={shared.soft}>
          {names.method(sheet.method)} · {names.scheme(sheet.scheme)} · {names.date(sheet.on)}
        </p>
      ) : (
        !body.may_change && (
          <div className={shared.row}>
            <p>{t("composition.staff_only")}</p>
            <TakeSeat standing={standing} />
          </div>
        )
      )}
    </div>
  );
}

interface DecideProps {
  body: BodyPage;
  standing: Standing;
  names: Names;
  wishes: Wishes;
  live: Live;
}

function Decide({ body, standing, names, wishes, live }: DecideProps) {
  const { t } = names;
  const shared = { body, admission: standing.admission, names };
  return (
    <>
      <section className={styles.decide} aria-labelledby="proposals" id="call">
        <h2 id="proposals">{t("composition.proposals")}</h2>
        <CallHere {...shared} first={!body.meetings.some((line) => !line.past && !line.called_off)} />
        <ChangesHere {...shared} />
        <LotsHere {...shared} />
        <Propose {...shared} wishes={wishes} ready={live.sheet !== null && !live.asking && !live.refusal} />
        <ProposalsHere {...shared} />
      </section>
      <section className={styles.decide} aria-labelledby="invitations" id="invite">
        <h2 id="invitations">{t("composition.invitations")}</h2>
        <InvitationsHere {...shared} />
      </section>
    </>
  );
}
