/** The worker that all tabs of one origin share: it holds their one connection to the server. */
import { Hub, type Want } from "./hub";

const hub = new Hub();

// A worker's own scope is not in the types of a page.
const scope = globalThis as unknown as { onconnect: (event: MessageEvent) => void };

scope.onconnect = (event) => {
  const [port] = event.ports;
  if (!port) return;
  port.onmessage = ({ data }: MessageEvent<Want | "hurry">) => {
    if (data === "hurry") hub.hurry();
    else hub.want(data, (told) => port.postMessage(told));
  };
  port.postMessage({ kind: "here" });
};
