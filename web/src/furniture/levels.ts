import type { Level } from "../api/types";

/** The order in which the rulebooks rank levels. */
export const LEVELS: readonly Level[] = [
  "head_of_state",
  "vice_president",
  "head_of_government",
  "deputy_head_of_government",
  "minister",
  "vice_minister",
  "ambassador",
  "head_of_organisation",
];
