/** text/event-stream as the WHATWG HTML standard has it, as far as the server uses it. */
export interface ServerEvent {
  event: string;
  data: string;
  id: string;
}

/** Takes the text in pieces as it arrives; gives back whole events. Comments (heartbeats) give none. */
export class EventReader {
  private rest = "";

  /** `beat` is told of every comment that holds the server's clock. */
  constructor(private readonly beat: (at: number) => void = () => undefined) {}

  push(piece: string): ServerEvent[] {
    const text = (this.rest + piece).replaceAll("\r\n", "\n");
    const blocks = text.split("\n\n");
    this.rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const beat = /^: (\d+)$/.exec(block);
      if (beat) this.beat(Number(beat[1]));
    }
    return blocks.map(parseBlock).filter((event) => event.data !== "");
  }
}

function parseBlock(block: string): ServerEvent {
  const found: ServerEvent = { event: "message", data: "", id: "" };
  const data: string[] = [];
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    if (colon <= 0) continue;
    const value = line.slice(colon + 1).replace(/^ /, "");
    const name = line.slice(0, colon);
    if (name === "data") data.push(value);
    else if (name === "event") found.event = value;
    else if (name === "id") found.id = value;
  }
  found.data = data.join("\n");
  return found;
}
