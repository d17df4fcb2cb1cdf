import { T } from "../i18n";
import { useRoom } from "./room";

/** What became of the correction that this delegation last asked for; nothing when it asked for none. */
export function Correction({ room }: { room: "lobby" | "desk" }) {
  const found = useRoom().views.correction?.correction;
  if (!found) return null;
  const { phase, words, reason } = found;
  const said = { words: <bdi>{words}</bdi>, reason: <bdi>{reason}</bdi> };
  return <T k={`${room}.correction_${phase}`} values={said} />;
}
