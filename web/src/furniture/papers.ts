/** The papers of the meeting, fetched when somebody wants to read: they do not change once it is convened. */
import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import { type Refusal, valueFrom } from "../api/http";
import type { PaperDoc } from "../api/types";
import { useRoom } from "./room";

export function usePapers(enabled = true) {
  const { book } = useRoom();
  return useQuery<PaperDoc[], Refusal>({
    queryKey: ["papers", book],
    queryFn: () => valueFrom(api.papers(book)),
    enabled,
  });
}
