/**
 * The server's clock as this page knows it. It runs on `performance.now()`, which nobody can set; the visitor's own
 * clock is never asked. Every sign of life of the stream carries the server's time and corrects it, up and down.
 */

/** A sample is late by its journey, so the largest of the latest is nearest. Some 45 s of heartbeats. */
const SAMPLES = 30;
/** Samples below the estimate by this much, so many in a row, mean that the server's clock was set back. */
const STEP_MS = 2000;
const IN_A_ROW = 3;

export class ServerClock {
  private samples: number[] = [];
  private below = 0;

  /** Server's time minus `performance.now()`, ms. Before the first sample: by this machine's own clock. */
  offset = Date.now() - performance.now();

  /** Takes the server's time `at`, just arrived. */
  take(at: number, arrived = performance.now()): void {
    const sample = at - arrived;
    this.below = this.samples.length && sample < this.offset - STEP_MS ? this.below + 1 : 0;
    if (this.below >= IN_A_ROW) this.samples = [];
    this.samples = [...this.samples, sample].slice(-SAMPLES);
    this.offset = Math.max(...this.samples);
  }
}
