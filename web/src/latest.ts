// Of many requests for the same thing only the newest matters.

/** Runs one job at a time; while one runs, only the newest of those that wait is kept. */
export class Latest {
  private next: (() => Promise<void>) | null = null;
  private busy = false;

  run(job: () => Promise<void>): void {
    this.next = job;
    if (!this.busy) void this.drain();
  }

  private async drain(): Promise<void> {
    this.busy = true;
    while (this.next) {
      const job = this.next;
      this.next = null;
      await job();
    }
    this.busy = false;
  }
}

/** Starts a job when nothing has been asked for a while; a newer one ends the one before. */
export class Settled {
  private timer = 0;
  private controller: AbortController | null = null;

  constructor(private readonly wait: number) {}

  run(job: (signal: AbortSignal) => Promise<void>): void {
    this.stop();
    const controller = new AbortController();
    this.controller = controller;
    this.timer = window.setTimeout(() => void job(controller.signal), this.wait);
  }

  stop(): void {
    window.clearTimeout(this.timer);
    this.controller?.abort();
    this.controller = null;
  }
}
