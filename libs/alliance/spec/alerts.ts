/** Alerts and the state that they stand in, for specs of what people and the course of things make of them. */
import type { ClinicEvent } from '#lib/events';
import type { Alert, StandingAct } from '../src/state/alert.js';
import type { EpisodeState } from '../src/state/episode-state.js';
import { UNKNOWN_EPISODE } from '../src/state/unknown-episode.js';
import { day, named, on } from './history.js';

/** Told on day 7 to k1, and not taken. */
export const alertOf = (rule: string, cause: string, more: Partial<Alert> = {}): Alert => ({
  ...{ key: `${rule}:1:${cause}`, rule, ruleVersion: 1, cause, tier: 'talk-soon', raisedAt: day(7) },
  ...{ clinician: 'k1', movedFrom: null, status: 'open', snoozedUntil: null, cameBackAt: null, act: null },
  ...{ follows: null, historical: false, evidence: [`s ${cause}`], seenAgain: 0, facts: {} },
  ...more,
});

export const actBy = (kind: StandingAct['kind'], why: string | null = null): StandingAct => ({
  ...{ kind, by: 'k1', at: day(8), event: `act ${kind}`, why },
});

/** Running work of k1 on day 10. */
export const stateWith = (alerts: readonly Alert[], more: Partial<EpisodeState> = {}): EpisodeState => ({
  ...UNKNOWN_EPISODE,
  ...{ episode: 'e1', client: 'c1', clinician: 'k1', status: 'open', asOf: day(10) },
  alerts,
  ...more,
});

/** Something that happens, whatever it is. */
export const happening = (at = 10): ClinicEvent =>
  named(`h-${at}`, on(at, 'engagement.contact_logged', { direction: 'to-client', channel: 'phone' }));
