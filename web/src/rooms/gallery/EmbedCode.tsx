import { useState } from "react";
import { useRoom } from "../../furniture";
import { useT } from "../../i18n";
import { Button } from "../../primitives/Button";
import { toast } from "../../primitives/Toasts";
import styles from "./gallery.module.css";

/** The lines that put this sitting into another page. */
export default function EmbedCode() {
  const t = useT();
  const { book, views } = useRoom();
  const [open, setOpen] = useState(false);
  const address = `${location.origin}/embed/${encodeURIComponent(book)}`;
  const title = (views.meeting?.title.en ?? "Rostrum").replaceAll('"', "&quot;");
  const code = `<iframe src="${address}" title="${title}" width="960" height="600" allow="autoplay"></iframe>`;
  const copy = async () => {
    await navigator.clipboard.writeText(code);
    toast(t("gallery.copied"), "good");
  };
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("gallery.embed")}</summary>
      <p className={styles.soft}>{t("gallery.embed_lead")}</p>
      <pre className={styles.code} dir="ltr">
        {code}
      </pre>
      <Button onPress={() => void copy()}>{t("gallery.copy")}</Button>
    </details>
  );
}
