/** From which public value a lot will be drawn: announced before it is known, for everybody to see. */
import { useState } from "react";
import { RefusalLine, useActs } from "../../../body/Acting";
import type { Admitted } from "../../../body/doors";
import { Fold } from "../../../body/Fold";
import type { Names } from "../../../body/names";
import shared from "../../../body/pages.module.css";
import type { BodyPage } from "../../../body/types";
import { useFormat } from "../../../i18n";
import { instantsOf } from "../../../i18n/wallclock";
import { Button } from "../../../primitives/Button";
import { TextField } from "../../../primitives/TextField";
import { toast } from "../../../primitives/Toasts";

interface Props {
  body: BodyPage;
  admission: Admitted;
  names: Names;
}

export function Lots(props: Props) {
  return (
    <Fold className={shared.calling} summary={props.names.t("composition.lot_announce")}>
      {() => <Announce {...props} />}
    </Fold>
  );
}

function Announce({ body, admission, names }: Props) {
  const { t } = names;
  const { dayAndHour } = useFormat();
  const [source, setSource] = useState("");
  const [known, setKnown] = useState("");
  const { act, busy, refusal } = useActs(body, admission);
  const knownAt = known ? (instantsOf(known, "UTC")[0] ?? null) : null;
  const announce = async () => {
    if (!(await act([{ kind: "AnnounceLot", source: source.trim(), known_at: knownAt }]))) return;
    setSource("");
    toast(t("composition.lot_announced"), "good");
  };
  return (
    <fieldset className={shared.group}>
      <ul>
        {body.lots.map((lot) => (
          <li key={lot.entry}>
            <bdi>{lot.source}</bdi>{" "}
            <span className={shared.small}>
              {t("composition.lot_known", { hour: dayAndHour(lot.known_at, "UTC") })}
            </span>
          </li>
        ))}
      </ul>
      <div className={shared.row}>
        <TextField
          label={t("composition.lot_source")}
          hint={t("composition.lot_source_hint")}
          value={source}
          maxLength={200}
          onChange={setSource}
        />
        <TextField
          label={t("composition.lot_known_at")}
          type="datetime-local"
          value={known}
          onChange={setKnown}
        />
        <Button
          busy={busy !== ""}
          isDisabled={!source.trim() || knownAt === null}
          onPress={() => void announce()}
        >
          {t("composition.lot_announce")}
        </Button>
      </div>
      <RefusalLine refusal={refusal} names={names} />
    </fieldset>
  );
}
