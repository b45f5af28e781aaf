/**
 * Hop 1: from an authenticated request to the log. Everything that is wrong with a request is said at once; what is
 * right is durable before the answer leaves. The wake-up afterwards is best effort and nobody waits for it.
 */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LatestRules } from '#lib/clinic-settings';
import type { KnownInstruments } from '#lib/instruments';
import { Appender, AppenderFull, type Appended, type NewEvent } from '#lib/eventlog';
import { needs, type Principal } from '#lib/identity';
import { readCloudEvents, toCanonical, type CloudEvent, type EventName, type RawRequest } from '#lib/intake';
import { fail, toIso, type Violation } from '#lib/kernel';
import { Clock, Metrics, RapportError, SpanKind, currentTraceparent, inSpan, isUnavailable } from '#lib/platform';
import { Waker } from '#lib/queues';
import { failpoint } from '../composition/failpoint.js';
import { Door } from './door.js';
import { answeredEntries, refusedEntries, type Came } from './inbound-entries.js';
import { newEvent } from './new-event.js';
import { receiptFor, refusedReceipt, validationReceipt, type Item, type Receipt } from './receipt.js';

export interface AppendAnswer {
  readonly receivedAt: string;
  readonly receipts: readonly Receipt[];
}

export class AppendEvents extends Command<AppendAnswer> {
  constructor(
    readonly principal: Principal,
    readonly request: RawRequest,
    /** `atomic`: all or nothing. `partial`: a verdict per event. `validate`: nothing is stored. */
    readonly mode: 'atomic' | 'partial' | 'validate',
    /** The `webhook-id` under which the request was signed, if it was. */
    readonly webhookId?: string,
  ) {
    super();
  }
}

/** Said of one request; more are counted. */
const MOST_FAULTS = 200;

@CommandHandler(AppendEvents)
export class AppendEventsHandler implements ICommandHandler<AppendEvents> {
  constructor(
    private readonly clock: Clock,
    private readonly latest: LatestRules,
    private readonly appender: Appender,
    private readonly waker: Waker,
    private readonly metrics: Metrics,
    private readonly door: Door,
  ) {}

  execute(command: AppendEvents): Promise<AppendAnswer> {
    return inSpan('receive events', { kind: SpanKind.SERVER }, () => this.noted(command));
  }

  private async noted(command: AppendEvents): Promise<AppendAnswer> {
    const { principal, mode } = command;
    needs(principal, 'events:write');
    const at = this.clock.now();
    if (mode === 'validate') return this.receive(command, { at, seen: {} });
    const came = (): Came => ({ principal, at, ms: this.clock.now() - at });
    const seen: Seen = {};
    try {
      const answer = await this.receive(command, { at, seen });
      this.door.note(answeredEntries(came(), answer.receipts));
      return answer;
    } catch (error) {
      const refused = { items: seen.items ?? [], name: seen.name };
      if (error instanceof RapportError) this.door.note(refusedEntries(came(), refused, error));
      throw error;
    }
  }

  private async receive(
    { principal, request, mode, webhookId }: AppendEvents,
    { at: receivedAt, seen }: { readonly at: number; readonly seen: Seen },
  ): Promise<AppendAnswer> {
    const instruments = await this.latest.of(principal.tenant);
    const { items, coversAll } = readItems(principal, request, { receivedAt, instruments, seen });
    seen.items = items;
    if (mode !== 'partial') this.refuseFaults(items, mode);
    const answer = (receipts: readonly Receipt[]): AppendAnswer => ({ receivedAt: toIso(receivedAt), receipts });
    if (mode === 'validate') return answer(items.map(validationReceipt));
    const good = items.flatMap((item) => (item.ok ? [item.value] : []));
    const fresh = good.map((e) => newEvent(principal.tenant, e, currentTraceparent()));
    if (!coversAll && webhookId !== undefined) await this.door.settle(principal, webhookId, fresh);
    const stored = await this.store(fresh, mode === 'atomic');
    let next = 0;
    const receipts = items.map((item, index) =>
      item.ok ? receiptFor(item.value, index, stored[next++] as Appended) : refusedReceipt(item.error, index),
    );
    for (const { verdict } of receipts) this.metrics.received.inc({ verdict });
    return answer(receipts);
  }

