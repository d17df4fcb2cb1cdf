import { useRoom } from "../../furniture";
import { useT } from "../../i18n";

/** What became of the correction that this delegation last asked for; nothing when it asked for none. */
export function Correction({ room }: { room: "lobby" | "desk" }) {
  const t = useT();
  const found = useRoom().views.correction?.correction;
  if (!found) return null;
  const { phase, words, reason } = found;
  return <bdi>{t(`${room}.correction_${phase}`, { words, reason })}</bdi>;
}
