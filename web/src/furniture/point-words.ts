import type { PointDoc } from "../api/types";
import type { Key } from "../i18n";

/** The sentence that says where a point of order stands; `{seat}` is who raised it. */
export const pointKey = (point: PointDoc): Key =>
  ["ruled", "resolved", "withdrawn"].includes(point.phase)
    ? "common.now_point"
    : (`common.point_${point.phase}` as Key);
