/** What an unread event means to today's code and to what the clinic has now: nothing is looked up and nothing is written. */
import { FLAG, OWN_SOURCE, rereadId, type Clocks, type NewEvent, type StoredEvent } from '#lib/eventlog';
import { toCanonical, type CanonicalEvent, type CloudEvent } from '#lib/intake';
import type { KnownInstruments } from '#lib/instruments';
import { nearest, type Violation } from '#lib/kernel';
import { TOO_LATE, WIRE_NAMES } from '#lib/events';
import { newEvent } from '../ingest/new-event.js';

/** `invalid`: its type is known by now, and it breaks the schema of it. */
export type UnreadReason = 'unknown_type' | 'unknown_instrument' | 'invalid';

export type Reading =
  | { readonly event: StoredEvent; readonly canonical: CanonicalEvent }
  | {
      readonly event: StoredEvent;
      readonly reason: UnreadReason;
      readonly hint: string;
    };

export type ReadEvent = Extract<Reading, { canonical: unknown }>;
export const isRead = (reading: Reading): reading is ReadEvent => 'canonical' in reading;

export function readAgain(event: StoredEvent, instruments: KnownInstruments): Reading {
  const cloud = sentAs(event);
  const read = toCanonical(cloud, {
    receivedAt: event.receivedAt,
    pointer: '',
    instruments,
  });
  if (!read.ok) return { event, reason: 'invalid', hint: faultText(read.error) };
  const { quarantine, known } = read.value;
  if (known) return { event, canonical: read.value };
  return quarantine === 'unknown_instrument'
    ? { event, reason: quarantine, hint: instrumentHint(cloud) }
    : { event, reason: 'unknown_type', hint: typeHint(event.type) };
}

type Attributes = Pick<CloudEvent, 'id' | 'source' | 'type' | 'time' | 'subject' | 'dataschema' | 'datacontenttype'>;

/** The payload holds all that was sent: attributes, content, and extensions as texts. */
function sentAs({ payload }: StoredEvent): CloudEvent {
  const { id, source, type, time, subject, dataschema, datacontenttype, ...rest } = JSON.parse(payload) as Attributes &
    Record<string, unknown>;
  const { data, data_base64: bytes, specversion: _, ...extensions } = rest;
  return {
    ...defined({ time, subject, dataschema, datacontenttype, bytes }),
    ...{ id, source, type, data },
    extensions: extensions as CloudEvent['extensions'],
  } as CloudEvent;
}

const defined = (members: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

const faultText = (faults: readonly Violation[]): string =>
  `send it again under a new id; ${faults
    .slice(0, 3)
    .map(({ pointer, detail }) => `${pointer || '/'} ${detail}`)
    .join('; ')}`;

type Form = { readonly instrument?: { readonly code: string; readonly version: string } };

/** `code version` of a form; undefined for anything else. */
export function instrumentOfForm({ payload }: Pick<CanonicalEvent, 'payload'>): string | undefined {
  const { data } = JSON.parse(payload) as { readonly data?: Form };
  return data?.instrument && `${data.instrument.code} ${data.instrument.version}`;
}

function instrumentHint({ data }: CloudEvent): string {
  const { code = '', version = '' } = (data as Form).instrument ?? {};
  return `add the file of "${code}", version ${version}: rapport instruments add; then it is read by itself`;
}

function typeHint(type: string): string {
  const meant = nearest(type, WIRE_NAMES);
  const known = 'a version of Rapport that knows this type reads it by itself';
  return meant ? `if "${meant}" was meant, send it so under a new id; ${known}` : known;
}

const isOld = ({ occurredAt, receivedAt }: StoredEvent, { clinic, wall }: Clocks): boolean =>
  clinic - occurredAt > TOO_LATE || wall - receivedAt > TOO_LATE;

/** The same event, to the letter, where it belongs. Its id is the same each time, so reading again twice adds nothing. */
export function placedCopy({ event, canonical }: ReadEvent, clocks: Clocks): NewEvent {
  const historical = (event.flags & FLAG.historical) !== 0 || isOld(event, clocks);
  const { tenant, occurredAt, sequence, trace, payload, flags, position } = event;
  const placed = newEvent(tenant, { ...canonical, occurredAt, sequence, payload, historical }, trace ?? undefined);
  return {
    ...placed,
    source: OWN_SOURCE,
    externalId: rereadId(position),
    flags: (flags & ~FLAG.quarantined) | (historical ? FLAG.historical : 0),
  };
}
