/** The states of a rupture and what moves it from one to another. `repair.ts` says what gives rise to each trigger. */
import type { RuptureState } from '../state/rupture.js';

export type Trigger =
  'suspicion' | 'strain' | 'not-back' | 'half-back' | 'back' | 'took-long' | 'begun' | 'not-so' | 'faded' | 'ended';

interface Transition {
  readonly from: RuptureState;
  readonly on: Trigger;
  readonly to: RuptureState;
}

const row = (from: RuptureState, on: Trigger, to: RuptureState): Transition => ({ from, on, to });

/** What is not in the table leaves the state as it is. */
export const TRANSITIONS: readonly Transition[] = [
  row('none', 'suspicion', 'suspected'),
  row('none', 'strain', 'open'),
  row('suspected', 'strain', 'open'),
  row('suspected', 'not-back', 'open'),
  row('suspected', 'half-back', 'repairing'),
  row('suspected', 'back', 'repaired'),
  row('suspected', 'took-long', 'unrepaired'),
  row('suspected', 'ended', 'closed'),
  row('open', 'half-back', 'repairing'),
  row('open', 'back', 'repaired'),
  row('open', 'took-long', 'unrepaired'),
  row('open', 'ended', 'closed'),
  row('repairing', 'not-back', 'open'),
  row('repairing', 'back', 'repaired'),
  row('repairing', 'took-long', 'unrepaired'),
  row('repairing', 'ended', 'closed'),
  row('repaired', 'ended', 'closed'),
  row('unrepaired', 'back', 'repaired'),
  row('unrepaired', 'ended', 'closed'),
  row('open', 'begun', 'repairing'),
  row('unrepaired', 'begun', 'repairing'),
  row('open', 'faded', 'faded'),
  row('repairing', 'faded', 'faded'),
  row('open', 'not-so', 'withdrawn'),
  row('repairing', 'not-so', 'withdrawn'),
  row('unrepaired', 'not-so', 'withdrawn'),
];

export const move = (from: RuptureState, on: Trigger): RuptureState =>
  TRANSITIONS.find((t) => t.from === from && t.on === on)?.to ?? from;
