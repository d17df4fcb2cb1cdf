/** Who sits, on the map of the world: one tab stop, arrow keys from state to state, the sentence beneath. */
import { type KeyboardEvent, memo, useEffect, useMemo, useRef } from "react";
import type { Names } from "../../../body/names";
import shared from "../../../body/pages.module.css";
import type { BodyPage, MemberLine } from "../../../body/types";
import styles from "./composing.module.css";
import { HEIGHT, lands, spot, WIDTH } from "./geography";
import { M49 } from "./m49";
import type { Change, SheetDoc } from "./sheet";
import { GLYPH, type Move, moveOf, STATUSES, type Status, statusOf } from "./status";

/** Lands smaller than this on the drawing get a dot as well, square units. */
const TOO_SMALL = 28;
const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export interface WorldMapProps {
  body: BodyPage;
  sheet: SheetDoc | null;
  change: Change | null;
  names: Names;
  chosen: string;
  onChoose: (code: string) => void;
  /** What the mouse is over, empty when over none: shown for as long as it stays. */
  onPeek: (code: string) => void;
}

/** Where a member lies on the drawing; the same object for as long as the body is. */
interface Site {
  code: string;
  path: string | null;
  dot: [number, number] | null;
}

interface Mark extends Site {
  status: Status | "member";
  move: Move;
}

function sitesOf(members: MemberLine[]): Site[] {
  const land = new Map(lands().map((one) => [one.m49, one]));
  return members.map((member) => {
    const own = land.get(M49.get(member.code) ?? "");
    const small = !own || own.area < TOO_SMALL;
    const known = member.lat !== null && member.lon !== null;
    return {
      code: member.code,
      path: own?.path ?? null,
      dot: !small ? null : (own?.centre ?? (known ? spot(member.lat ?? 0, member.lon ?? 0) : null)),
    };
  });
}

const markOf = (site: Site, sheet: SheetDoc | null, change: Change | null): Mark => ({
  ...site,
  status: (sheet && statusOf(sheet, site.code)) ?? "member",
  move: moveOf(change, site.code),
});

export function WorldMap({ body, sheet, change, names, chosen, onChoose, onPeek }: WorldMapProps) {
  const svg = useRef<SVGSVGElement>(null);
  const sites = useMemo(
    () => names.alphabetical(sitesOf(body.members), (site) => site.code),
    [names, body.members],
  );
  const order = useMemo(() => sites.map((site) => markOf(site, sheet, change)), [sites, sheet, change]);
  const active = order.some((mark) => mark.code === chosen) ? chosen : (order[0]?.code ?? "");
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key] ?? 0;
    if (!step) return;
    event.preventDefault();
    const at = order.findIndex((mark) => mark.code === active);
    const next = order[(at + step + order.length) % order.length];
    if (!next) return;
    onChoose(next.code);
    svg.current?.querySelector<SVGElement>(`[data-code="${next.code}"]`)?.focus();
  };
  const pan = useRef<HTMLDivElement>(null);
  // On a narrow screen the map is wider than it: it opens on its middle, the shores of Africa.
  useEffect(() => {
    if (pan.current)
      pan.current.scrollLeft = ((pan.current.scrollWidth - pan.current.clientWidth) / 2) * side(pan.current);
  }, []);
  return (
    <figure className={styles.mapBox}>
      <div ref={pan} className={styles.pan}>
        {/* biome-ignore lint/a11y/useSemanticElements: there is no fieldset element in SVG */}
        <svg
          ref={svg}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          className={styles.map}
          onKeyDown={move}
          onMouseLeave={() => onPeek("")}
          role="group"
          aria-label={names.t("composition.map_label")}
        >
          <title>{names.t("composition.map_label")}</title>
          <Patterns />
          <OtherLands members={body.members} />
          {order.map((mark) => (
            <Place
              key={mark.code}
              {...mark}
              active={mark.code === active}
              chosen={mark.code === chosen}
              names={names}
              onChoose={onChoose}
              onPeek={onPeek}
            />
          ))}
        </svg>
      </div>
      <figcaption className={styles.legend}>
        <Legend marks={order} names={names} composed={sheet !== null} />
      </figcaption>
    </figure>
  );
}

/** From right to left a page scrolls towards the negative. */
const side = (element: Element): 1 | -1 => (getComputedStyle(element).direction === "rtl" ? -1 : 1);

