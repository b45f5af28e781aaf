/**
 * A history as the steps of its fold: each event once, corrected, at the time of its fact. What was entered late takes
 * two steps, because it happened at one time and became known at another: the fact counts where it happened, among the
 * forms of its time, and people hear of it when it was entered.
 */
import { clinicalOrder, comparePositions, factTime, positionOf, refOf, type ClinicEvent } from '#lib/events';
import { MINUTE } from '#lib/kernel';
import type { EpisodeState } from '../state/episode-state.js';
import { applyCorrections, correctsThePast, type Corrected } from './corrections.js';

export interface Step extends Corrected {
  /** Where it stands in the fold, in milliseconds. */
  readonly at: number;
  /** `fact`: it happened, and nobody knew. `word`: it was entered, and somebody may be told. As a rule `both`. */
  readonly part: 'both' | 'fact' | 'word';
}

/** Events must be in clinical order, each once. */
export const stepsOf = (ordered: readonly ClinicEvent[]): readonly Step[] => placed(applyCorrections(ordered));

/** Sorted, each event once. */
export function inOrder(events: readonly ClinicEvent[]): readonly ClinicEvent[] {
  const seen = new Set<string>();
  return events.toSorted(clinicalOrder).filter((event) => {
    const ref = refOf(event);
    return seen.has(ref) ? false : seen.add(ref);
  });
}

/** Whether an event changes what stood before it when it came. */
export const reachesBack = (event: ClinicEvent): boolean => correctsThePast(event) || timeOf(event) < event.occurredAt;

type Place = NonNullable<EpisodeState['last']>;

/** What happened at one time stands in the order in which it was told. */
export const comparePlaces = (a: Place, b: Place): number => a.at - b.at || comparePositions(a, b);
const compareSteps = (a: Step, b: Step): number => a.at - b.at || clinicalOrder(a.original, b.original);

export const placeOf = ({ at, original }: Step): Place => ({ at, ...positionOf(original) });

const isPlaced = ({ type }: ClinicEvent): boolean =>
  type === 'feedback.submitted' || type === 'feedback.partially_submitted' || type === 'episode.clinician_changed';

/**
 * Where a form or a change of the clinician belongs. Times of the same minute are one time. A mark in a note is dated by
 * its hour as well, and yet stands where it was made: it may speak of what a later form of the same hour has shown.
 */
function timeOf(event: ClinicEvent): number {
  if (!isPlaced(event)) return event.occurredAt;
  const at = factTime(event);
  return event.occurredAt - at < MINUTE ? event.occurredAt : at;
}

function placed(settled: readonly Corrected[]): readonly Step[] {
  const steps: Step[] = [];
  for (const { original, effective } of settled) {
    const told = original.occurredAt;
    const at = Math.min(timeIn(settled, effective ?? original), told);
    // of history nobody is told, so it has no second time
    const isHeardLater = at < told && !original.historical;
    steps.push({ original, effective, at, part: isHeardLater ? 'fact' : 'both' });
    if (isHeardLater) steps.push({ original, effective: undefined, at: told, part: 'word' });
  }
  return steps.sort(compareSteps);
}

/** Nobody takes over before the episode began: its opening says who worked with the client then, and would undo it. */
function timeIn(settled: readonly Corrected[], event: ClinicEvent): number {
  const at = timeOf(event);
  if (event.type !== 'episode.clinician_changed') return at;
  return Math.max(at, beginningBefore(settled, event.occurredAt) ?? at);
}

/** Opened again while it runs, it does not begin again. */
function beginningBefore(settled: readonly Corrected[], told: number): number | undefined {
  let began: number | undefined;
  let isRunning = false;
  for (const { original } of settled) {
    if (original.occurredAt > told) break;
    if (original.type === 'episode.opened' && !isRunning) began = original.occurredAt;
    if (original.type === 'episode.opened') isRunning = true;
    if (original.type === 'episode.closed') isRunning = false;
  }
  return began;
}
