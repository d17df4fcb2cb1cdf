/** Opens a text to read: the button is here, what it opens is fetched when it is pressed. */
import { lazy, Suspense, useState } from "react";
import type { DecisionDoc } from "../api/types";
import { useT } from "../i18n";
import { need } from "../i18n/catalogue";
import { useLanguage } from "../i18n/language";
import { Button } from "../primitives/Button";

const Reader = lazy(async () => {
  const { tag } = useLanguage.getState();
  const [loaded] = await Promise.all([import("./Reader"), need(tag, ["reading"])]);
  return loaded;
});

/** A decision's text as it was adopted, or a paper as it was circulated, by its key. */
export interface ReadTextProps {
  decision?: DecisionDoc;
  paper?: string;
}

export function ReadText(what: ReadTextProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="quiet" onPress={() => setOpen(true)}>
        {t("common.read_text")}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <Reader {...what} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
