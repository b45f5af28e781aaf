/**
 * From a CloudEvent to what the log keeps. Known types must pass in shape and in meaning; a type, a version or an
 * instrument that nobody here knows is kept unread, because a sender that is told "no" sends again for days.
 */
import {
  CATALOGUE,
  examine,
  isOwnType,
  streamOf,
  typeOfWireName,
  WIRE_NAMES,
  type ClinicEvent,
  type EventType,
} from '#lib/alliance';
import { MINUTE, canonicalJson, fail, nearest, offsetOf, parseInstant, succeed, type Fault, type Result } from '#lib/kernel';
import type { CloudEvent } from './cloud-event.js';

export interface CanonicalEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** Known and understood; undefined for an event that is kept unread. */
  readonly known: EventType | undefined;
  readonly quarantine: string | undefined;
  readonly hint: string | undefined;
  readonly stream: string;
  readonly occurredAt: number;
  readonly occurredOffset: number;
  readonly recordedAt: number | undefined;
  readonly sequence: string;
  readonly timeAssumed: boolean;
  readonly timeAhead: boolean;
  readonly historical: boolean;
  readonly traceparent: string | undefined;
  /** Canonical JSON of all that was sent, without the trace of the sending: equal text means the same event. */
  readonly payload: string;
}

const AHEAD_ALLOWED = 5 * MINUTE;

export interface Reception {
  readonly receivedAt: number;
  /** Where the event stands in the body, for pointers. */
  readonly pointer: string;
}

export function toCanonical(event: CloudEvent, { receivedAt, pointer }: Reception): Result<CanonicalEvent, readonly Fault[]> {
  const known = typeOfWireName(event.type);
  const time = readTime(event, receivedAt);
  const faults = [...time.faults, ...(known ? contentFaults(known, event.data) : [])];
  const meaning = known && faults.length === 0 ? examine({ type: known, data: event.data, occurredAt: time.at }) : undefined;
  const all = [...faults, ...(meaning?.faults ?? [])];
  if (all.length > 0) return fail(all.map((f) => ({ ...f, pointer: pointer + f.pointer })));
  const quarantine = known ? meaning?.quarantine : 'unknown_type';
  const understood = quarantine === undefined ? known : undefined;
  return succeed({
    id: event.id,
    source: event.source,
    type: event.type,
    known: understood,
    quarantine,
    hint: known ? undefined : hintFor(event.type),
    stream: understood ? streamName(understood, event.data) : `quarantine/${event.source}`,
    occurredAt: time.at,
    occurredOffset: event.time ? offsetOf(event.time) : 0,
    recordedAt: parseInstant(event.extensions['recordedtime']),
    sequence: String(event.extensions['sequence'] ?? ''),
    timeAssumed: event.time === undefined,
    timeAhead: time.at > receivedAt,
    historical: event.extensions['historical'] === true,
    traceparent: traceOf(event),
    payload: payloadOf(event),
  });
}

function readTime(event: CloudEvent, receivedAt: number): { at: number; faults: Fault[] } {
  if (event.time === undefined) return { at: receivedAt, faults: [] };
  const at = parseInstant(event.time) ?? receivedAt;
  if (at <= receivedAt + AHEAD_ALLOWED) return { at, faults: [] };
  const detail = 'lies more than five minutes ahead of our clock; a fact is sent after it happened';
  return { at, faults: [{ pointer: '/time', code: 'future_time', detail }] };
}

function contentFaults(type: EventType, data: unknown): Fault[] {
  if (isOwnType(type)) return [{ pointer: '/type', code: 'reserved_type', detail: 'only Rapport itself appends this type' }];
  const content = CATALOGUE[type];
  return content.accepts(data) ? [] : content.explain(data, '/data');
}

function hintFor(type: string): string | undefined {
  const meant = nearest(type, WIRE_NAMES);
  return meant ? `did you mean "${meant}"?` : undefined;
}

function streamName(type: EventType, data: unknown): string {
  const { kind, ref } = streamOf({ type, data } as Pick<ClinicEvent, 'type' | 'data'>);
  return `${kind}/${ref}`;
}

function traceOf(event: CloudEvent): string | undefined {
  const trace = event.extensions['traceparent'];
  return typeof trace === 'string' ? trace : undefined;
}

function payloadOf({ extensions, ...core }: CloudEvent): string {
  const { traceparent: _, tracestate: __, ...kept } = extensions;
  return canonicalJson({ specversion: '1.0', ...core, ...kept });
}
