/** Whether sound really leaves this machine: a microphone can be open, published, and send nothing. */

const SOON_MS = 80;
const EVERY_MS = 400;
/** The far end acknowledges what it receives about once a second; silence of this length means that it does not. */
const UNACKNOWLEDGED_MS = 6000;

export interface Beat {
  packets: number;
  /** Instant of the far end's latest report; 0 before the first. */
  reported: number;
}

/** Packets went out since the last look, and the far end still says that it receives. `now` as the reports' clock. */
export function beats(before: Beat | null, after: Beat, now: number): boolean {
  if (!before || after.packets <= before.packets) return false;
  return after.reported === 0 || now - after.reported < UNACKNOWLEDGED_MS;
}

export function readBeat(report: RTCStatsReport): Beat {
  const beat: Beat = { packets: 0, reported: 0 };
  report.forEach((entry: { type: string; packetsSent?: number; timestamp: number }) => {
    if (entry.type === "outbound-rtp") beat.packets += entry.packetsSent ?? 0;
    if (entry.type === "remote-inbound-rtp") beat.reported = Math.max(beat.reported, entry.timestamp);
  });
  return beat;
}

/** Feels the pulse of one sender until stopped; tells when it begins and when it ends. */
export class Pulse {
  beating = false;
  private last: Beat | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;

  constructor(
    private readonly sender: RTCRtpSender,
    private readonly changed: () => void,
  ) {
    void this.feel();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private async feel(): Promise<void> {
    const report = await this.sender.getStats().catch(() => null);
    if (this.stopped) return;
    const beat = report && readBeat(report);
    const beating = beat !== null && beats(this.last, beat, performance.timeOrigin + performance.now());
    const first = this.last === null;
    this.last = beat;
    this.timer = setTimeout(() => void this.feel(), first ? SOON_MS : EVERY_MS);
    if (beating === this.beating) return;
    this.beating = beating;
    this.changed();
  }
}
