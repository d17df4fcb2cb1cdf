/** Files to and from the house: sent with their progress, taken along under their own name. Refusals are values. */
import { type Answer, type Refusal, refusalIn, UNREACHABLE } from "./http";
import { MADE_WITHIN_MS, reach } from "./reach";

/** Without a byte going out for so long, a line counts as dead. */
const STILL_MS = 30_000;

/** Sends a file as the body; `onShare` hears how much of it has gone, from 0 to 1. A fetch could not say so. */
export function sendFile<T>(
  path: string,
  file: Blob,
  admission: string | null,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<Answer<T> | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    let still = 0;
    const wait = () => {
      window.clearTimeout(still);
      still = window.setTimeout(() => request.abort(), STILL_MS);
    };
    const end = (answer: Answer<T> | null) => {
      window.clearTimeout(still);
      resolve(answer);
    };
    request.open("POST", path);
    if (admission) request.setRequestHeader("Rostrum-Admission", admission);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = (event) => {
      wait();
      if (event.lengthComputable && event.total) onShare(event.loaded / event.total);
    };
    request.onload = () => end(answered<T>(request.status, request.responseText));
    request.onerror = () => end({ ok: false, refusal: UNREACHABLE });
    // Called off by who sends is no answer at all; called off by a dead line is.
    request.onabort = () => end(signal.aborted ? null : { ok: false, refusal: UNREACHABLE });
    signal.addEventListener("abort", () => request.abort());
    wait();
    request.send(file);
  });
}

function answered<T>(status: number, text: string): Answer<T> {
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    // Not the house's own answer: a proxy's page, perhaps.
  }
  if (status >= 200 && status < 300) return { ok: true, value: body as T };
  return { ok: false, refusal: refusalIn(status, body) };
}

/** Fetches a file and hands it to the browser to keep; what stands against it, or null. */
export async function takeFile(path: string, name: string): Promise<Refusal | null> {
  try {
    const answer = await reach(path, {}, MADE_WITHIN_MS);
    if (!answer.ok) return refusalIn(answer.status, await answer.json().catch(() => null));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = name;
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), MADE_WITHIN_MS);
    return null;
  } catch {
    return UNREACHABLE;
  }
}
