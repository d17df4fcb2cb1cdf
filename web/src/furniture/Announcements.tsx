/** What was announced: the frame in every room; its words and its drawing are fetched after what everybody looks at. */
import { lazy, Suspense } from "react";
import { need } from "../i18n/catalogue";
import { useLanguage } from "../i18n/language";
import type { AnnouncedProps } from "./Announced";

const Announced = lazy(async () => {
  const { tag } = useLanguage.getState();
  const [loaded] = await Promise.all([import("./Announced"), need(tag, ["announcements"])]);
  return loaded;
});

export function Announcements(props: AnnouncedProps) {
  return (
    <Suspense fallback={null}>
      <Announced {...props} />
    </Suspense>
  );
}
