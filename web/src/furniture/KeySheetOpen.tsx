/** The open sheet: what each key does on this keyboard; any may be changed, all may be turned off (WCAG 2.1.4). */
import { type KeyboardEvent, useEffect, useReducer, useState } from "react";
import { useT } from "../i18n";
import { Button } from "../primitives/Button";
import { Dialog } from "../primitives/Dialog";
import { Kbd } from "../primitives/Kbd";
import { assign, resetKeys, turnKeys, useKeyChoices } from "../primitives/key-choices";
import { composing, isCharacter, nameOfKey } from "../primitives/keys";
import { askLayout, learn, printedFor, watchLayout } from "../primitives/layout";
import { Switch } from "../primitives/Switch";
import styles from "./furniture.module.css";
import type { KeyLine } from "./KeySheet";

interface SheetProps {
  keys: readonly KeyLine[];
  onClose: () => void;
}

export default function KeySheetOpen({ keys, onClose }: SheetProps) {
  const t = useT();
  const { on } = useKeyChoices();
  const [changing, change] = useState("");
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    void askLayout();
    return watchLayout(redraw);
  }, []);
  const take = (event: KeyboardEvent) => {
    learn(event.nativeEvent);
    if (!changing || composing(event.nativeEvent)) return;
    const name = nameOfKey(event.nativeEvent);
    if (isCharacter(name)) assign(changing, name);
    else if (name !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    change("");
  };
  return (
    <Dialog open onClose={onClose} title={t("common.keys")}>
      <div className={styles.keySheet} onKeyDownCapture={take}>
        <Switch on={on} onChange={turnKeys}>
          {t("common.keys_on")}
        </Switch>
        <dl className={styles.keys}>
          {keys.map((line) => (
            <Line key={line.key} line={line} changing={changing === line.key} onChange={change} />
          ))}
        </dl>
        <Button onPress={resetKeys}>{t("common.keys_reset")}</Button>
      </div>
    </Dialog>
  );
}

interface LineProps {
  line: KeyLine;
  changing: boolean;
  onChange: (key: string) => void;
}

function Line({ line, changing, onChange }: LineProps) {
  const t = useT();
  const { on, shown } = useKeyChoices();
  const key = shown(line.key);
  const printed = printedFor(key);
  return (
    <div>
      <dt>
        {key && <Kbd>{key}</Kbd>}
        {printed && <Kbd>{printed}</Kbd>}
      </dt>
      <dd>{line.does}</dd>
      {on && isCharacter(line.key) && (
        <dd>
          <Button
            variant="quiet"
            aria-label={t("common.keys_change_of", { what: line.does })}
            onPress={() => onChange(changing ? "" : line.key)}
          >
            {t(changing ? "common.keys_press" : "common.keys_change")}
          </Button>
        </dd>
      )}
    </div>
  );
}
