/** What is noted of a request: a line for each event that was refused or is kept, and one for all that were accepted or known. */
import type { InboundEntry } from '#lib/eventlog';
import type { Principal } from '#lib/identity';
import type { EventName } from '#lib/intake';
import type { Violation } from '#lib/kernel';
import type { RapportError } from '#lib/platform';
import type { Item, Receipt } from './receipt.js';

/** Of a request as a whole. */
export interface Came {
  readonly principal: Pick<Principal, 'tenant' | 'keyId'> | undefined;
  readonly at: number;
  readonly ms: number;
}

const NAMELESS: EventName = { id: '', source: '', type: '' };

type Said = Pick<InboundEntry, 'verdict' | 'effect' | 'codes'> & {
  readonly position?: number | null;
  readonly events?: number;
};

function entry({ principal, at, ms }: Came, { id, source, type }: EventName, said: Said): InboundEntry {
  const whose = { tenant: principal?.tenant ?? null, keyId: principal?.keyId ?? null };
  const { position = null, events = 1, verdict, effect, codes } = said;
  return { ...whose, at, ms, id, source, type, verdict, effect, codes, position, events };
}

const MOST_CODES = 20;
const codesOf = (faults: readonly Violation[], first: readonly string[] = []): string[] =>
  [...new Set([...first, ...faults.map(({ code }) => code)])].slice(0, MOST_CODES);

const WAITS = new Set(['episode_not_open', 'inactive_instrument']);

function saidOf({ verdict, reason, position: at, errors = [] }: Receipt): Said {
  const position = at ?? null;
  switch (verdict) {
    case 'refused':
      return { verdict, effect: 'nothing', codes: codesOf(errors) };
    case 'duplicate':
      return { verdict, effect: 'known', codes: [], position };
    case 'accepted':
      return { verdict, effect: 'stored', codes: [], position };
    case 'quarantined':
      return { verdict, ...keptFor(reason), position };
  }
}

const keptFor = (reason: string | undefined): Pick<Said, 'effect' | 'codes'> =>
  reason === undefined
    ? { effect: 'kept-unread', codes: [] }
    : { effect: WAITS.has(reason) ? 'waits' : 'kept-unread', codes: [reason] };

/** Nothing is to be said of each of these. */
const PLAIN: readonly Receipt['verdict'][] = ['accepted', 'duplicate'];

/** A request that was answered. */
export function answeredEntries(came: Came, receipts: readonly Receipt[]): InboundEntry[] {
  const together = PLAIN.flatMap((verdict) => {
    const alike = receipts.filter((receipt) => receipt.verdict === verdict);
    return alike[0] ? [entry(came, alike[0], { ...saidOf(alike[0]), events: alike.length })] : [];
  });
  const others = receipts.filter(({ verdict }) => !PLAIN.includes(verdict));
  return [...together, ...others.map((receipt) => entry(came, receipt, saidOf(receipt)))];
}

/** What was refused, as far as it had been read. */
export interface RefusedRequest {
  readonly items: readonly Item[];
  readonly name: EventName | undefined;
}

/** A request that was refused whole: each of its events, with its own faults. */
export function refusedEntries(came: Came, { items, name }: RefusedRequest, error: RapportError): InboundEntry[] {
  const faults = error.more.faults ?? [];
  const refused = (codes: readonly string[]): Said => ({ verdict: 'refused', effect: 'nothing', codes });
  if (items.length === 0) return [entry(came, name ?? NAMELESS, refused(codesOf(faults, [error.code])))];
  if (items.length === 1) return [entry(came, nameOf(items[0]), refused(codesOf(faults, [error.code])))];
  // nothing is wrong with any of them
  if (faults.length === 0 && items.every(({ ok }) => ok))
    return [entry(came, nameOf(items[0]), { ...refused([error.code]), events: items.length })];
  return items.map((item, index) => {
    const own = item.ok ? faults.filter(({ pointer }) => pointer.startsWith(`/${index}/`)) : item.error.errors;
    // nothing is wrong with this one: another event of its batch is
    return entry(
      came,
      nameOf(item),
      refused(codesOf(own, own.length > 0 ? [error.code] : [error.code, 'batch_refused'])),
    );
  });
}

function nameOf(item: Item | undefined): EventName {
  if (!item) return NAMELESS;
  return item.ok ? item.value : item.error.name;
}

/** A request that was refused before anybody looked into it. */
export const unreadEntry = (came: Came, codes: readonly string[]): InboundEntry =>
  entry(came, NAMELESS, { verdict: 'refused', effect: 'nothing', codes });
