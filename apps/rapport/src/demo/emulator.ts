/**
 * A clinic that goes on while one watches. Its history ends three weeks before the first start; from there its time runs
 * faster than ours until it has caught up. Where it is stands in a small file, so that the next start goes on from there;
 * sending something twice is harmless, because ids are permanent.
 */
import fs from 'node:fs';
import { Loop, type Clock, type Logger } from '#lib/platform';
import { toCloudEvent } from '#lib/events';
import { DAY } from '#lib/kernel';
import { generateClinic, splitAt, ruptureStories, type SyntheticEvent } from '#lib/synthetic';
import { sendBatch, type Credentials } from './practice.js';

export interface EmulatorOptions {
  readonly url: string;
  readonly credentials: Credentials;
  readonly seed: number;
  /** Seconds of clinic time per second. */
  readonly pace: number;
  readonly stateFile: string;
  readonly logger: Logger;
}
interface Progress {
  readonly seed: number;
  /** Where history ended, ms. */
  readonly endsAt: number;
  /** Everything that arrived until here has been sent, ms. */
  sentUntil: number;
}

const BEHIND = 21 * DAY;
const AHEAD_DAYS = 120;
const BATCH = 200;
const TICK_MS = 1_000;
const STORIES = 3;

export class Emulator {
  private readonly progress: Progress;
  private readonly fresh: boolean;
  private readonly started = Date.now();
  private readonly from: number;
  private ahead: readonly SyntheticEvent[] = [];
  private stories: readonly SyntheticEvent[] = [];
  private readonly loop = new Loop({
    pauseMs: TICK_MS,
    step: () => this.step(),
    onError: (error) =>
      this.options.logger.warn({ error: String(error) }, 'the synthetic clinic could not send; it tries again'),
  });

  constructor(private readonly options: EmulatorOptions) {
    const saved = readProgress(options.stateFile, options.seed);
    this.fresh = saved === undefined;
    this.progress = saved ?? { seed: options.seed, endsAt: Date.now() - BEHIND, sentUntil: 0 };
    this.from = Math.max(this.progress.sentUntil, this.progress.endsAt);
  }

  /** What time it is in the clinic: never later than ours. */
  readonly clock: Clock = {
    now: () => Math.min(Date.now(), this.from + (Date.now() - this.started) * this.options.pace),
  };

  /** Loads what is history (once), then goes on in the background. */
  async start(): Promise<{ events: number; seconds: number }> {
    const began = Date.now();
    const clinic = generateClinic({ seed: this.progress.seed, endsAt: this.progress.endsAt }, AHEAD_DAYS);
    const { history, ahead } = splitAt(clinic, this.progress.endsAt);
    this.ahead = ahead.filter((e) => e.arriveAt > this.progress.sentUntil);
    if (this.fresh) {
      await this.send(history, true);
      this.stories = await this.tellStories(clinic.clinicians.map((c) => c.clinician));
      this.save(this.progress.endsAt);
    }
    this.loop.start();
    return { events: this.fresh ? history.length : 0, seconds: (Date.now() - began) / 1_000 };
  }

  /** Three working relationships that rupture within the first minute, so that there is something to see. */
  private async tellStories(clinicians: readonly string[]): Promise<readonly SyntheticEvent[]> {
    const endsAt = Date.now();
    const stories = ruptureStories(STORIES, { endsAt, clinicians, seed: this.progress.seed, every: 10_000 });
    await this.send(
      stories.filter((e) => e.arriveAt <= endsAt),
      true,
    );
    return stories.filter((e) => e.arriveAt > endsAt);
  }

  private async step(): Promise<void> {
    const now = this.clock.now();
    const due = this.ahead.filter((e) => e.arriveAt <= now);
    const told = this.stories.filter((e) => e.arriveAt <= Date.now());
    await this.send([...due, ...told], false);
    this.ahead = this.ahead.slice(due.length);
    this.stories = this.stories.slice(told.length);
    this.save(now);
  }

  private async send(events: readonly SyntheticEvent[], historical: boolean): Promise<void> {
    const { url, credentials } = this.options;
    for (let i = 0; i < events.length; i += BATCH) {
      const batch = events.slice(i, i + BATCH).map((e) => toCloudEvent(e.event, historical));
      await sendBatch(url, batch, credentials);
    }
  }

  private save(sentUntil: number): void {
    this.progress.sentUntil = sentUntil;
    fs.writeFileSync(this.options.stateFile, JSON.stringify(this.progress));
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }
}

function readProgress(file: string, seed: number): Progress | undefined {
  try {
    const saved = JSON.parse(fs.readFileSync(file, 'utf8')) as Progress;
    return saved.seed === seed ? saved : undefined;
  } catch {
    return undefined;
  }
}
