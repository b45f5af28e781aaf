/** A row that passed no door: written by SQL, complete with its key, its position and its mark. */
import type { ClientBase, Pool } from 'pg';
import type { Scene } from './row.js';

const PLANT = `
  WITH head AS (UPDATE stream SET head = head + 1 WHERE tenant = $1 AND stream = $2 RETURNING head),
  counter AS (UPDATE tenant_counter SET position = position + 1 WHERE tenant = $1 AND EXISTS (SELECT 1 FROM head) RETURNING position),
  key AS (INSERT INTO event_key (tenant, source, external_id, payload_hash, position)
          SELECT $1, 'urn:rapport', $3, sha256($4::bytea), position FROM counter),
  mark AS (INSERT INTO dirty_episode (tenant, stream, shard, head, marked_at) SELECT $1, $2, 1, head, now() FROM head
           ON CONFLICT (tenant, stream) DO UPDATE SET head = excluded.head)
  INSERT INTO event (tenant, position, stream, version, type, source, external_id, occurred_at, occurred_offset, received_at,
                     sequence, flags, codec, payload)
  SELECT $1, position, $2, head, 'rapport.episode.updated.v1', 'urn:rapport', $3, now(), 0, now(), '', 0, 0, $4::bytea
  FROM head, counter`;

export interface Planted {
  readonly episode: string;
  readonly id: string;
}

export async function plant(
  client: ClientBase | Pool,
  { clinic }: Scene,
  { episode, id, payload }: Planted & { readonly payload: Buffer },
): Promise<void> {
  await client.query(PLANT, [clinic.tenant, `episode/${episode}`, id, payload]);
}

/** An event that says nothing new of the episode of a story. */
export function quietUpdate({ episode, id }: Planted): Buffer {
  const data = { episode, client: episode.replace(/^ep-/, 'cl-'), clinician: episode.replace(/^ep-/, 'dr-') };
  const attributes = { id, source: 'urn:rapport', specversion: '1.0', type: 'rapport.episode.updated.v1' };
  return Buffer.from(JSON.stringify({ ...attributes, data }));
}

export const plantValid = (client: ClientBase | Pool, scene: Scene, planted: Planted): Promise<void> =>
  plant(client, scene, { ...planted, payload: quietUpdate(planted) });
