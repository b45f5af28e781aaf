/**
 * What was not understood is read again once it can be: when a clinic adds or activates an instrument, and when a newer
 * version starts that knows more types. An event is copied, to the letter, into the stream in which it belongs, and
 * followed there like any other; one that should have been told more than a week ago comes as history.
 */
import { Injectable } from '@nestjs/common';
import { RulesCache } from '#lib/clinic-settings';
import { Appender, readUnread, type NewEvent } from '#lib/eventlog';
import { ClinicClock, Clock, Database } from '#lib/platform';
import { Waker } from '#lib/queues';
import { applyInstruments, pendingInstruments } from './apply-instruments.js';
import { copyOf, isRead, readAgain } from './read-again.js';

export interface ReadAgainResult {
  /** The clinic's newest revision is in force. */
  readonly inForce: boolean;
  /** Episodes in which forms waited for an instrument that took effect now. */
  readonly episodes: number;
  /** Events that were understood now. */
  readonly events: number;
}

const PAGE = 500;

@Injectable()
export class Rereading {
  constructor(
    private readonly db: Database,
    private readonly rules: RulesCache,
    private readonly clock: Clock,
    private readonly clinicClock: ClinicClock,
    private readonly appender: Appender,
    private readonly waker: Waker,
  ) {}

  /** May be repeated at any time, and by several processes at once. */
  async of(tenant: number): Promise<ReadAgainResult> {
    const { db, rules, clock, clinicClock } = this;
    const episodes = (await applyInstruments({ db, rules, clock, clinicClock }, tenant)) ?? 0;
    const inForce = (await pendingInstruments(db, tenant)) === undefined;
    return { inForce, episodes, events: await this.copyUnread(tenant) };
  }

  private async copyUnread(tenant: number): Promise<number> {
    const { db, clock, clinicClock } = this;
    const known = await this.rules.newest(db, tenant);
    let events = 0;
    for (let after = 0; ;) {
      const page = await readUnread(db, tenant, { after, limit: PAGE });
      const clocks = { clinic: clinicClock.now(), wall: clock.now() };
      const readings = page.map((event) => readAgain(event, known)).filter(isRead);
      events += await this.append(readings.map((reading) => copyOf(reading, clocks)));
      const last = page.at(-1);
      if (!last || page.length < PAGE) return events;
      after = last.position;
    }
  }

  private async append(copies: readonly NewEvent[]): Promise<number> {
    const appended = await this.appender.append(copies, { atomic: false });
    const fresh = copies.filter((_, nth) => appended[nth]?.kind === 'new');
    this.waker.wakeShards(new Set(fresh.flatMap(({ shard }) => shard ?? [])));
    return fresh.length;
  }
}
