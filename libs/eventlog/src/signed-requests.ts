/**
 * What a signed request said besides its body. A signature covers `webhook-id`, the time and the body; in binary mode the
 * attributes of the event are headers, which it does not cover: whoever has seen one request could send its body again
 * under another `ce-id`. So the first request with a `webhook-id` settles which event it stands for, in every process and
 * after a restart, for as long as its signature can be shown.
 *
 * It is written before the event is, and alone: a request that failed afterwards may come again, as itself.
 */
import { MINUTE } from '#lib/kernel';
import { statement, type Queryable } from '#lib/platform';

export interface SignedRequest {
  readonly tenant: number;
  /** The API key whose secret signed it: ids of different senders have nothing to do with each other. */
  readonly keyId: string;
  readonly webhookId: string;
  /** Of all that the request says, attributes included. */
  readonly digest: Buffer;
}

/** A signature that is five minutes ahead of our clock verifies for ten; what is older is gone. */
const REMEMBERED_MS = 15 * MINUTE;

/** Each look also clears a few that are past their time away, and waits for nobody who does the same. */
const CLAIM = statement('claim-webhook-id')`
  WITH past AS (
    DELETE FROM signed_request WHERE (tenant, key_id, webhook_id) IN (
      SELECT tenant, key_id, webhook_id FROM signed_request WHERE received_at < to_timestamp($6::float8 / 1000)
      ORDER BY received_at LIMIT 20 FOR UPDATE SKIP LOCKED
    ) AND NOT (tenant = $1 AND key_id = $2 AND webhook_id = $3)
  )
  INSERT INTO signed_request AS s (tenant, key_id, webhook_id, digest, received_at)
  VALUES ($1, $2, $3, $4, to_timestamp($5::float8 / 1000))
  ON CONFLICT (tenant, key_id, webhook_id) DO UPDATE SET
    digest = CASE WHEN s.received_at < to_timestamp($6::float8 / 1000) THEN excluded.digest ELSE s.digest END,
    received_at = greatest(s.received_at, excluded.received_at)
  RETURNING s.digest AS digest`;

/** False when this `webhook-id` stands for another event already. */
export async function claimWebhookId(db: Queryable, request: SignedRequest, now: number): Promise<boolean> {
  const { tenant, keyId, webhookId, digest } = request;
  const { rows } = await db.query<{ digest: Buffer }>(CLAIM, [
    tenant,
    keyId,
    webhookId,
    digest,
    now,
    now - REMEMBERED_MS,
  ]);
  return rows[0]?.digest.equals(digest) ?? false;
}
