/** O7 nothing is left open, O8 quiet comes in time, O9 processes end only when they are told to. */
import { eventually } from '#lib/testkit';
import type { FaultHouse } from '../place/house.js';
import type { Member } from '../place/crew.js';
import { findingsOf, type Finding } from './finding.js';

/** Per process: the pool of 12, two for each producing queue and the listener; a worker's consumers on top. */
const CONNECTIONS = { api: 12 + 6 + 2, worker: 12 + 6 + 10 + 4 } as const;
const ERROR_LINES_PER_SECOND = 10;

/** What still waits for somebody in one tenant. */
export async function debtOf(
  { sql }: FaultHouse,
  tenant: number,
): Promise<{ marks: number; deliveries: number; behind: number }> {
  const { rows } = await sql.query<{ marks: number; deliveries: number; behind: number }>(
    `SELECT (SELECT count(*) FROM dirty_episode WHERE tenant = $1)::int AS marks,
            (SELECT count(*) FROM outbox WHERE tenant = $1 AND state IN ('waiting', 'leased'))::int AS deliveries,
            (SELECT count(*) FROM stream s LEFT JOIN (checkpoint c JOIN build b ON b.id = c.build AND b.state = 'active')
               ON c.tenant = s.tenant AND c.stream = s.stream
             WHERE s.tenant = $1 AND s.stream LIKE 'episode/%' AND c.quarantined_at IS NULL AND s.head > coalesce(c.version, 0))::int AS behind`,
    [tenant],
  );
  return rows[0] as { marks: number; deliveries: number; behind: number };
}

export async function awaitQuiet(
  system: FaultHouse,
  tenant: number,
  withinMs: number,
): Promise<{ ms: number; findings: Finding[] }> {
  const began = Date.now();
  let last = '';
  try {
    await eventually(
      'quiet',
      async () => {
        const debt = await debtOf(system, tenant).catch(() => undefined);
        last = JSON.stringify(debt);
        return debt !== undefined && debt.marks + debt.deliveries + debt.behind === 0;
      },
      withinMs,
    );
    return { ms: Date.now() - began, findings: [] };
  } catch {
    return { ms: Date.now() - began, findings: findingsOf('O8', [`not quiet within ${withinMs} ms: ${last}`]) };
  }
}

interface Session {
  readonly app: string;
  readonly n: number;
  readonly open: number;
}

const sessions = async ({ sql }: FaultHouse): Promise<Session[]> => {
  const { rows } = await sql.query<Session>(
    `SELECT split_part(application_name, '#', 1) AS app, count(*)::int AS n,
            count(*) FILTER (WHERE xact_start < clock_timestamp() - interval '2 s')::int AS open
     FROM pg_stat_activity WHERE application_name LIKE 'rapport%' AND backend_type = 'client backend' GROUP BY 1`,
  );
  return rows;
};

/**
 * A transaction that is under way at the moment of looking is fine, one that stays is not. Far from its database a
 * transaction is idle most of its life, so only its age tells the one from the other.
 */
export async function checkRest(system: FaultHouse): Promise<Finding[]> {
  const most = system.crew.of('api').length * CONNECTIONS.api + system.crew.of('worker').length * CONNECTIONS.worker;
  let last: Session[] = [];
  const settled = async (): Promise<boolean> => {
    last = await sessions(system);
    return last.every((s) => s.open === 0) && last.reduce((sum, s) => sum + s.n, 0) <= most;
  };
  try {
    await eventually('connections to rest', settled, 15_000);
    return [];
  } catch {
    return findingsOf('O7', [
      `at most ${most} connections and none in a transaction were due: ${JSON.stringify(last)}`,
    ]);
  }
}

/** Members that were there since `first`, with what they did that nobody asked for. */
export function checkProcesses(system: FaultHouse, first: number): Finding[] {
  return findingsOf(
    'O9',
    system.crew.all
      .slice(first)
      .concat(system.crew.all.slice(0, first).filter((m) => m.alive))
      .flatMap(faultsOf),
  );
}

function faultsOf(member: Member): string[] {
  const name = `${member.role} ${member.process.pid}`;
  const busiest = Math.max(0, ...member.errorsPerSecond.values());
  const gone = !member.alive && !member.doomed;
  const faults = [
    ...(gone
      ? [
          `${name} ended by itself (${member.process.exitCode ?? member.process.signalCode}): ${member.lines.slice(-3).join(' | ')}`,
        ]
      : []),
    ...(member.unhandled > 0
      ? [`${name} had ${member.unhandled} unhandled rejections: ${member.lines.slice(-5).join(' | ')}`]
      : []),
    ...(busiest > ERROR_LINES_PER_SECOND ? [`${name} wrote ${busiest} error lines in one second`] : []),
  ];
  member.unhandled = 0;
  member.errorsPerSecond.clear();
  return faults;
}
