/** A microphone that came or went: which is used now, and the one press that changes it. */

import { microphones, useMicrophones } from "../hall";
import { useT } from "../i18n";
import { Button } from "../primitives/Button";
import styles from "./note.module.css";
import { Sign } from "./Sign";

export function DeviceNews({ className }: { className?: string }) {
  const t = useT();
  const { news, used, lost, offered } = useMicrophones();
  if (!news) return null;
  const about = news === "back" || news === "arrived" ? offered : used;
  const words = t(`sound.news_${news}`, { name: about?.label ?? "", lost: lost?.label ?? "" });
  return (
    <div className={className} role="alert" data-news={news}>
      <p>
        <Sign>{words}</Sign>
      </p>
      <div className={styles.presses}>
        {offered && (
          <Button
            key={news}
            variant={news === "taken" ? "plain" : "primary"}
            onPress={() => microphones.take(offered.id)}
          >
            {news === "taken" ? t("sound.undo", { name: offered.label }) : t("sound.use")}
          </Button>
        )}
        <Button variant="quiet" onPress={microphones.understood}>
          {t("common.understood")}
        </Button>
      </div>
    </div>
  );
}
