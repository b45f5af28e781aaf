/**
 * A clinic that goes on while one watches. Its history ends three weeks before the first start; from there its time runs
 * faster than ours until it has caught up, and then a story is told every few minutes. Where it is stands in a small
 * file, so that the next start goes on from there; sending something twice is harmless, because ids are permanent.
 */
import fs from 'node:fs';
import { Loop, type Logger } from '#lib/platform';
import { toCloudEvent } from '#lib/events';
import { DAY } from '#lib/kernel';
import { generateClinic, splitAt, ruptureStories, type SyntheticEvent } from '#lib/synthetic';
import { ClinicTime } from './clinic-time.js';
import { nextStory, storyEvery, type LiveStory } from './live-stories.js';
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
  /** When the stories of the first minute were begun, ms. */
  readonly storiesAt: number;
  /** Everything that arrived until here has been sent, ms; 0 while history is being loaded. */
  sentUntil: number;
  /** Stories that were begun after it had caught up and are still open, oldest first. */
  live: readonly LiveStory[];
}

const BEHIND = 21 * DAY;
const AHEAD_DAYS = 120;
const BATCH = 200;
const TICK_MS = 1_000;
const STORIES = 3;

export class Emulator {
  private readonly progress: Progress;
  private readonly fresh: boolean;
  /** What time it is in the clinic. */
  readonly time: ClinicTime;
  private clinicians: readonly string[] = [];
  private toldAt = 0;
  private stopping = false;
  private ahead: readonly SyntheticEvent[] = [];
  private stories: readonly SyntheticEvent[] = [];
  private readonly loop = new Loop({
    pauseMs: TICK_MS,
    step: () => this.step(),
    onError: (error) => {
      if (!this.stopping)
        this.options.logger.warn({ error: String(error) }, 'the synthetic clinic could not send; it tries again');
    },
  });

  constructor(private readonly options: EmulatorOptions) {
    const saved = readProgress(options.stateFile, options.seed);
    // kept before the first event is sent: a start that was ended meanwhile goes on with the very same clinic
    this.progress = saved ?? beginning(options.seed);
    this.fresh = this.progress.sentUntil === 0;
    if (!saved) this.save(0);
    this.time = new ClinicTime(Math.max(this.progress.sentUntil, this.progress.endsAt), options.pace);
  }

  /** Loads what is history (once), then goes on in the background. */
  async start(): Promise<{ events: number; seconds: number }> {
    const began = Date.now();
    const clinic = generateClinic({ seed: this.progress.seed, endsAt: this.progress.endsAt }, AHEAD_DAYS);
    this.clinicians = clinic.clinicians.map(({ clinician }) => clinician);
    const { history, ahead } = splitAt(clinic, this.progress.endsAt);
    this.ahead = ahead.filter((e) => e.arriveAt > this.progress.sentUntil);
    if (this.fresh) {
      await this.send(history, true);
      this.stories = await this.tellStories();
      this.save(this.progress.endsAt);
    }
    this.loop.start();
    return { events: this.fresh ? history.length : 0, seconds: (Date.now() - began) / 1_000 };
  }

  /** Three working relationships that rupture within the first minute, so that there is something to see. */
  private async tellStories(): Promise<readonly SyntheticEvent[]> {
    const { storiesAt: endsAt, seed } = this.progress;
    const stories = ruptureStories(STORIES, { endsAt, clinicians: this.clinicians, seed, every: 10_000 });
    await this.send(
      stories.filter((e) => e.arriveAt <= endsAt),
      true,
    );
    return stories.filter((e) => e.arriveAt > endsAt);
  }

  private async step(): Promise<void> {
    const now = this.time.now();
    if (this.time.isLive) await this.goOn();
    const due = this.ahead.filter((e) => e.arriveAt <= now);
    const told = this.stories.filter((e) => e.arriveAt <= Date.now());
    await this.send([...due, ...told], false);
    this.ahead = this.ahead.slice(due.length);
    this.stories = this.stories.slice(told.length);
    this.save(now);
  }

  /** Live, there is a story every few minutes, whatever the hour. */
  private async goOn(): Promise<void> {
    const now = Date.now();
    if (now < this.toldAt + storyEvery(this.time.standing().speed)) return;
    this.toldAt = now;
    const { past, ahead, open } = nextStory(this.progress.live, now, this.clinicians);
    await this.send(past, true);
    this.progress.live = open;
    this.stories = [...this.stories, ...ahead].sort((a, b) => a.arriveAt - b.arriveAt);
  }

  private async send(events: readonly SyntheticEvent[], historical: boolean): Promise<void> {
    const { url, credentials } = this.options;
    for (let i = 0; i < events.length; i += BATCH) {
      // what was sent is sent again at the next start, and is a duplicate then
      if (this.stopping && !historical) throw new Error('the demo is being stopped');
      const batch = events.slice(i, i + BATCH).map((e) => toCloudEvent(e.event, historical));
      await sendBatch(url, batch, credentials);
    }
  }

  private save(sentUntil: number): void {
    this.progress.sentUntil = sentUntil;
    const { stateFile } = this.options;
    fs.writeFileSync(`${stateFile}.part`, JSON.stringify(this.progress));
    fs.renameSync(`${stateFile}.part`, stateFile);
  }

  stop(): Promise<void> {
    this.stopping = true;
    return this.loop.stop();
  }
}

const beginning = (seed: number): Progress => ({
  seed,
  endsAt: Date.now() - BEHIND,
  storiesAt: Date.now(),
  sentUntil: 0,
  live: [],
});

function readProgress(file: string, seed: number): Progress | undefined {
  try {
    const saved = JSON.parse(fs.readFileSync(file, 'utf8')) as Progress;
    if (saved.seed !== seed) return undefined;
    return { ...saved, storiesAt: saved.storiesAt ?? saved.endsAt + BEHIND, live: saved.live ?? [] };
  } catch {
    return undefined;
  }
}
