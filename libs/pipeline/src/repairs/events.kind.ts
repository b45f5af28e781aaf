/** Events that were kept and not understood. Read again, each is copied to where it belongs once somebody knows what it means. */
import type { RulesCache } from '#lib/clinic-settings';
import { wireName } from '#lib/events';
import { findUnread, forgetDiscarded, noteDiscarded, readDiscarded, type StoredEvent } from '#lib/eventlog';
import { toIso } from '#lib/kernel';
import type { Database } from '#lib/platform';
import type { Found, Item, ItemOutcome, RepairKind } from '#lib/repairs';
import { isRead, readAgain, type Reading } from '../reread/read-again.js';
import type { Rereading } from '../reread/rereading.js';
import { wordsOn, type FailedItem } from './failed-item.js';

interface Parts {
  readonly db: Database;
  readonly rules: RulesCache;
  readonly rereading: Rereading;
}

export const eventsKind = (parts: Parts): RepairKind<FailedItem> => ({
  kind: 'events',
  filters: ['ids', 'state', 'type', 'source', 'reason', 'since', 'until'],
  id: /^[0-9]{1,15}$/,
  states: ['failed', 'discarded'],
  async find(tenant, { ids, state, reason, ...asked }, { after = '0', limit }) {
    const discarded = state === 'discarded';
    const positions = ids?.map(Number);
    const page = { after: Number(after), limit };
    const events = await findUnread(parts.db, { ...asked, tenant, positions, discarded }, page);
    const found = await foundOf(parts, tenant, events);
    return {
      found: found.filter(({ shown }) => reason === undefined || shown.reason.includes(reason)),
      next: events.length === limit ? String(events.at(-1)?.position) : undefined,
    };
  },
  deeds: {
    retry: { how: 'apart', act: (items, { tenant }) => readThem(parts, tenant, items) },
    discard: {
      how: 'within',
      async act(tx, items, { repair, tenant, now }) {
        const positions = items.map(({ ref }) => Number(ref));
        const unread = await findUnread(tx, { tenant, positions, discarded: false }, { after: 0, limit: items.length });
        const refs = unread.map(({ position }) => String(position));
        await noteDiscarded(tx, { tenant, kind: 'event', repair, now }, refs);
        return outcomesOf(items, (ref) => (refs.includes(ref) ? { outcome: 'done' } : CHANGED));
      },
    },
  },
});

/** A form may hold the answer to a safety question, and nobody has read it. */
const FORM = wireName('feedback.submitted');

async function foundOf(
  { db, rules }: Parts,
  tenant: number,
  events: readonly StoredEvent[],
): Promise<Found<FailedItem>[]> {
  const known = await rules.newest(db, tenant);
  const refs = events.map(({ position }) => String(position));
  const repairs = await readDiscarded(db, { tenant, kind: 'event' }, refs);
  const words = await wordsOn(db, repairs);
  return events.map((event) => {
    const ref = String(event.position);
    return oneFound(readAgain(event, known), repairs.get(ref), words.get(ref));
  });
}

function oneFound(reading: Reading, repair: string | undefined, words: object | undefined): Found<FailedItem> {
  const { position, receivedAt, type, source, externalId } = reading.event;
  const why = isRead(reading) ? { reason: 'being_read' } : { reason: reading.reason, hint: reading.hint };
  return {
    ref: String(position),
    mark: repair ?? '',
    since: receivedAt,
    group: `${type} (${why.reason})`,
    isExpected: isRead(reading),
    isGrave: type === FORM,
    shown: {
      kind: 'events',
      id: String(position),
      state: repair === undefined ? 'failed' : 'discarded',
      since: toIso(receivedAt),
      ...why,
      type,
      source,
      event: externalId,
      ...words,
    },
  };
}

const CHANGED = { outcome: 'changed' } as const;

/** What was let be is failed work again before it is read, which is what was asked; what still cannot be read says why. */
async function readThem({ db, rereading }: Parts, tenant: number, items: readonly Item[]): Promise<ItemOutcome[]> {
  const refs = items.map(({ ref }) => ref);
  const repairs = await readDiscarded(db, { tenant, kind: 'event' }, refs);
  // one that is let be no more was begun here before, and ended before it was read
  const still = items.filter(({ ref, mark }) => [mark, ''].includes(repairs.get(ref) ?? ''));
  const left = still.filter(({ ref }) => repairs.has(ref)).map(({ ref }) => ref);
  if (left.length > 0) await forgetDiscarded(db, { tenant, kind: 'event' }, left);
  const came = await rereading.some(
    tenant,
    still.map(({ ref }) => Number(ref)),
  );
  return outcomesOf(items, (ref) => {
    const result = came.get(Number(ref));
    if (result === undefined) return CHANGED;
    if (result === 'read') return { outcome: 'done' };
    return left.includes(ref) ? { outcome: 'done', detail: result } : { outcome: 'failed', detail: result };
  });
}

const outcomesOf = (items: readonly Item[], of: (ref: string) => Omit<ItemOutcome, 'nth'>): ItemOutcome[] =>
  items.map(({ nth, ref }) => ({ nth, ...of(ref) }));
