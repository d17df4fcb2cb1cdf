import { useEffect, useRef } from "react";
import type { DeskDoc, StageDoc } from "../../api/types";
import { type Picture, RefusalMessage, useNow, useRoom, Video } from "../../furniture";
import { gong } from "../../furniture/gong";
import { useStatementLanguage } from "../../furniture/spoken";
import { languageName, useFormat, useT } from "../../i18n";
import { Select } from "../../primitives/Select";
import { SolemnButton } from "../../primitives/SolemnButton";
import styles from "./desk.module.css";
import type { Doing } from "./doing";

export interface OfferProps {
  desk: DeskDoc;
  stage: StageDoc;
  doing: Doing;
  /** One's own picture, not yet live; null without a camera. */
  picture: Picture;
}

/** The floor is offered: the whole screen says so. Nobody is heard or seen until Begin. */
export function Offer({ desk, stage, doing, picture }: OfferProps) {
  const t = useT();
  const { refusal, dismiss } = useRoom();
  const [language, setLanguage] = useStatementLanguage();
  const recorded = stage.form === "recorded";
  const begin = () =>
    void doing.act(
      recorded ? { kind: "StartRecordedStatement", seat: desk.seat } : { kind: "TakeFloor", language },
    );
  useGongOnce(stage.offered_at);
  return (
    <section
      className={styles.offer}
      role="alertdialog"
      aria-labelledby="offer-title"
      aria-describedby="offer-note"
    >
      <div className={styles.offerWords}>
        <h2 id="offer-title">{t("desk.offer_title")}</h2>
        <p id="offer-note">{t("desk.offer_note")}</p>
        <Limit stage={stage} />
        {!recorded && <LanguageOfStatement value={language} onChange={setLanguage} />}
        <SolemnButton variant="primary" big shortcut="Enter" about={desk.seat} autoFocus onPress={begin}>
          {t(recorded ? "desk.begin_recorded" : "desk.begin")}
        </SolemnButton>
        <Grace stage={stage} />
        <RefusalMessage refusal={refusal} onDismiss={dismiss} />
      </div>
      <figure className={styles.mirror}>
        {picture ? (
          <Video picture={picture} mirrored className={styles.mirrorPicture} />
        ) : (
          <p>{t("desk.no_camera")}</p>
        )}
        {picture && <figcaption>{t("desk.you_see_yourself")}</figcaption>}
      </figure>
    </section>
  );
}

function LanguageOfStatement({ value, onChange }: { value: string; onChange: (tag: string) => void }) {
  const t = useT();
  const { views } = useRoom();
  const choices = (views.meeting?.languages ?? []).map((tag) => ({
    key: tag,
    label: languageName(tag),
    lang: tag,
  }));
  return <Select label={t("desk.speak_in")} value={value} choices={choices} onChange={onChange} />;
}

function Limit({ stage }: { stage: StageDoc }) {
  const t = useT();
  const { duration } = useFormat();
  if (stage.limit_ms === null) return <p>{t("desk.offer_no_limit")}</p>;
  return <p>{t("desk.offer_limit", { duration: duration(stage.limit_ms) })}</p>;
}

function Grace({ stage }: { stage: StageDoc }) {
  const t = useT();
  const now = useNow(250);
  if (stage.grace_until === null) return null;
  const left = Math.ceil((stage.grace_until - now) / 1000);
  return (
    <p className={styles.grace} role="timer">
      {left > 0 ? t("desk.offer_left", { n: left }) : t("desk.offer_waits")}
    </p>
  );
}

function useGongOnce(offeredAt: number | null): void {
  const heard = useRef<number | null>(null);
  useEffect(() => {
    if (offeredAt === null || heard.current === offeredAt) return;
    heard.current = offeredAt;
    gong("offer");
  }, [offeredAt]);
}
