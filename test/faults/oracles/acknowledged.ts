/** O1: what was acknowledged is in the log exactly once and as it was sent; what was refused is not there at all. */
import type { Pool } from 'pg';
import type { Entry, Ledger } from '../load/ledger.js';
import { grouped } from '../grouped.js';
import { findingsOf, type Finding } from './finding.js';

export interface AckCounts {
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  readonly findings: readonly Finding[];
}
interface Logged {
  readonly source: string;
  readonly id: string;
  /** SHA-256 of the payload as it lies there, and as the key says. */
  readonly body: string;
  readonly key: string | null;
  readonly position: number;
  readonly keyPosition: number | null;
}

const OWN_SOURCE = 'urn:rapport';

export async function compareAcknowledged(sql: Pool, tenant: number, ledger: Ledger): Promise<AckCounts> {
  const { rows } = await sql.query<Logged>(
    `SELECT e.source, e.external_id AS id, encode(sha256(e.payload), 'hex') AS body, encode(k.payload_hash, 'hex') AS key,
            e.position::float8 AS position, k.position::float8 AS "keyPosition"
     FROM event e LEFT JOIN event_key k USING (tenant, source, external_id) WHERE e.tenant = $1 AND e.source <> $2`,
    [tenant, OWN_SOURCE],
  );
  const logged = grouped(rows, (row) => `${row.source}\n${row.id}`);
  const entries = [...ledger.entries.values()];
  const lost = entries.filter((e) => e.acknowledged && !logged.has(`${e.source}\n${e.id}`));
  const doubled = [...logged.values()].filter((group) => group.length > 1);
  const wrong = entries.flatMap((entry) => faultsOf(entry, logged.get(`${entry.source}\n${entry.id}`) ?? []));
  const strangers = [...logged.keys()].filter((key) => !ledger.entries.has(key));
  const findings = findingsOf('O1', [
    ...lost.map((e) => `acknowledged and not in the log: ${e.id}`),
    ...doubled.map(([first]) => `in the log more than once: ${first?.id}`),
    ...wrong,
    ...strangers.map((key) => `in the log and never sent: ${key.replace('\n', ' ')}`),
  ]);
  return { acknowledged: ledger.acknowledged, lost: lost.length, doubled: doubled.length, findings };
}

function faultsOf(entry: Entry, logged: readonly Logged[]): string[] {
  const [row] = logged;
  if (!row) return [];
  const { hash, position, id } = entry;
  const onlyRefused = entry.refused && !entry.acknowledged && !entry.unknown;
  const checks: readonly (readonly [holds: boolean, otherwise: string])[] = [
    [row.body === hash && row.key === hash, 'not what was sent'],
    [row.keyPosition === row.position, 'its key points elsewhere'],
    [position === undefined || position === row.position, 'its receipt named another position'],
    [!onlyRefused, 'refused and yet in the log'],
  ];
  return checks.filter(([holds]) => !holds).map(([, otherwise]) => `${otherwise}: ${id}`);
}
