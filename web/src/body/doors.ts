/** What the doors of a body give and take. Refusals are values; a fetch that was called off is none of both. */
import { type Answer, type Refusal, UNREACHABLE } from "../api/client";
import { sendFile } from "../api/files";
import { MADE_WITHIN_MS, reach } from "../api/reach";

const bodyAt = (key: string) => `/api/bodies/${encodeURIComponent(key)}`;

async function refusalOf(response: Response): Promise<Refusal> {
  const body = (await response.json().catch(() => null)) as Partial<Refusal> | null;
  return {
    status: response.status,
    code: typeof body?.code === "string" ? body.code : `http_${response.status}`,
    rule: body?.rule ?? "",
    facts: body?.facts ?? {},
  };
}

/** Sends once. Throws only the `AbortError` of a signal; no answer at all is the refusal `unreachable`. */
async function ask<T>(path: string, init: RequestInit): Promise<Answer<T>> {
  try {
    const response = await reach(path, init, MADE_WITHIN_MS);
    if (!response.ok) return { ok: false, refusal: await refusalOf(response) };
    return { ok: true, value: (response.status === 204 ? undefined : await response.json()) as T };
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    return { ok: false, refusal: UNREACHABLE };
  }
}

export type Admitted = string | null;

const headers = (admission: Admitted, more: Record<string, string> = {}): Record<string, string> =>
  admission ? { "Rostrum-Admission": admission, ...more } : more;

const read = <T>(path: string, admission: Admitted = null) => ask<T>(path, { headers: headers(admission) });

function send<T>(
  path: string,
  body: unknown,
  admission: Admitted,
  more: Record<string, string> = {},
  signal?: AbortSignal,
) {
  const init: RequestInit = {
    method: "POST",
    headers: headers(admission, { "Content-Type": "application/json", ...more }),
    body: JSON.stringify(body),
  };
  return ask<T>(path, signal ? { ...init, signal } : init);
}

/** A file goes as the body, piece by piece; `null` where it was called off. */
const sendTheFile = <T>(
  path: string,
  file: Blob,
  admission: Admitted,
  onShare: (share: number) => void,
  signal: AbortSignal,
) => sendFile<T>(path, file, headers(admission), onShare, signal);

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

export const bodyDoors = { at: bodyAt, meetingAt, letterAt, link, read, send, sendFile: sendTheFile };
