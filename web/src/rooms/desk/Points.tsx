import { useState } from "react";
import type { DeskDoc, PointDoc } from "../../api/types";
import { pointKey, SeatName, useRoom } from "../../furniture";
import note from "../../furniture/note.module.css";
import { T, useT } from "../../i18n";
import { SolemnButton } from "../../primitives/SolemnButton";
import { TextField } from "../../primitives/TextField";
import styles from "./desk.module.css";
import type { Doing } from "./doing";

export interface PointsProps {
  desk: DeskDoc;
  acts: boolean;
  doing: Doing;
}

/** My own point of order in each of its stages; another's, in one line; a ruling that may still be appealed. */
export function Points({ desk, acts, doing }: PointsProps) {
  const { stage } = useRoom().views;
  if (desk.my_point) return <Mine point={desk.my_point} acts={acts} doing={doing} />;
  if (stage?.point) {
    return (
      <p className={note.note} role="status">
        <T k={pointKey(stage.point)} values={{ seat: <SeatName seat={stage.point.seat} /> }} />
      </p>
    );
  }
  if (desk.ruled && acts && desk.appeal.may) return <Appeal point={desk.ruled} doing={doing} />;
  return null;
}

const STAGES: Record<
  PointDoc["phase"],
  `desk.point_${"raised" | "hearing" | "stating" | "stated" | "ruled" | "appealed"}`
> = {
  raised: "desk.point_raised",
  hearing: "desk.point_hearing",
  stating: "desk.point_stating",
  stated: "desk.point_stated",
  ruled: "desk.point_ruled",
  appealed: "desk.point_appealed",
  resolved: "desk.point_ruled",
  withdrawn: "desk.point_ruled",
};

function Mine({ point, acts, doing }: { point: PointDoc; acts: boolean; doing: Doing }) {
  const t = useT();
  const [words, setWords] = useState("");
  const open = ["raised", "hearing", "stating", "stated"].includes(point.phase);
  return (
    <section className={styles.point} role="alert">
      <h3>
        <span aria-hidden="true">⚑ </span>
        <span>{t("desk.point")}</span>
      </h3>
      <p>{t(STAGES[point.phase])}</p>
      {acts && point.phase === "hearing" && (
        <SolemnButton
          variant="primary"
          big
          onPress={() => void doing.act({ kind: "BeginPoint", point: point.key })}
        >
          {t("desk.begin")}
        </SolemnButton>
      )}
      {acts && point.phase === "stating" && (
        <>
          <TextField
            label={t("desk.point_state")}
            value={words}
            onChange={setWords}
            lines={2}
            maxLength={2000}
          />
          <SolemnButton
            variant="primary"
            onPress={() => void doing.act({ kind: "StatePoint", point: point.key, words: words.trim() })}
          >
            {t("desk.point_done")}
          </SolemnButton>
        </>
      )}
      {acts && open && (
        <SolemnButton onPress={() => void doing.act({ kind: "WithdrawPoint", point: point.key })}>
          {t("desk.point_withdraw")}
        </SolemnButton>
      )}
    </section>
  );
}

function Appeal({ point, doing }: { point: PointDoc; doing: Doing }) {
  const t = useT();
  return (
    <div className={note.note}>
      <p>
        <T k="desk.point_of" values={{ seat: <SeatName seat={point.seat} /> }} />
      </p>
      <SolemnButton onPress={() => void doing.act({ kind: "AppealRuling", point: point.key })}>
        {t("desk.appeal")}
      </SolemnButton>
    </div>
  );
}
