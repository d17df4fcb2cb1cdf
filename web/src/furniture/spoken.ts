/** In which language a statement will be made. */
import { useState } from "react";
import { useTag } from "../i18n";
import { useRoom } from "./room";

/** The interface's language where the meeting works in it; else the meeting's first. */
export function useStatementLanguage(): [string, (tag: string) => void] {
  const own = useTag();
  const { views } = useRoom();
  const [chosen, choose] = useState<string | null>(null);
  const working = views.meeting?.languages ?? [];
  return [chosen ?? (working.includes(own) ? own : (working[0] ?? own)), choose];
}
