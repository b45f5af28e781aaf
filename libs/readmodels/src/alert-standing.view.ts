/** Whether an alert still waits for somebody, and how soon: asked for messages about it, which say neither. */
import type { AlertStatus } from '#lib/alliance';
import { statement, type Queryable, type Row } from '#lib/platform';

export interface AlertStanding extends Row {
  readonly id: string;
  readonly stream: string;
  readonly clinician: string;
  /** Waits for somebody to take it. */
  readonly isOpen: boolean;
  /** `superseded`: a later event took away its reason. */
  readonly standing: AlertStatus | 'superseded';
  readonly isForToday: boolean;
  /** Of the event that it followed from. */
  readonly position: number;
}

/** Of those that are there. Uses the primary key of alert. */
export async function readStandings(
  db: Queryable,
  tenant: number,
  ids: readonly string[],
): Promise<ReadonlyMap<string, AlertStanding>> {
  const { rows } = await db.query<AlertStanding>(
    statement('read-standings')`
     SELECT id, stream, clinician, status = 'open' AND superseded_at IS NULL AS "isOpen",
       CASE WHEN superseded_at IS NULL THEN status ELSE 'superseded' END AS standing, tier = 'act-today' AS "isForToday",
       trigger_position::float8 AS position
     FROM alert WHERE tenant = $1 AND id = ANY($2::text[])`,
    [tenant, ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
