/** Hours that the chair announces: so many minutes from now. */
import { TimeText, useNow } from "../../furniture";
import { useT } from "../../i18n";
import { SolemnButton } from "../../primitives/SolemnButton";
import styles from "./podium.module.css";

/** The next whole minute, so that the hour announced has no seconds. */
export const wholeMinute = (at: number): number => Math.ceil(at / 60_000) * 60_000;

const SHORT_MINUTES = 5;
const QUARTER_MS = 15_000;

/** So many minutes from now; a wait of few minutes is not made a minute longer for the sake of a round hour. */
export function inMinutes(now: number, minutes: number): number {
  const at = now + minutes * 60_000;
  return minutes < SHORT_MINUTES ? Math.ceil(at / QUARTER_MS) * QUARTER_MS : wholeMinute(at);
}

function Hour({ minutes }: { minutes: number }) {
  const t = useT();
  const at = inMinutes(useNow(1000), minutes);
  return (
    <span className={styles.hour}>
      <TimeText at={at} bare />
      <small>{t("podium.suspend_in", { n: minutes })}</small>
    </span>
  );
}

/** A button for each wait, with the hour that it comes to; the keys 1, 2, 3 … press them. */
export function Hours({
  choices,
  onPress,
}: {
  choices: readonly number[];
  onPress: (minutes: number) => void;
}) {
  const t = useT();
  return choices.map((minutes, i) => (
    <SolemnButton
      key={minutes}
      shortcut={String(i + 1)}
      shows={<Hour minutes={minutes} />}
      onPress={() => onPress(minutes)}
    >
      {t("podium.suspend_in", { n: minutes })}
    </SolemnButton>
  ));
}
