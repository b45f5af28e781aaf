/**
 * Something that is done again and again with a pause in between, never twice at once. A step that fails is reported and
 * the loop goes on; `stop` waits for the step that is running.
 */
export interface LoopOptions {
  readonly pauseMs: number;
  readonly step: () => Promise<void>;
  readonly onError: (error: unknown) => void;
}

export class Loop {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(private readonly options: LoopOptions) {}

  start(): this {
    this.schedule();
    return this;
  }

  private schedule(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => (this.running = this.turn()), this.options.pauseMs);
  }

  private async turn(): Promise<void> {
    try {
      await this.options.step();
    } catch (error) {
      this.options.onError(error);
    }
    this.schedule();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }
}

/** Waits; for retries whose pause somebody else prescribed. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
