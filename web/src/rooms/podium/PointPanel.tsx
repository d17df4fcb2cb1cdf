import { useEffect, useRef, useState } from "react";
import type { PointDoc } from "../../api/types";
import { pointKey, SeatName, useRoom } from "../../furniture";
import { gong } from "../../furniture/gong";
import { T, useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import { useKeys } from "../../primitives/keys";
import { SolemnButton } from "../../primitives/SolemnButton";
import { TextField } from "../../primitives/TextField";
import type { Conduct } from "./conduct";
import styles from "./podium.module.css";

const RULINGS = ["upheld", "not_upheld", "not_a_point_of_order"] as const;

/** Sounds once for each new point: for the chair only. */
export function usePointGong(point: PointDoc | null | undefined): void {
  const heard = useRef("");
  const raised = point?.phase === "raised" ? point.key : "";
  useEffect(() => {
    if (!raised || heard.current === raised) return;
    heard.current = raised;
    gong("point");
  }, [raised]);
}

/** Takes the chair's column until the point is disposed of. */
export function PointPanel({ point, conduct }: { point: PointDoc; conduct: Conduct }) {
  const t = useT();
  return (
    <section className={styles.point} role="alert" aria-label={t("podium.point")}>
      <h2>
        <span aria-hidden="true">⚑ </span>
        <span>{t("podium.point")}</span>
      </h2>
      <p className={styles.pointWho}>
        <T k={pointKey(point)} values={{ seat: <SeatName seat={point.seat} /> }} />
      </p>
      {point.against && point.against !== point.seat && (
        <p className={styles.soft}>
          <T k="podium.point_against" values={{ seat: <SeatName seat={point.against} /> }} />
        </p>
      )}
      {point.words && <p>{t("podium.point_stated", { words: point.words })}</p>}
      {["hearing", "stating", "stated"].includes(point.phase) && <Rule point={point} conduct={conduct} />}
      {point.phase === "appealed" && <Appeal point={point} conduct={conduct} />}
    </section>
  );
}

/** Chosen first, then the rule and the words, then given: no key both chooses and rules. */
function Rule({ point, conduct }: { point: PointDoc; conduct: Conduct }) {
  const t = useT();
  const [ruling, choose] = useState<(typeof RULINGS)[number] | null>(null);
  const [rule, setRule] = useState("");
  const [words, setWords] = useState("");
  useKeys(Object.fromEntries(RULINGS.map((one, i) => [String(i + 1), () => choose(one)])));
  const give = () => {
    if (!ruling) return;
    const said = { rule: rule.trim(), words: words.trim() };
    void conduct.act({ kind: "RulePoint", point: point.key, ruling, ...said });
  };
  return (
    <div className={styles.form}>
      <div className={styles.choices}>
        {RULINGS.map((one, i) => (
          <Button
            key={one}
            shortcut={String(i + 1)}
            aria-pressed={one === ruling}
            onPress={() => choose(one)}
          >
            {t(`podium.ruling_${one}`)}
          </Button>
        ))}
      </div>
      <TextField label={t("podium.ruling_rule")} value={rule} onChange={setRule} maxLength={200} />
      <TextField
        label={t("podium.ruling_words")}
        value={words}
        onChange={setWords}
        lines={2}
        maxLength={1000}
      />
      <SolemnButton
        variant="primary"
        shortcut="Enter"
        keyless={conduct.panel !== null}
        isDisabled={!ruling}
        onPress={give}
        data-awaited=""
      >
        {ruling
          ? t("podium.ruling_give", { ruling: t(`podium.ruling_${ruling}`) })
          : t("podium.ruling_choose")}
      </SolemnButton>
    </div>
  );
}

const figure = (text: string): number => Math.max(0, Math.floor(Number(text)) || 0);

function Appeal({ point, conduct }: { point: PointDoc; conduct: Conduct }) {
  const t = useT();
  const { seatName } = useRoom();
  const [favour, setFavour] = useState("");
  const [against, setAgainst] = useState("");
  const decide = (stands: boolean) =>
    void conduct.act({
      kind: "DecideAppeal",
      point: point.key,
      stands,
      in_favour: figure(favour),
      against: figure(against),
    });
  return (
    <div className={styles.form}>
      <p>{t("podium.appeal", { seat: seatName(point.appealed_by) })}</p>
      <div className={styles.two}>
        <TextField label={t("podium.in_favour")} type="number" value={favour} onChange={setFavour} />
        <TextField label={t("podium.against")} type="number" value={against} onChange={setAgainst} />
      </div>
      <div className={styles.choices}>
        <SolemnButton onPress={() => decide(true)}>{t("podium.appeal_stands")}</SolemnButton>
        <SolemnButton onPress={() => decide(false)}>{t("podium.appeal_overruled")}</SolemnButton>
      </div>
    </div>
  );
}
