/**
 * What reading again would do, before anything is done: which events would be understood, in how many episodes, and what
 * would be told of them. Only reads.
 */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ClinicRules } from '#lib/alliance';
import { RulesCache } from '#lib/clinic-settings';
import { isEpisodeStream } from '#lib/events';
import { FLAG, type StoredEvent } from '#lib/eventlog';
import { needs, type Principal } from '#lib/identity';
import { ClinicClock, Clock, Database, type Queryable } from '#lib/platform';
import { episodesWaitingFor } from '#lib/readmodels';
import { pendingInstruments, type PendingInstruments } from './apply-instruments.js';
import { foresee, type ForeseenAlerts } from './foresee.js';
import { instrumentOfForm, isRead, placedCopy, type ReadEvent, type Reading, type UnreadReason } from './read-again.js';
import { readingPages } from './reading-pages.js';

export interface ReadableEvents {
  readonly type: string;
  /** `code version` of a form; null for anything else. */
  readonly instrument: string | null;
  readonly source: string;
  readonly events: number;
  /** How many of them come as history, because they should have been told more than a week ago, or came as such. */
  readonly history: number;
}

export interface StillUnread {
  readonly reason: UnreadReason;
  readonly type: string;
  readonly events: number;
  /** What would make them readable. */
  readonly hint: string;
}

export interface ReadingPlan {
  readonly readable: readonly ReadableEvents[];
  /** Codes of instruments that would take effect, and the episodes in which forms wait for them. */
  readonly instruments: readonly string[];
  readonly waiting: number;
  /** Places of the clinic's choice because of which nothing takes effect before a rebuild. */
  readonly waitsForRebuild: readonly string[];
  /** Every episode that would change. */
  readonly episodes: number;
  readonly alerts: ForeseenAlerts;
  readonly unread: readonly StillUnread[];
}

/** Throws `scope_required`. */
export class PlanReading extends Query<ReadingPlan> {
  constructor(readonly reader: Principal) {
    super();
  }
}

@QueryHandler(PlanReading)
export class PlanReadingHandler implements IQueryHandler<PlanReading> {
  constructor(
    private readonly db: Database,
    private readonly rules: RulesCache,
    private readonly clock: Clock,
    private readonly clinicClock: ClinicClock,
  ) {}

  async execute({ reader }: PlanReading): Promise<ReadingPlan> {
    needs(reader, 'operate');
    const { db } = this;
    const { tenant } = reader;
    const rules = await this.rules.newest(db, tenant);
    const { readable, unread, copies } = await this.readAll(tenant, rules);
    const waiting = await this.waitingIn(tenant, await pendingInstruments(db, tenant));
    const streams = [...new Set([...waiting.streams, ...[...copies.keys()].filter(isEpisodeStream)])];
    const alerts = await foresee(db, { tenant, streams, copies, rules, clinicNow: this.clinicClock.now() });
    return {
      readable: readable.lines,
      instruments: waiting.instruments,
      waiting: waiting.streams.length,
      waitsForRebuild: waiting.besides,
      episodes: streams.length,
      alerts,
      unread: unread.lines,
    };
  }

  private async readAll(tenant: number, rules: ClinicRules) {
    const clocks = { clinic: this.clinicClock.now(), wall: this.clock.now() };
    const readable = new Lines<ReadableEvents>();
    const unread = new Lines<StillUnread>();
    const copies = new Map<string, StoredEvent[]>();
    for await (const reading of readingsOf(this.db, tenant, rules)) {
      const { event } = reading;
      if (isRead(reading)) {
        const { stream, flags } = placedCopy(reading, clocks);
        const copy = { ...event, stream, flags };
        const some = copies.get(stream);
        if (some) some.push(copy);
        else copies.set(stream, [copy]);
        readable.add(lineOf(reading, flags));
      } else unread.add({ reason: reading.reason, type: event.type, hint: reading.hint, events: 1 });
    }
    return { readable, unread, copies };
  }

  private async waitingIn(tenant: number, pending: PendingInstruments | undefined) {
    const { codes = [], besides = [] } = pending ?? {};
    const streams = besides.length === 0 ? await episodesWaitingFor(this.db, tenant, codes) : [];
    return { instruments: besides.length === 0 ? codes : [], streams, besides };
  }
}

async function* readingsOf(db: Queryable, tenant: number, rules: ClinicRules): AsyncGenerator<Reading> {
  for await (const page of readingPages(db, tenant, rules)) yield* page;
}

function lineOf({ event, canonical }: ReadEvent, flags: number): ReadableEvents {
  const { type, source } = event;
  const history = (flags & FLAG.historical) === 0 ? 0 : 1;
  return { type, instrument: instrumentOfForm(canonical) ?? null, source, events: 1, history };
}

interface Counted {
  readonly events: number;
  readonly history?: number;
}

/** Lines that differ in nothing but their counts are one. */
class Lines<T extends Counted> {
  private readonly byKey = new Map<string, T>();

  get lines(): readonly T[] {
    return [...this.byKey.values()];
  }

  add(line: T): void {
    const key = JSON.stringify({ ...line, events: 0, history: 0 });
    const known = this.byKey.get(key);
    const history = line.history === undefined ? {} : { history: line.history + (known?.history ?? 0) };
    this.byKey.set(key, { ...line, events: line.events + (known?.events ?? 0), ...history });
  }
}