/** Hatches that tell the statuses apart without colour. */
function Patterns() {
  return (
    <defs>
      <pattern
        id="map-waiting"
        width="5"
        height="5"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="5" height="5" className={styles.waitingGround} />
        <line x1="0" y1="0" x2="0" y2="5" className={styles.waitingLine} />
      </pattern>
      <pattern id="map-away" width="6" height="6" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" className={styles.awayGround} />
        <path d="M1 1l4 4M5 1l-4 4" className={styles.awayLine} />
      </pattern>
    </defs>
  );
}

const OtherLands = memo(function OtherLands({ members }: { members: MemberLine[] }) {
  const own = new Set(members.map((member) => M49.get(member.code)));
  const path = lands()
    .filter((one) => !own.has(one.m49))
    .map((one) => one.path)
    .join("");
  return <path d={path} className={styles.land} />;
});

interface PlaceProps extends Mark {
  active: boolean;
  chosen: boolean;
  names: Names;
  onChoose: (code: string) => void;
  onPeek: (code: string) => void;
}

/** Drawn again only when it changes itself: most States stay as they are while a control is dragged. */
const Place = memo(function Place(props: PlaceProps) {
  const { code, status, move, path, dot, active, chosen, names, onChoose, onPeek } = props;
  const words = [names.state(code), names.t(`composition.status_${status}`)];
  if (move !== "stays") words.push(names.t(`composition.move_${move}`));
  return (
    // biome-ignore lint/a11y/useSemanticElements: there is no button element in SVG
    <g
      role="button"
      tabIndex={active ? 0 : -1}
      data-code={code}
      data-status={status}
      data-move={move}
      data-chosen={chosen || undefined}
      className={styles.place}
      aria-label={words.join(", ")}
      aria-pressed={chosen}
      onClick={() => onChoose(code)}
      onMouseEnter={() => onPeek(code)}
      onFocus={() => onChoose(code)}
      onKeyDown={(event) => {
        if (event.key === "Enter" || event.key === " ") onChoose(code);
      }}
    >
      {path && <path d={path} />}
      {dot && <circle cx={dot[0]} cy={dot[1]} r={3.7} />}
    </g>
  );
});

function Legend({ marks, names, composed }: { marks: Mark[]; names: Names; composed: boolean }) {
  const shown: Mark["status"][] = composed ? STATUSES : ["member"];
  return (
    <>
      <ul className={styles.legendList}>
        {shown.map((status) => {
          const n = marks.filter((mark) => mark.status === status).length;
          if (!n && status !== "seated") return null;
          return (
            <li key={status}>
              <svg width="18" height="12" aria-hidden="true" data-status={status} className={styles.place}>
                <rect x="1" y="1" width="16" height="10" rx="2" />
              </svg>
              <span>
                {status !== "member" && `${GLYPH[status]} `}
                {names.t(`composition.status_${status}`)} <b>{names.decimal(n, 0)}</b>
              </span>
            </li>
          );
        })}
        <li>
          <svg width="18" height="12" aria-hidden="true">
            <rect x="1" y="1" width="16" height="10" rx="2" className={styles.land} />
          </svg>
          {names.t("composition.not_members")}
        </li>
        {(["enters", "leaves"] as const).map((move) => {
          const n = marks.filter((mark) => mark.move === move).length;
          return n ? (
            <li key={move}>
              <svg
                width="18"
                height="12"
                aria-hidden="true"
                data-status={move === "enters" ? "seated" : "waiting"}
                data-move={move}
                className={styles.place}
              >
                <rect x="2" y="2" width="14" height="8" rx="2" />
              </svg>
              {names.t(`composition.move_${move}`)} <b>{names.decimal(n, 0)}</b>
            </li>
          ) : null;
        })}
      </ul>
      <p className={shared.small}>{names.t("composition.map_note")}</p>
    </>
  );
}

/** What the map shows, as a table. */
export function MapTable({ body, sheet, names }: Pick<WorldMapProps, "body" | "sheet" | "names">) {
  return (
    <table>
      <caption>{names.t("composition.map_label")}</caption>
      <thead>
        <tr>
          <th scope="col">{names.t("composition.col_state")}</th>
          <th scope="col">{names.t("composition.col_region")}</th>
          <th scope="col">{names.t("composition.col_status")}</th>
        </tr>
      </thead>
      <tbody>
        {names
          .alphabetical(body.members, (m) => m.code)
          .map(({ code }) => (
            <tr key={code}>
              <th scope="row">{names.state(code)}</th>
              <td>{sheet?.members[code] && names.region(sheet.members[code].region)}</td>
              <td>{names.t(`composition.status_${(sheet && statusOf(sheet, code)) ?? "member"}`)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
