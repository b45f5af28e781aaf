/**
 * From a CloudEvent to what the log keeps. Known types must pass in shape and in meaning; a type, a version or an
 * instrument that nobody here knows is kept unread, because a sender that is told "no" sends again for days.
 */
import {
  CATALOGUE,
  isOwnType,
  streamNameOf,
  typeOfWireName,
  WIRE_NAMES,
  type ClinicEvent,
  type EventType,
} from '#lib/events';
import { examine } from './examine.js';
import type { KnownInstruments } from '#lib/instruments';
import {
  MINUTE,
  canonicalJson,
  fail,
  nearest,
  offsetOf,
  parseInstant,
  succeed,
  type Violation,
  type Result,
} from '#lib/kernel';
import type { CloudEvent } from './cloud-event.js';
import { isJson } from './content.js';
import { plainContentType } from './media-type.js';
import { timeWarnings } from './told-times.js';

export interface CanonicalEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** Known and understood; undefined for an event that is kept unread. */
  readonly known: EventType | undefined;
  readonly quarantine: string | undefined;
  /** Why an event that is understood does not count yet. */
  readonly held: string | undefined;
  /** Has an answer that a person has to read. */
  readonly urgent: boolean;
  readonly hint: string | undefined;
  /** Accepted, and probably not what was meant. */
  readonly warnings: readonly Violation[];
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
  /** What the clinic takes in; the defaults unless given. */
  readonly instruments?: KnownInstruments;
}

export function toCanonical(
  event: CloudEvent,
  { receivedAt, pointer, instruments }: Reception,
): Result<CanonicalEvent, readonly Violation[]> {
  const time = readTime(event, receivedAt);
  const content = withTimeWarnings(readContent(event, instruments), event, time.at);
  const faults = [...time.faults, ...content.faults];
  if (faults.length > 0) return fail(faults.map((f) => ({ ...f, pointer: pointer + f.pointer })));
  const { known, quarantine, held, urgent, warnings } = content;
  const { id, source, type, extensions } = event;
  return succeed({
    id,
    source,
    type,
    known,
    quarantine,
    held,
    urgent,
    hint: hintOn(event, content),
    warnings: warnings.map((w) => ({ ...w, pointer: pointer + w.pointer })),
    stream: known
      ? streamNameOf({ type: known, data: event.data } as Pick<ClinicEvent, 'type' | 'data'>)
      : `quarantine/${source}`,
    occurredAt: time.at,
    occurredOffset: time.offset,
    recordedAt: parseInstant(extensions['recordedtime']),
    sequence: String(extensions['sequence'] ?? ''),
    timeAssumed: event.time === undefined,
    timeAhead: time.at > receivedAt,
    historical: extensions['historical'] === true,
    traceparent: traceOf(event),
    payload: payloadOf(event),
  });
}

interface OccurrenceTime {
  readonly at: number;
  readonly offset: number;
  readonly faults: readonly Violation[];
}

function readTime({ time }: CloudEvent, receivedAt: number): OccurrenceTime {
  if (time === undefined) return { at: receivedAt, offset: 0, faults: [] };
  const at = parseInstant(time) ?? receivedAt;
  const offset = offsetOf(time);
  if (at <= receivedAt + AHEAD_ALLOWED) return { at, offset, faults: [] };
  return { at, offset, faults: [AHEAD] };
}

const AHEAD: Violation = {
  pointer: '/time',
  code: 'future_time',
  detail: 'is more than five minutes ahead of our clock',
  hint: 'send a fact after it has happened; when an appointment will be belongs in data/start',
};

/** `known` is set when type and data are understood; `quarantine` says why an event is kept unread. */
interface Content {
  readonly known: EventType | undefined;
  readonly quarantine: string | undefined;
  readonly held: string | undefined;
  readonly urgent: boolean;
  readonly faults: readonly Violation[];
  readonly warnings: readonly Violation[];
}

const PLAIN: Content = {
  known: undefined,
  quarantine: undefined,
  held: undefined,
  urgent: false,
  faults: [],
  warnings: [],
};

function readContent(event: CloudEvent, instruments: KnownInstruments | undefined): Content {
  const { type, data } = event;
  const known = typeOfWireName(type);
  if (known === undefined) return { ...PLAIN, quarantine: 'unknown_type' };
  const shape = shapeFaults(known, event);
  if (shape.length > 0) return { ...PLAIN, known, faults: shape };
  const { quarantine, held, urgent = false, faults, warnings = [] } = examine({ type: known, data }, instruments);
  return { known: quarantine === undefined ? known : undefined, quarantine, held, urgent, faults, warnings };
}

const withTimeWarnings = (content: Content, { data }: CloudEvent, at: number): Content =>
  content.known === undefined || content.faults.length > 0
    ? content
    : { ...content, warnings: [...content.warnings, ...timeWarnings(content.known, data, at)] };

const RESERVED: Violation = {
  pointer: '/type',
  code: 'reserved_type',
  detail: 'only Rapport itself appends this type',
  hint: 'act on alerts through POST /v1/alerts/<alert>/acknowledge and its kin',
};
const NOT_JSON: Violation = {
  pointer: '/datacontenttype',
  code: 'content_not_json',
  detail: 'this type is understood as JSON only',
  hint: 'send its data as a JSON object, with application/json or without a datacontenttype',
};

function shapeFaults(type: EventType, { data, datacontenttype }: CloudEvent): Violation[] {
  if (isOwnType(type)) return [RESERVED];
  if (!isJson(datacontenttype)) return [NOT_JSON];
  const content = CATALOGUE[type];
  return content.accepts(data) ? [] : content.explain(data, '/data');
}

function hintOn({ type, data }: CloudEvent, { quarantine, held, warnings }: Content): string | undefined {
  if (quarantine === 'unknown_type') return hintFor(type);
  if (held === undefined) return warnings[0]?.hint;
  const { code } = (data as { instrument: { code: string } }).instrument;
  return `nothing is lost: once the clinic has activated "${code}", it counts`;
}

function hintFor(type: string): string | undefined {
  const meant = nearest(type, WIRE_NAMES);
  return meant ? `did you mean "${meant}"?` : undefined;
}

function traceOf(event: CloudEvent): string | undefined {
  const trace = event.extensions['traceparent'];
  return typeof trace === 'string' ? trace : undefined;
}

/**
 * A sender that changes its mode, or lets a library write its content type, still sends the same event. So the payload
 * leaves out what belongs to the sending, and writes extensions as text, which is all that a header can carry. A content
 * type is named where it is not JSON.
 */
function payloadOf(event: CloudEvent): string {
  const content: Record<string, unknown> = {};
  for (const name in event.extensions) {
    if (!OF_THE_SENDING.has(name)) content[name] = String(event.extensions[name]);
  }
  for (const name of WHAT_WAS_SAID) if (event[name] !== undefined) content[name] = event[name];
  if (!isJson(event.datacontenttype)) content['datacontenttype'] = plainContentType(event.datacontenttype as string);
  if (event.bytes !== undefined) content['data_base64'] = event.bytes;
  content['specversion'] = '1.0';
  return canonicalJson(content);
}

const WHAT_WAS_SAID = ['id', 'source', 'type', 'time', 'subject', 'dataschema', 'data'] as const;
const OF_THE_SENDING = new Set(['traceparent', 'tracestate']);
