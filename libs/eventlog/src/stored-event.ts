/** One event as the log keeps it. Times are milliseconds since 1970 UTC. */
export interface StoredEvent {
  readonly tenant: number;
  /** Dense, in commit order, per tenant, from 1. */
  readonly position: number;
  readonly stream: string;
  /** Dense per stream, from 1. */
  readonly version: number;
  readonly type: string;
  readonly source: string;
  readonly externalId: string;
  readonly occurredAt: number;
  readonly receivedAt: number;
  readonly sequence: string;
  readonly flags: number;
  readonly trace: string | null;
  /** The CloudEvent as canonical JSON text. */
  readonly payload: string;
}

/** The source of what Rapport appends itself; practice systems may not use it. */
export const OWN_SOURCE = 'urn:rapport';

/** Bits of `flags`. */
export const FLAG = {
  /** Brought in from history: folds, never notifies. */
  historical: 1,
  /** The sender gave no time; the time of receipt stands in for it. */
  timeAssumed: 2,
  /** The sender's time lay a little ahead of our clock. */
  timeAhead: 4,
  /** Kept, not understood: unknown type, version or instrument. */
  quarantined: 8,
} as const;

/** How payload bytes are written. Another codec (encryption with a per-client key) is another number, not a rewrite. */
export const CODEC_JSON = 0;

/** The payload is sent as text, which is half as long as bytes are; times by the one function that counts in float8. */
export const EVENT_COLUMNS = `e.tenant, e.position::float8 AS position, e.stream, e.version, e.type, e.source,
  e.external_id AS "externalId", date_part('epoch', e.occurred_at) * 1000 AS "occurredAt",
  date_part('epoch', e.received_at) * 1000 AS "receivedAt", e.sequence, e.flags, e.trace,
  e.codec, CASE e.codec WHEN ${CODEC_JSON} THEN convert_from(e.payload, 'UTF8') END AS payload`;

export type EventRow = Omit<StoredEvent, 'payload'> & { readonly codec: number; readonly payload: string | null };

export function decodeRow({ codec, payload, ...row }: EventRow): StoredEvent {
  if (payload === null)
    throw new Error(`event at position ${row.position} has codec ${codec}, which this version cannot read`);
  return {
    ...row,
    occurredAt: Math.round(row.occurredAt),
    receivedAt: Math.round(row.receivedAt),
    payload,
  };
}
