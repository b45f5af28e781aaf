/**
 * Alerts with a weekly number: of those raised in one transaction the strongest are told, until a clinician's week is
 * spent; the others stand in the inbox, told to nobody. What was granted is written down and read again ever after, so
 * that a repetition finds what the first time decided. A rebuild decides nothing.
 */
import { hasQuota, withinQuota, PER_WEEK, weekOf, type Alert, type ClinicRules } from '#lib/alliance';
import type { Queryable } from '#lib/platform';
import { alertId, quotaUseOf, lockWeek, saveQuotaUse, type AlertRow, type QuotaWeek } from '#lib/readmodels';

export interface QuotaClaim {
  readonly row: AlertRow;
  readonly rules: ClinicRules;
}

/** Where a weekly number already keeps it to the few that count, those few are worth a word. */
export const urgencyOf = (alert: Alert): Alert['tier'] => (hasQuota(alert) ? 'talk-soon' : alert.tier);

/** Those that may be told: all without a weekly number, and of the others what their week has room for. */
export async function applyAlertQuota<T extends QuotaClaim>(tx: Queryable, fresh: readonly T[]): Promise<readonly T[]> {
  const weeks = new Map<string, T[]>();
  for (const one of fresh.filter(({ row }) => hasQuota(row.alert))) {
    const { tenant, clinician, week } = weekOfAlert(one.row);
    const key = `${tenant} ${clinician} ${week}`;
    weeks.set(key, [...(weeks.get(key) ?? []), one]);
  }
  const told = new Set<T>();
  // in one order for everybody: two transactions that spend the same weeks wait for each other only one way
  for (const key of [...weeks.keys()].sort()) for (const one of await spend(tx, weeks.get(key) ?? [])) told.add(one);
  return fresh.filter((one) => !hasQuota(one.row.alert) || told.has(one));
}

const weekOfAlert = ({ tenant, alert }: AlertRow): QuotaWeek => ({
  tenant,
  clinician: alert.clinician,
  week: weekOf(alert.raisedAt),
});

/** All of one clinician's week. */
async function spend<T extends QuotaClaim>(tx: Queryable, candidates: readonly T[]): Promise<readonly T[]> {
  const [first] = candidates;
  if (!first) return [];
  const week = weekOfAlert(first.row);
  await lockWeek(tx, week);
  const before = await quotaUseOf(tx, week);
  const named = candidates.map((one) => ({
    one,
    key: idOf(one.row),
    ratio: Number(one.row.alert.facts['ratio'] ?? 0),
  }));
  const known = named.filter(({ key }) => before.has(key));
  const perWeek = first.rules.stopping?.perWeek ?? PER_WEEK;
  const chosen = withinQuota(
    named.filter(({ key }) => !before.has(key)),
    perWeek - before.size,
  );
  if (chosen.length > 0) {
    await saveQuotaUse(
      tx,
      week,
      chosen.map(({ key, ratio }) => ({ id: key, ratio })),
    );
  }
  return [...known, ...chosen].map(({ one }) => one);
}

const idOf = ({ tenant, stream, alert }: AlertRow): string => alertId(tenant, stream, alert.key);
