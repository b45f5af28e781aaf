/** What the house holds of one episode, to the byte: for comparing two ways that must lead to the same place. */
import { episodeStream } from '#lib/events';
import { summarise } from '#lib/presentation';
import { caseload, readEpisode, standingKeys } from '#lib/readmodels';
import type { TestSystem } from './test-system.js';

export interface Held {
  readonly version: number | undefined;
  readonly state: string | undefined;
  readonly attempts: number | undefined;
  /** PostgreSQL's id of the transaction that wrote the checkpoint. */
  readonly writtenBy: string | undefined;
  readonly caseload: string | undefined;
  /** Alerts that stand, by key. */
  readonly alerts: readonly (readonly [key: string, alert: string])[];
}

export async function readBack({ parts, tenant }: TestSystem, episode: string): Promise<Held> {
  const { db } = parts;
  const key = { tenant: tenant.id, stream: episodeStream(episode) };
  const { rows } = await db.query<{
    build: number;
    version: number;
    state: string;
    attempts: number;
    writtenBy: string;
  }>(
    `SELECT c.build, c.version, c.state, c.attempts, c.xmin::text AS "writtenBy" FROM checkpoint c
     JOIN build b ON b.id = c.build AND b.state = 'active' WHERE c.tenant = $1 AND c.stream = $2`,
    [key.tenant, key.stream],
  );
  const [checkpoint] = rows;
  const [placed] = checkpoint ? await caseload.readBack(db, checkpoint.build, [key]) : [];
  const folded = placed && (await readEpisode(db, key));
  const rules = await parts.rules.inForce(db, key.tenant);
  const summary = folded && { episode, ...summarise(folded.state, rules) };
  const alerts = (await standingKeys(db, [key])).map((a) => [a.key, a.alert] as const);
  const { version, state, attempts, writtenBy } = checkpoint ?? {};
  return { version, state, attempts, writtenBy, caseload: placed && JSON.stringify([placed.sortKey, summary]), alerts };
}

/** What the fold decides, without what depends on when it was written. */
export async function readFold(
  system: TestSystem,
  episode: string,
): Promise<Pick<Held, 'state' | 'caseload' | 'alerts'>> {
  const { state, caseload, alerts } = await readBack(system, episode);
  return { state, caseload, alerts };
}
