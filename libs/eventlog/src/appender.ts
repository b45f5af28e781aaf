/**
 * Group commit. While one transaction is on its way, further requests gather; when it ends, all of them share the next
 * one. There is no timer: a lonely request goes at once, and a crowd forms groups by itself.
 *
 *   idle ──append──▶ running ──more waiting──▶ running
 *                       └────nothing waiting──▶ idle
 *
 * A group that fails is tried again request by request, so that one request's trouble stays its own.
 */
import { isUnavailable, type Clock, type Database } from '#lib/platform';
import type { NewEvent } from './append.js';
import { appendGroup, type Appended, type AppendRequest } from './group.js';

interface Waiting extends AppendRequest {
  readonly resolve: (appended: Appended[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Another transaction holds what this group needs: the next group may need something else. */
const LOCK_TIMEOUT = '55P03';
const GROUP_EVENTS = 2_000;
/** Two seconds' work for a small machine: who comes later is better told so at once than kept waiting. */
const WAITING_EVENTS = 10_000;

/** The queue in front of the log is full: the caller answers 503 with Retry-After and nothing was stored. */
export class AppenderFull extends Error {}

export class Appender {
  private waiting: Waiting[] = [];
  private waitingEvents = 0;
  private running = false;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** So much waits that whoever comes now would be refused; worth asking before a body is read. */
  get full(): boolean {
    return this.waitingEvents >= WAITING_EVENTS;
  }

  append(events: readonly NewEvent[], { atomic }: { readonly atomic: boolean }): Promise<Appended[]> {
    if (events.length === 0) return Promise.resolve([]);
    if (this.waitingEvents + events.length > WAITING_EVENTS)
      return Promise.reject(new AppenderFull('too much is waiting'));
    return new Promise((resolve, reject) => {
      this.waiting.push({ events, atomic, resolve, reject });
      this.waitingEvents += events.length;
      if (!this.running) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) await this.commit(this.takeGroup());
    this.running = false;
  }

  private takeGroup(): Waiting[] {
    let size = 0;
    let count = 0;
    for (const request of this.waiting) {
      if (count > 0 && size + request.events.length > GROUP_EVENTS) break;
      size += request.events.length;
      count++;
    }
    this.waitingEvents -= size;
    return this.waiting.splice(0, count);
  }

  private async commit(group: readonly Waiting[]): Promise<void> {
    try {
      const answers = await appendGroup(this.db, group, this.clock.now());
      group.forEach((request, i) => request.resolve(answers[i] ?? []));
    } catch (error) {
      if (group.length > 1 && !isUnavailable(error)) for (const request of group) await this.commit([request]);
      else this.refuse(group, error);
    }
  }

  /** Who waits behind a group that met no database would meet none either, one long silence after the other. */
  private refuse(group: readonly Waiting[], error: unknown): void {
    for (const request of group) request.reject(error);
    if (!isUnavailable(error) || (error as { code?: string }).code === LOCK_TIMEOUT) return;
    for (const request of this.waiting.splice(0)) request.reject(error);
    this.waitingEvents = 0;
  }
}
