/** What the rules made of one episode, rupture by rupture: when it was told, and when it was seen to be repaired. */
import {
  RUPTURE_OPEN,
  DEFAULT_RULES,
  type ClinicRules,
  isUnsettled,
  type Rupture,
  type RuptureKind,
  walkEpisode,
  type EpisodeState,
} from '#lib/alliance';
import type { ClinicEvent } from '#lib/events';

/** All times are clinical times in milliseconds. */
export interface SeenRupture {
  readonly episode: string;
  readonly client: string;
  /** Whoever was told, or would have been. */
  readonly clinician: string;
  /** Names it within the episode: the event of the first sign. */
  readonly cause: string;
  readonly onset: number;
  readonly kind: RuptureKind;
  readonly rules: readonly string[];
  /** When somebody was told; null while it was only suspected. */
  readonly toldAt: number | null;
  /** When it was first seen to be repaired; null where it was not. */
  readonly repairedAt: number | null;
  /** When it first was neither open nor on its way back, by repair or by the end of the work; null while it is. */
  readonly settledAt: number | null;
}

/** Oldest first. Corrections count from the start, as in every fold. */
export function rupturesIn(
  history: readonly ClinicEvent[],
  rules: ClinicRules = DEFAULT_RULES,
): readonly SeenRupture[] {
  const seen = new Map<string, SeenRupture>();
  for (const { after } of walkEpisode(history, rules)) {
    const { rupture } = after;
    if (rupture) seen.set(rupture.cause, seenIn(after, rupture, seen.get(rupture.cause)));
  }
  return [...seen.values()];
}

function seenIn(state: EpisodeState, rupture: Rupture, before: SeenRupture | undefined): SeenRupture {
  const { cause, onset, kind, rules } = rupture;
  return {
    episode: state.episode,
    client: state.client,
    cause,
    onset,
    kind,
    rules,
    ...toldOf(state, cause),
    ...endOf(rupture, before),
  };
}

function toldOf({ alerts, clinician }: EpisodeState, rupture: string): Pick<SeenRupture, 'toldAt' | 'clinician'> {
  const told = alerts.find(({ rule, cause }) => rule === RUPTURE_OPEN.code && cause === rupture);
  return { toldAt: told?.raisedAt ?? null, clinician: told?.clinician ?? clinician ?? '' };
}

/** The first time counts. */
function endOf(rupture: Rupture, before: SeenRupture | undefined): Pick<SeenRupture, 'repairedAt' | 'settledAt'> {
  const { state, changedAt } = rupture;
  const settledAt = isUnsettled(rupture) ? null : changedAt;
  return {
    repairedAt: before?.repairedAt ?? (state === 'repaired' ? changedAt : null),
    settledAt: before?.settledAt ?? settledAt,
  };
}
