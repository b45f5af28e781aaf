/** Messages that no channel took. Sent again, each goes from the foot of the ladder, under the key that it always had. */
import {
  findDeliveries,
  forgetDiscarded,
  letBe,
  listFailed,
  noteDiscarded,
  readDiscarded,
  sendAgain,
  type FailedDelivery,
  type FailedState,
  type SeenDelivery,
} from '#lib/eventlog';
import { channelsInUse } from '#lib/identity';
import { toIso } from '#lib/kernel';
import type { Database, Queryable } from '#lib/platform';
import type { Waker } from '#lib/queues';
import { mutedEpisodes, readStandings, type AlertStanding } from '#lib/readmodels';
import type { Found, Item, ItemOutcome, RepairKind } from '#lib/repairs';
import { leavesTheHouse } from '../follow/raise-alerts.js';
import { wordsOn, type FailedItem } from './failed-item.js';

interface Parts {
  readonly db: Database;
  readonly waker: Waker;
}

export const deliveriesKind = ({ db, waker }: Parts): RepairKind<FailedItem> => ({
  kind: 'deliveries',
  filters: ['ids', 'state', 'channel', 'person', 'alert', 'reason', 'since', 'until'],
  id: /^[0-9]{1,18}$/,
  states: ['failed', 'discarded', 'retrying'],
  async find(tenant, { person, state = 'failed', ...asked }, { after = '0', limit }) {
    const rows = await listFailed(
      db,
      { ...asked, tenant, recipient: person, state: state as FailedState },
      { after, limit },
    );
    return { found: await foundOf(db, tenant, rows), next: rows.length === limit ? rows.at(-1)?.id : undefined };
  },
  deeds: {
    retry: {
      how: 'within',
      async act(tx, items, { tenant, now }) {
        const off = await withChannelOff(tx, tenant, items);
        const others = items.filter(({ ref }) => !off.has(ref));
        const moved = await sendAgain(tx, { tenant, now }, others.map(seenOf));
        await forgetDiscarded(tx, { tenant, kind: 'delivery' }, moved);
        return outcomesOf(items, moved, off);
      },
      afterwards: (done) => waker.wakeDeliveries(done.map(({ ref }) => ref)),
    },
    discard: {
      how: 'within',
      async act(tx, items, { repair, tenant, now }) {
        const graver = await graverNow(tx, tenant, items);
        const others = items.filter(({ ref }) => !graver.has(ref));
        const moved = await letBe(tx, { tenant, now }, others.map(seenOf));
        await noteDiscarded(tx, { tenant, kind: 'delivery', repair, now }, moved);
        return outcomesOf(items, moved);
      },
    },
  },
});

async function foundOf(db: Database, tenant: number, rows: readonly FailedDelivery[]): Promise<Found<FailedItem>[]> {
  const standings = await readStandings(db, tenant, [...new Set(rows.map(({ alert }) => alert))]);
  const left = rows.filter(({ state }) => state === 'discarded').map(({ id }) => id);
  const words = await wordsOn(db, await readDiscarded(db, { tenant, kind: 'delivery' }, left));
  const inUse = await channelsInUse(db, tenant);
  const muted = await mutedEpisodes(
    db,
    tenant,
    [...standings.values()].map(({ stream }) => stream),
  );
  return rows.map((row) => {
    const alert = standings.get(row.alert);
    const isExpected = inUse.has(row.setting) && isWanted(row, alert, muted);
    const isGrave = isForTodayStill(alert, row.recipient);
    return { ...oneFound(row, words.get(row.id), isGrave), isExpected, isGrave };
  });
}

function isWanted(
  { recipient, channel }: FailedDelivery,
  alert: AlertStanding | undefined,
  muted: ReadonlySet<string>,
): boolean {
  if (!alert?.isOpen || alert.clinician !== recipient) return false;
  return !leavesTheHouse(channel) || !muted.has(alert.stream);
}

const STATES: Readonly<Record<string, FailedState>> = { dead: 'failed', discarded: 'discarded' };

const isForTodayStill = (alert: AlertStanding | undefined, recipient: string): boolean =>
  alert !== undefined && alert.isOpen && alert.isForToday && alert.clinician === recipient;

/** Ends the mark of a message about an alert that asks for action today. */
const FOR_TODAY = ':today';

function oneFound(
  row: FailedDelivery,
  words: object | undefined,
  isGrave: boolean,
): Omit<Found<FailedItem>, 'isExpected' | 'isGrave'> {
  const { id, channel, since, attempts, recipient, detail, failedAt, state } = row;
  return {
    ref: id,
    mark: `${state}:${attempts}${isGrave ? FOR_TODAY : ''}`,
    since,
    group: channel,
    shown: {
      kind: 'deliveries',
      id,
      state: STATES[state] ?? 'retrying',
      since: toIso(since),
      reason: detail,
      attempts,
      ...(failedAt === null ? {} : { failedAt: toIso(failedAt) }),
      alert: row.alert,
      channel,
      person: recipient,
      ...words,
    },
  };
}

function seenOf({ ref, mark }: Item): SeenDelivery {
  const [state = '', attempts = ''] = mark.split(':');
  return { id: ref, state, attempts: Number(attempts) };
}

/** Since the plan was made its alert has come to ask for action today: no second word was given for that. */
async function graverNow(tx: Queryable, tenant: number, items: readonly Item[]): Promise<ReadonlySet<string>> {
  const lesser = items.filter(({ mark }) => !mark.endsWith(FOR_TODAY)).map(({ ref }) => ref);
  const found = await findDeliveries(tx, tenant, lesser);
  const standings = await readStandings(tx, tenant, [...new Set(found.map(({ alert }) => alert))]);
  return new Set(found.filter((one) => isForTodayStill(standings.get(one.alert), one.recipient)).map(({ id }) => id));
}

/** Sent to a channel that is off, a message would be withdrawn, and nobody would see it again: it stays where it is. */
async function withChannelOff(tx: Queryable, tenant: number, items: readonly Item[]): Promise<ReadonlySet<string>> {
  const inUse = await channelsInUse(tx, tenant);
  const found = await findDeliveries(
    tx,
    tenant,
    items.map(({ ref }) => ref),
  );
  return new Set(found.filter(({ setting }) => !inUse.has(setting)).map(({ id }) => id));
}

function outcomesOf(
  items: readonly Item[],
  moved: readonly string[],
  off: ReadonlySet<string> = new Set(),
): ItemOutcome[] {
  const did = new Set(moved);
  return items.map(({ nth, ref }) => {
    if (off.has(ref)) return { nth, outcome: 'failed', detail: 'channel_off' };
    return { nth, outcome: did.has(ref) ? 'done' : 'changed' };
  });
}
