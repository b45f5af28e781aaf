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

export const EVENT_COLUMNS = `e.tenant, e.position::float8 AS position, e.stream, e.version, e.type, e.source,
  e.external_id AS "externalId", extract(epoch FROM e.occurred_at)::float8 * 1000 AS "occurredAt",
  extract(epoch FROM e.received_at)::float8 * 1000 AS "receivedAt", e.sequence, e.flags, e.trace,
  e.codec, e.payload`;

export type EventRow = Omit<StoredEvent, 'payload'> & { readonly codec: number; readonly payload: Buffer };

export function decodeRow({ codec, payload, ...row }: EventRow): StoredEvent {
  if (codec !== CODEC_JSON)
    throw new Error(`event at position ${row.position} has codec ${codec}, which this version cannot read`);
  return {
    ...row,
    occurredAt: Math.round(row.occurredAt),
    receivedAt: Math.round(row.receivedAt),
    payload: payload.toString('utf8'),
  };
}