  private async store(fresh: readonly NewEvent[], atomic: boolean): Promise<Appended[]> {
    failpoint('append.beforeCommit');
    const appended = await this.appender.append(fresh, { atomic }).catch((cause: unknown) => {
      if (!isUnavailable(cause) && !(cause instanceof AppenderFull)) throw cause;
      throw new RapportError('unavailable', 'the event log cannot be written at the moment', { retryAfter: 2, cause });
    });
    failpoint('append.afterCommit');
    if (atomic) this.refuseConflicts(appended);
    const shards = fresh
      .filter((e, i) => e.shard !== undefined && appended[i]?.kind === 'new')
      .map((e) => e.shard as number);
    this.waker.wakeShards(new Set(shards));
    return appended;
  }

  private refuseFaults(items: readonly Item[], mode: AppendEvents['mode']): void {
    const faults = items.flatMap((item) => (item.ok ? [] : item.error.errors));
    if (faults.length === 0) return;
    if (mode !== 'validate') this.metrics.received.inc({ verdict: 'refused' }, items.length);
    const count = faults.length === 1 ? 'one fault' : `${faults.length} faults`;
    throw new RapportError('invalid_event', `${count}; nothing was stored`, { faults: faults.slice(0, MOST_FAULTS) });
  }

  private refuseConflicts(appended: readonly Appended[]): void {
    const batched = appended.length > 1;
    const faults = appended.flatMap((a, i): Violation[] => {
      if (a.kind !== 'conflict') return [];
      const detail = 'another event of this source has this id';
      const hint = 'give the changed event an id of its own; to correct a fact, send the type that corrects it';
      return [{ pointer: `${batched ? `/${i}` : ''}/id`, code: 'id_reuse', detail, hint }];
    });
    if (faults.length === 0) return;
    this.metrics.received.inc({ verdict: 'refused' }, appended.length);
    throw new RapportError('id_reuse', 'the first one is kept; nothing of this request was stored', { faults });
  }
}

const NAMELESS = { id: '', source: '', type: '' };

/** How far a request was read: of what is refused, the door notes which event it was. */
interface Seen {
  items?: readonly Item[];
  name?: EventName | undefined;
}

interface Reading {
  readonly receivedAt: number;
  readonly instruments: KnownInstruments;
  readonly seen: Seen;
}

interface ReadRequest {
  readonly items: readonly Item[];
  /** A signature over the body is one over everything that the request says. */
  readonly coversAll: boolean;
}

function readItems(principal: Principal, request: RawRequest, how: Reading): ReadRequest {
  const reading = readCloudEvents(request);
  if (!reading.ok) {
    how.seen.name = reading.error.name;
    throw new RapportError(reading.error.code, undefined, { faults: reading.error.faults });
  }
  const { mode, names } = reading.value;
  const items = reading.value.items.map((item, i): Item => {
    const pointer = mode === 'batched' ? `/${i}` : '';
    const { id, source, type } = item.ok ? item.value : (names[i] ?? NAMELESS);
    const refused = (errors: readonly Violation[]): Item => fail({ name: { id, source, type }, errors });
    if (!item.ok) return refused(item.error);
    const foreign = sourceFault(principal, item.value, pointer);
    if (foreign) return refused([foreign]);
    const canonical = toCanonical(item.value, { receivedAt: how.receivedAt, instruments: how.instruments, pointer });
    return canonical.ok ? canonical : refused(canonical.error);
  });
  return { items, coversAll: mode !== 'binary' };
}

function sourceFault({ source }: Principal, event: CloudEvent, pointer: string): Violation | undefined {
  if (event.source.toLowerCase().startsWith('urn:rapport')) {
    const hint = 'send a URI of your own system, such as urn:example:practice';
    return { pointer: `${pointer}/source`, code: 'invalid_source', detail: 'urn:rapport is reserved', hint };
  }
  if (source === undefined || source === event.source) return undefined;
  const detail = 'is not the source this key may write for';
  const hint = 'send the source that the key was made for, or use the key of this source';
  return { pointer: `${pointer}/source`, code: 'invalid_source', detail, hint };
}
