/**
 * What was not understood is read again once it can be: when a clinic adds or activates an instrument, and when a newer
 * version starts that knows more types. An event is copied, to the letter, into the stream in which it belongs, and
 * followed there like any other; one that should have been told more than a week ago comes as history.
 */
import { Injectable } from '@nestjs/common';
import { RulesCache } from '#lib/clinic-settings';
import { Appender, findUnread } from '#lib/eventlog';
import { ClinicClock, Clock, Database } from '#lib/platform';
import { Waker } from '#lib/queues';
import { appendAndWake } from '../ingest/append-and-wake.js';
import { applyInstruments, pendingInstruments } from './apply-instruments.js';
import { isRead, placedCopy, readAgain, type UnreadReason } from './read-again.js';
import { readingPages } from './reading-pages.js';

export interface ReadAgainResult {
  /** The clinic's newest revision is in force. */
  readonly inForce: boolean;
  /** Places of the clinic's choice because of which nothing takes effect before a rebuild. */
  readonly waitsForRebuild: readonly string[];
  /** Episodes in which forms waited for an instrument that took effect now. */
  readonly episodes: number;
  /** Events that were understood now. */
  readonly events: number;
}

@Injectable()
export class Rereading {
  constructor(
    private readonly db: Database,
    private readonly rules: RulesCache,
    private readonly clock: Clock,
    private readonly clinicClock: ClinicClock,
    readonly appender: Appender,
    readonly waker: Waker,
  ) {}

  /** May be repeated at any time, and by several processes at once. */
  async of(tenant: number): Promise<ReadAgainResult> {
    const { db, rules, clock, clinicClock } = this;
    const episodes = (await applyInstruments({ db, rules, clock, clinicClock }, tenant)) ?? 0;
    const pending = await pendingInstruments(db, tenant);
    const events = await this.copyUnread(tenant);
    return { inForce: pending === undefined, waitsForRebuild: pending?.besides ?? [], episodes, events };
  }

  /** Of some unread events, by their positions, what became of each; one that is unread no more is absent. */
  async some(tenant: number, positions: readonly number[]): Promise<ReadonlyMap<number, 'read' | UnreadReason>> {
    const { db, clock, clinicClock } = this;
    const known = await this.rules.newest(db, tenant);
    const asked = { tenant, positions, discarded: false };
    const readings = (await findUnread(db, asked, { after: 0, limit: positions.length })).map((event) =>
      readAgain(event, known),
    );
    const clocks = { clinic: clinicClock.now(), wall: clock.now() };
    await appendAndWake(
      this,
      readings.filter(isRead).map((reading) => placedCopy(reading, clocks)),
    );
    return new Map(readings.map((one) => [one.event.position, isRead(one) ? 'read' : one.reason]));
  }

  private async copyUnread(tenant: number): Promise<number> {
    const { db, clock, clinicClock } = this;
    const known = await this.rules.newest(db, tenant);
    let events = 0;
    for await (const readings of readingPages(db, tenant, known)) {
      const clocks = { clinic: clinicClock.now(), wall: clock.now() };
      const copies = readings.filter(isRead).map((reading) => placedCopy(reading, clocks));
      events += (await appendAndWake(this, copies)).length;
    }
    return events;
  }
}
