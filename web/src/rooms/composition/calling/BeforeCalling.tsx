/** A call before it is public: how it reads in each language of the meeting, what it lacks there, then the press. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Refusal, valueFrom } from "../../../api/http";
import type { components } from "../../../api/schema.gen";
import { RefusalLine } from "../../../body/Acting";
import { AnswerFor } from "../../../body/AnswerFor";
import { type Admitted, bodyDoors } from "../../../body/doors";
import { lackWords } from "../../../body/lacking";
import shared from "../../../body/pages.module.css";
import { choose, languageName } from "../../../i18n";
import { isLanguage, LANGUAGES } from "../../../i18n/languages";
import { Button } from "../../../primitives/Button";
import type { Part } from "./CallMeeting";
import type { intentOf } from "./calling";
import styles from "./calling.module.css";

type Lacking = components["schemas"]["Lacking"];

/** What whoever calls answers for, and why. */
export interface CallCare {
  accepted: string[];
  reason: string;
}

interface Props extends Part {
  admission: Admitted;
  intent: ReturnType<typeof intentOf>;
  busy: boolean;
  onCall: (care: CallCare) => void;
}

export function BeforeCalling({ body, admission, names, calling, intent, busy, onCall }: Props) {
  const { t } = names;
  const [accepted, accept] = useState<string[]>([]);
  const [reason, setReason] = useState("");
  const at = `${bodyDoors.at(body.key)}/call/readiness`;
  const { data, error } = useQuery<Lacking, Refusal>({
    queryKey: ["readiness", body.key, at, JSON.stringify(intent), admission],
    queryFn: () => valueFrom(bodyDoors.send<Lacking>(at, intent, admission)),
    placeholderData: (before) => before,
  });
  const lacks = data?.lacks ?? [];
  const open = lacks.filter((lack) => lack.stops || !accepted.includes(lack.key));
  const may = data !== undefined && !open.length && (!lacks.length || reason.trim() !== "");
  const turn = (key: string) =>
    accept((now) => (now.includes(key) ? now.filter((one) => one !== key) : [...now, key]));
  return (
    <section className={shared.round} aria-label={t("composition.call_reads")}>
      <h4>{t("composition.call_reads")}</h4>
      <ul className={styles.reads}>
        {calling.languages.map((tag) => (
          <Reads key={tag} tag={tag} intent={intent} />
        ))}
      </ul>
      {lacks.length > 0 && (
        <AnswerFor
          title={t("composition.call_lacks")}
          lacks={lacks}
          words={(lack) => lackWords(lack, names)}
          accept={t("composition.call_accept")}
          accepted={accepted}
          onTurn={turn}
          reason={reason}
          onReason={setReason}
          names={names}
        />
      )}
      {data && !lacks.length && <p className={shared.whole}>✓ {t("composition.ready_whole")}</p>}
      <div className={styles.fields}>
        <Button
          variant="primary"
          busy={busy}
          isDisabled={!may}
          onPress={() => onCall({ accepted: lacks.map((lack) => lack.key), reason })}
        >
          {t("composition.call_meeting")}
        </Button>
      </div>
      <RefusalLine refusal={error} names={names} />
    </section>
  );
}

/** Title and theme as readers of a language will meet them; what is not in it is marked by the language it is in. */
function Reads({ tag, intent }: { tag: string; intent: Props["intent"] }) {
  const said = [intent.title, intent.theme].map((texts) => choose(texts, tag)).filter((one) => one.text);
  return (
    <li>
      <bdi lang={tag}>{languageName(tag)}</bdi>
      <div lang={tag} dir={isLanguage(tag) ? LANGUAGES[tag].dir : "ltr"}>
        {said.map((one, index) => (
          <p key={one.text} data-foreign={one.lang !== tag || undefined}>
            <bdi lang={one.lang}>{index ? one.text : <strong>{one.text}</strong>}</bdi>
            {one.lang !== tag && <small lang={one.lang}>{languageName(one.lang)}</small>}
          </p>
        ))}
      </div>
    </li>
  );
}
