/** From alerts that no channel outside has taken to those that have reached nobody, and why. */
import type { Unreached, UnreachedReason } from '#lib/presentation';
import type { Untaken } from '#lib/readmodels';

export interface Judged extends Untaken {
  /** Whether the person has any channel that is switched on. */
  readonly hasChannel: boolean;
}

/** Undefined where every alert has reached somebody, is on its way, or was meant for the inbox alone. */
export function unreachedOf(untaken: readonly Judged[]): Unreached | undefined {
  const why = new Map<string, { reason: UnreachedReason; alerts: number }>();
  let since = Infinity;
  for (const one of untaken) {
    const reason = reasonOf(one);
    if (!reason) continue;
    const key = JSON.stringify(reason);
    why.set(key, { reason, alerts: (why.get(key)?.alerts ?? 0) + one.alerts });
    since = Math.min(since, one.since);
  }
  if (why.size === 0) return undefined;
  const reasons = [...why.values()].toSorted((a, b) => b.alerts - a.alerts);
  return { alerts: reasons.reduce((sum, { alerts }) => sum + alerts, 0), since, why: reasons };
}

/** What a person let be, and who has a channel and was owed no message, is as somebody chose; not where it is for today. */
function reasonOf({ channel, state, detail, tier, hasChannel }: Judged): UnreachedReason | undefined {
  if (state === 'discarded') return tier === 'act-today' ? { code: 'discarded', channel: channel ?? '' } : undefined;
  if (channel !== null)
    return detail === null
      ? { code: 'not-tried', channel }
      : { code: 'not-taken', channel, detail, givenUp: state === 'dead' };
  if (!hasChannel) return { code: 'no-channel' };
  return tier === 'act-today' ? { code: 'not-told' } : undefined;
}
