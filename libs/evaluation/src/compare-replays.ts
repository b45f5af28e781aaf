/** Many episodes replayed: what the other rules would have cost and brought, beside the rules as they are. */
import { DAY } from '#lib/kernel';
import { SAFETY_ANSWER, type RuptureTier } from '#lib/alliance';
import { weekOf } from './weekly-quota.js';
import { median } from '#lib/statistics';
import type { Replay, ReplayedAlert } from './replay.js';

export interface AlertFigures {
  readonly alerts: number;
  readonly perClinicianWeek: number | null;
  /** Of the alerts about which a person said whether it was so, the share that was. */
  readonly precision: number | null;
  readonly right: number;
  readonly wrong: number;
  /** Of the stops, how many were told of before the last attended hour. */
  readonly stopsToldOf: number;
  /** Median days from the first alert to the last attended hour, where it came before that. */
  readonly leadDays: number | null;
}

export interface Comparison {
  readonly episodes: number;
  /** Pairs of a clinician and an ISO week with at least one attended hour. */
  readonly clinicianWeeks: number;
  readonly stops: number;
  readonly before: AlertFigures;
  readonly after: AlertFigures;
  readonly extra: Changed;
  readonly gone: Changed;
  readonly shadowed: readonly ShadowFigures[];
}

export interface Changed {
  readonly alerts: number;
  readonly perClinicianWeek: number | null;
  readonly right: number;
  readonly wrong: number;
  /** The newest, at most twenty. */
  readonly newest: readonly ReplayedAlert[];
}

export interface ShadowFigures {
  readonly rule: string;
  readonly forms: number;
  readonly byTier: Readonly<Partial<Record<RuptureTier, number>>>;
}

const NEWEST = 20;

/** Safety answers are left out: no rule that can be tried changes them. */
export function compareReplays(replays: readonly Replay[]): Comparison {
  const weeks = new Set(replays.flatMap(({ hours }) => hours.map((h) => `${weekOf(h.at)} ${h.clinician}`))).size;
  const figures = (side: 'before' | 'after'): AlertFigures => toldFigures(replays, { side, weeks });
  const changed = (from: 'before' | 'after', to: 'before' | 'after'): Changed =>
    changedFigures(
      replays.flatMap((replay) => without(tried(replay[to]), replay[from])),
      weeks,
    );
  return {
    episodes: replays.length,
    clinicianWeeks: weeks,
    stops: replays.filter(({ stop }) => stop !== null).length,
    before: figures('before'),
    after: figures('after'),
    extra: changed('before', 'after'),
    gone: changed('after', 'before'),
    shadowed: shadowFigures(replays.flatMap(({ shadowed }) => shadowed)),
  };
}

const tried = (alerts: readonly ReplayedAlert[]): readonly ReplayedAlert[] =>
  alerts.filter(({ rule }) => rule !== SAFETY_ANSWER.code);

/** Named by their key: a rupture that is found by another form is another alert. */
function without(alerts: readonly ReplayedAlert[], known: readonly ReplayedAlert[]): readonly ReplayedAlert[] {
  const keys = new Set(known.map(({ key }) => key));
  return alerts.filter(({ key }) => !keys.has(key));
}

const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
const said = (alerts: readonly ReplayedAlert[], what: ReplayedAlert['said']): number =>
  alerts.filter((alert) => alert.said === what).length;

interface Side {
  readonly side: 'before' | 'after';
  readonly weeks: number;
}

function toldFigures(replays: readonly Replay[], { side, weeks }: Side): AlertFigures {
  const alerts = replays.flatMap((replay) => tried(replay[side]));
  const [right, wrong] = [said(alerts, 'right'), said(alerts, 'wrong')];
  const leads = replays.flatMap(({ stop, [side]: told }) => (stop ? leadTo(stop.lastHour, tried(told)) : []));
  return {
    alerts: alerts.length,
    perClinicianWeek: share(alerts.length, weeks),
    precision: share(right, right + wrong),
    right,
    wrong,
    stopsToldOf: leads.length,
    leadDays: median(leads) ?? null,
  };
}

function leadTo(lastHour: number, alerts: readonly ReplayedAlert[]): readonly number[] {
  const first = Math.min(...alerts.map(({ raisedAt }) => raisedAt));
  return first <= lastHour ? [(lastHour - first) / DAY] : [];
}

const changedFigures = (alerts: readonly ReplayedAlert[], weeks: number): Changed => ({
  alerts: alerts.length,
  perClinicianWeek: share(alerts.length, weeks),
  right: said(alerts, 'right'),
  wrong: said(alerts, 'wrong'),
  newest: alerts.toSorted((a, b) => b.raisedAt - a.raisedAt || (a.key < b.key ? -1 : 1)).slice(0, NEWEST),
});

function shadowFigures(shadowed: Replay['shadowed']): readonly ShadowFigures[] {
  const rules = [...new Set(shadowed.map(({ rule }) => rule))].sort();
  return rules.map((rule) => {
    const mine = shadowed.filter((s) => s.rule === rule);
    const byTier: Partial<Record<RuptureTier, number>> = {};
    for (const { tier } of mine) byTier[tier] = (byTier[tier] ?? 0) + 1;
    return { rule, forms: mine.length, byTier };
  });
}
