/** What is missing, a line each: mended where that can be done, else answered for, with one reason on record. */
import type { ReactNode } from "react";
import type { components } from "../api/schema.gen";
import { Switch } from "../primitives/Switch";
import { TextField } from "../primitives/TextField";
import type { Names } from "./names";
import shared from "./pages.module.css";

type Lack = components["schemas"]["LackLine"];

interface Props {
  title: string;
  lacks: readonly Lack[];
  words: (lack: Lack) => ReactNode;
  /** The words of the switch. */
  accept: string;
  accepted: readonly string[];
  onTurn: (key: string) => void;
  reason: string;
  onReason: (reason: string) => void;
  names: Names;
  /** By which a lack can be mended in its place. */
  mend?: (lack: Lack) => ReactNode;
  /** What is said of a lack that nobody can answer for. */
  stops?: string;
}

export function AnswerFor(props: Props) {
  const { title, lacks, words, accept, accepted, onTurn, reason, onReason, names, mend, stops } = props;
  return (
    <fieldset className={shared.lacks}>
      <legend>{title}</legend>
      <ul>
        {lacks.map((lack) => (
          <li key={lack.key} data-stops={lack.stops || undefined} data-lack={lack.key}>
            <span>{words(lack)}</span>
            {mend?.(lack)}
            {lack.stops ? (
              stops && <strong>{stops}</strong>
            ) : (
              <Switch on={accepted.includes(lack.key)} onChange={() => onTurn(lack.key)}>
                {accept}
              </Switch>
            )}
          </li>
        ))}
      </ul>
      <TextField
        label={names.t("composition.ready_reason")}
        value={reason}
        maxLength={500}
        onChange={onReason}
      />
    </fieldset>
  );
}
