/**
 * O3: everybody who had to hear of something has heard of it, under one name. Alerts that the log gives, deliveries that
 * are owed, and messages that came in at the other end have to be the same set.
 */
import type { Pool } from 'pg';
import type { Receipt } from '../load/receiver.js';
import { grouped } from '../grouped.js';
import { findingsOf, type Finding } from './finding.js';
import type { FoldedEpisode } from './pure-fold.js';

export interface ToldCounts {
  readonly expected: number;
  readonly delivered: number;
  readonly findings: readonly Finding[];
}
interface Owed {
  readonly alert: string;
  readonly stream: string;
  readonly key: string;
  readonly superseded: boolean;
  readonly channel: string;
  readonly idemKey: string;
  readonly state: string;
}

export async function compareTold(
  sql: Pool,
  tenant: number,
  { folded, receipts }: { folded: ReadonlyMap<string, FoldedEpisode>; receipts: readonly Receipt[] },
): Promise<ToldCounts> {
  const { rows } = await sql.query<Owed>(
    `SELECT o.alert, a.stream, a.key, a.superseded_at IS NOT NULL AS superseded, o.channel, o.idem_key AS "idemKey", o.state
     FROM outbox o LEFT JOIN alert a ON a.id = o.alert WHERE o.tenant = $1`,
    [tenant],
  );
  const due = [...folded.values()].flatMap((e) =>
    e.alerts.filter((a) => !a.historical && a.status === 'open').map((a) => `${e.stream}\n${a.key}`),
  );
  const owed = grouped(rows, (row) => `${row.stream}\n${row.key}`);
  const came = grouped(receipts, (receipt) => receipt.id);
  const accepted = (row: Owed): boolean => (came.get(row.idemKey) ?? []).some((r) => r.accepted && r.verified);
  const heard = due.filter((key) => (owed.get(key) ?? []).some((row) => row.channel === 'webhook' && accepted(row)));
  const texts = [
    ...due.flatMap((key) => faultsOfDue(key, owed.get(key) ?? [])),
    ...due.filter((key) => !heard.includes(key)).map((key) => `nobody was told: ${key.replace('\n', ' ')}`),
    ...rows.flatMap((row) => faultsOfOwed(row, accepted(row))),
    ...faultsOfReceipts(came, rows),
  ];
  return { expected: due.length, delivered: heard.length, findings: findingsOf('O3', texts) };
}

/** One message in the inbox and one on its way, neither more nor less. */
function faultsOfDue(key: string, owed: readonly Owed[]): string[] {
  return ['in-app', 'webhook'].flatMap((channel) => {
    const mine = owed.filter((row) => row.channel === channel);
    return mine.length === 1 ? [] : [`${mine.length} ${channel} deliveries for ${key.replace('\n', ' ')}`];
  });
}

function faultsOfOwed(row: Owed, accepted: boolean): string[] {
  if (row.stream === null) return [`a delivery without an alert: ${row.idemKey}`];
  const ended =
    row.channel === 'in-app' ? row.state === 'accepted' : row.state === (accepted ? 'accepted' : 'withdrawn');
  if (ended || (row.state === 'withdrawn' && row.superseded)) return [];
  return [`a ${row.channel} delivery is ${row.state}, and ${accepted ? 'was' : 'was not'} received: ${row.idemKey}`];
}

/** The same key is the same message, and no key comes from nowhere. Receipts of other tenants are not ours to judge. */
function faultsOfReceipts(came: ReadonlyMap<string, readonly Receipt[]>, rows: readonly Owed[]): string[] {
  return rows.flatMap((row) => {
    const mine = came.get(row.idemKey) ?? [];
    const bodies = new Set(mine.map((r) => r.body));
    const faults = mine.filter((r) => !r.verified).map(() => `a receipt did not verify: ${row.idemKey}`);
    return bodies.size > 1 ? [...faults, `one key, ${bodies.size} messages: ${row.idemKey}`] : faults;
  });
}
