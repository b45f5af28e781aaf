/** The weekly number of notices: what was granted to whom, and how much of a week is left. */
import { statement, type Queryable, type Row } from '#lib/platform';

/** One clinician's week, counted as `weekOf` counts. */
export interface QuotaWeek {
  readonly tenant: number;
  readonly clinician: string;
  readonly week: number;
}

/** Makes whoever spends the same week wait until this transaction ends. Take several in one order everywhere. */
export async function lockWeek(tx: Queryable, { tenant, clinician, week }: QuotaWeek): Promise<void> {
  await tx.query(statement('lock-week')`SELECT pg_advisory_xact_lock($1, hashtext($2))`, [
    WEEK_LOCK,
    `${tenant}/${clinician}/${week}`,
  ]);
}

const WEEK_LOCK = 724_004;

interface GrantRow extends Row {
  readonly alert: string;
}

/** Ids of the alerts that a week was spent on. */
export async function quotaUseOf(db: Queryable, { tenant, clinician, week }: QuotaWeek): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<GrantRow>(
    statement('quota-use-of')`SELECT alert FROM alert_grant WHERE tenant = $1 AND clinician = $2 AND week = $3`,
    [tenant, clinician, week],
  );
  return new Set(rows.map(({ alert }) => alert));
}

/** An alert that was granted before, in whatever week, keeps that grant. */
export async function saveQuotaUse(
  tx: Queryable,
  { tenant, clinician, week }: QuotaWeek,
  alerts: readonly { readonly id: string; readonly ratio: number }[],
): Promise<void> {
  await tx.query(
    statement('save-quota-use')`
     INSERT INTO alert_grant (tenant, alert, clinician, week, ratio)
     SELECT $1, alert, $2, $3, ratio FROM unnest($4::text[], $5::float8[]) AS g(alert, ratio)
     ON CONFLICT (tenant, alert) DO NOTHING`,
    [tenant, clinician, week, alerts.map(({ id }) => id), alerts.map(({ ratio }) => ratio)],
  );
}
