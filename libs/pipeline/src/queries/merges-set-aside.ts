/** A merge stands in each episode of its client as a copy. Operations are shown the event that its sender knows. */
import { episodeOf, refOf } from '#lib/events';
import { copyId, findEvent, readStream, streamKey, toClinicEvent, type StoredEvent } from '#lib/eventlog';
import type { Queryable } from '#lib/platform';
import type { SetAsideRow } from '#lib/readmodels';

export const isOfMerge = ({ reason }: SetAsideRow): boolean => reason === 'merged_elsewhere' || reason === 'not_merged';

/** Each with its original in the place of the copy, and each once, however many episodes it is copied into. */
export async function originalsOf(
  db: Queryable,
  tenant: number,
  rows: readonly SetAsideRow[],
): Promise<readonly SetAsideRow[]> {
  const streams = new Map<string, Promise<StoredEvent[]>>();
  const originals = new Map<string, SetAsideRow>();
  for (const row of rows) {
    const copy = await findEvent(db, tenant, {
      source: row.event.split(' ')[0] ?? '',
      id: row.event.slice(row.event.indexOf(' ') + 1),
    });
    if (!copy) continue;
    const { retired, restored } = toClinicEvent(copy).data as { retired?: string; restored?: string };
    const key = { tenant, stream: `client/${retired ?? restored ?? ''}` };
    const told = streams.get(streamKey(key)) ?? readStream(db, key);
    streams.set(streamKey(key), told);
    const original = (await told).find((event) => copyId(event, episodeOf(row.stream)) === copy.externalId);
    if (original) originals.set(refOf(toClinicEvent(original)), { ...row, event: refOf(toClinicEvent(original)) });
  }
  return [...originals.values()];
}
