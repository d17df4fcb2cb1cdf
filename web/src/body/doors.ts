/** What the doors of a body give and take. */

import { sendFile } from "../api/files";
import { get, post } from "../api/http";
import { MADE_WITHIN_MS } from "../api/reach";

const bodyAt = (key: string) => `/api/bodies/${encodeURIComponent(key)}`;

export type Admitted = string | null;

const read = <T>(path: string, admission: Admitted = null) =>
  get<T>(path, { admission, withinMs: MADE_WITHIN_MS });

const send = <T>(
  path: string,
  body: unknown,
  admission: Admitted,
  headers: Record<string, string> = {},
  signal?: AbortSignal,
) => post<T>(path, body, { admission, headers, withinMs: MADE_WITHIN_MS, ...(signal && { signal }) });

const meetingAt = (key: string, meeting: string): string =>
  `${bodyAt(key)}/meetings/${encodeURIComponent(meeting)}`;

/** Where a letter to somebody invited is read; the door's own word follows. */
const letterAt = (key: string, meeting: string, code: string): string =>
  `${meetingAt(key, meeting)}/letters/${encodeURIComponent(code)}`;

/** An address that the browser opens by itself: a link carries no header, so the admission stands in the query. */
function link(path: string, admission: Admitted, asked: Record<string, string> = {}): string {
  const words = new URLSearchParams({ ...asked, ...(admission ? { a: admission } : {}) }).toString();
  return words ? `${path}?${words}` : path;
}

export const bodyDoors = { at: bodyAt, meetingAt, letterAt, link, read, send, sendFile };
