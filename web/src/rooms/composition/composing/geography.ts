/** The world in one fixed drawing: Natural Earth 1:110m on the Equal Earth projection. */
import { geoEqualEarth, geoPath } from "d3-geo";
import type { Feature, MultiPolygon, Polygon } from "geojson";
import { feature, merge } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import atlas from "world-atlas/countries-110m.json";

export const WIDTH = 960;
export const HEIGHT = 440;

export interface Land {
  /** M49 numeric code, three figures. */
  m49: string;
  path: string;
  /** Square units of the drawing: what is too small to see gets a dot as well. */
  area: number;
  centre: [number, number];
}

const ANTARCTICA = "010";
/** What the atlas draws apart and the United Nations count as one: M49 code → names in the atlas. */
const TOGETHER: Record<string, string[]> = {
  "196": ["Cyprus", "N. Cyprus"],
  "706": ["Somalia", "Somaliland"],
};

type World = Topology<{ countries: GeometryCollection }>;
type Shape = World["objects"]["countries"]["geometries"][number];

const projection = geoEqualEarth().fitExtent(
  [
    [2, 2],
    [WIDTH - 2, HEIGHT + 34],
  ],
  { type: "Sphere" },
);

function landsOf(world: World): Land[] {
  const path = geoPath(projection).digits(1);
  const drawn = (shape: Feature | Polygon | MultiPolygon, m49: string): Land => ({
    m49,
    path: path(shape) ?? "",
    area: path.area(shape),
    centre: path.centroid(shape),
  });
  const shapes = world.objects.countries.geometries;
  const nameOf = (one: Shape) => (one.properties as { name?: string } | undefined)?.name ?? "";
  const merged = new Set(Object.values(TOGETHER).flat());
  const single = shapes.filter((one) => one.id !== ANTARCTICA && !merged.has(nameOf(one)));
  const whole = Object.entries(TOGETHER).map(([m49, names]) => {
    const parts = shapes.filter((one) => names.includes(nameOf(one)));
    return drawn(merge(world, parts as Parameters<typeof merge>[1]), m49);
  });
  return [...single.map((one) => drawn(feature(world, one) as Feature, String(one.id ?? ""))), ...whole];
}

let drawn: Land[] | null = null;

/** All lands but Antarctica; drawn once. */
export function lands(): Land[] {
  drawn ??= landsOf(atlas as unknown as World);
  return drawn;
}

/** Where a place falls on the drawing. */
export const spot = (lat: number, lon: number): [number, number] => projection([lon, lat]) ?? [0, 0];
