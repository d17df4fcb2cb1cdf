/** The composition room: who would sit, seen before it is read, and what changes when one wish does. */
import { memo, startTransition, useCallback, useEffect, useMemo, useState } from "react";
import { EmptyState } from "../../furniture/EmptyState";
import { useCoded, useT } from "../../i18n";
import { useRoute } from "../../routes";
import { useUsualTheme } from "../../theme";
import bodyStyles from "../body/body.module.css";
import { bodyDoors } from "../body/doors";
import { Frame, Pictured, TakeSeat } from "../body/Frame";
import { type Names, useNames } from "../body/names";
import type { BodyPage } from "../body/types";
import { type Standing, useBody, useStanding } from "../body/useBody";
import { AllWishes } from "./AllWishes";
import { CallMeeting } from "./CallMeeting";
import { ChangeMeetings } from "./ChangeMeeting";
import { ChangePanel } from "./ChangePanel";
import { Controls } from "./Controls";
import styles from "./composition.module.css";
import { HeatMap } from "./HeatMap";
import { Invitations } from "./Invitations";
import { Lots } from "./Lots";
import { Methods } from "./Methods";
import { Proposals, Propose } from "./Proposals";
import { Refused } from "./Refused";
import { SizeStrip } from "./Sizes";
import { Slots } from "./Slots";
import { StateCard } from "./StateCard";
import { StatesList } from "./StatesList";
import { change as changeBetween, type SheetDoc } from "./sheet";
import { type Live, useSheet } from "./useSheet";
import { MapTable, WorldMap } from "./WorldMap";
import { type Method, type Wishes, wishesFor } from "./wishes";

export default function CompositionRoom() {
  useUsualTheme("light");
  const t = useT();
  const coded = useCoded();
  const route = useRoute();
  const key = route.page === "compose" ? route.body : "";
  const standing = useStanding(key);
  const first = useBody(key, standing.admission);
  if (first.error) {
    return (
      <main className={bodyStyles.middle}>
        <EmptyState title={coded("body.refused_", first.error.code, "body.refused_unreachable")}>
          <a href="/">{t("common.to_start")}</a>
        </EmptyState>
      </main>
    );
  }
  if (!first.data || !standing.known) return <main className={bodyStyles.middle} aria-busy="true" />;
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
  const live = useSheet(wishes, compose, first.may_change);
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
        <p className={styles.soft}>
          {names.method(sheet.method)} · {names.scheme(sheet.scheme)} · {names.date(sheet.on)}
        </p>
      ) : (
        !body.may_change && (
          <div className={styles.row}>
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
