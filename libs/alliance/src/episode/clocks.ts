/**
 * What begins or ends by itself, each with the instant at which it does. One list: the fold lets time pass over it
 * before each event and after it, and says when the next of them is due, so that a scheduler can put that instant into
 * the log. A replay finds it there and never asks a clock.
 *
 *   snoozed alert ──▶ open        pause ──▶ running       handover, cover: announced ──▶ in force
 *   absence ──▶ back              booked start ──▶ no longer next      provisional miss ──▶ final
 *   supervision: announced ──▶ in force      silence ──▶ longer than usual      task ──▶ due
 *   small signs ──▶ faded      silence ──▶ so long that work counts as stopped
 */
import type { EventData } from '#lib/events';
import { wakeSnoozed, wakesAt } from '../alerts/policy.js';
import { nextFinal, passAttendance } from '#lib/attendance';
import type { ClinicRules } from '../rules/clinic-rules.js';
import type { EpisodeState } from '../state/episode-state.js';
import { coverInTime, handOverInTime, resumeInTime, superviseInTime } from './assignment.js';
import { nextAppointmentOf } from './next-appointment.js';
import { comeBackInTime } from './people.js';
import { absenceDueAt, noteAbsence } from '../dropout/absence.js';
import { intervalEndsAt } from '../dropout/open-interval.js';
import { isUnsettled } from '../state/rupture.js';
import { nextTaskDue } from './tasks.js';
import { fadeInTime } from './weigh-signs.js';

interface EpisodeClock {
  readonly reason: EventData<'timer.due'>['reason'];
  /** Infinite where nothing of the kind is going on; and may be so where it is due after `within`, so as to be quick. */
  readonly at: (state: EpisodeState, within: number) => number;
  /** The state once `at` has come. */
  readonly pass: (state: EpisodeState, at: number, rules: ClinicRules) => EpisodeState;
}

const earliest = (instants: readonly number[]): number => instants.reduce((first, at) => Math.min(first, at), Infinity);

const CLOCKS: readonly EpisodeClock[] = [
  {
    reason: 'alert-snoozed',
    at: (state) => earliest(state.alerts.map((alert) => wakesAt(state, alert))),
    pass: wakeSnoozed,
  },
  {
    reason: 'pause-over',
    at: ({ status, pausedUntil }) => (status === 'paused' ? (pausedUntil ?? Infinity) : Infinity),
    pass: resumeInTime,
  },
  { reason: 'handover-due', at: ({ handover }) => handover?.at ?? Infinity, pass: handOverInTime },
  { reason: 'cover-due', at: ({ coverFrom }) => coverFrom?.at ?? Infinity, pass: coverInTime },
  { reason: 'supervision-due', at: ({ supervisionFrom }) => supervisionFrom?.at ?? Infinity, pass: superviseInTime },
  {
    reason: 'signs-faded',
    at: ({ rupture }) => (isUnsettled(rupture) ? (rupture.fadesAt ?? Infinity) : Infinity),
    pass: fadeInTime,
  },
  {
    reason: 'absence-over',
    at: ({ away }) => earliest(away.map(({ until }) => until ?? Infinity)),
    pass: comeBackInTime,
  },
  {
    // a miss that could be taken back counts from here on
    reason: 'appointment-started',
    at: ({ attendance }) => nextFinal(attendance),
    pass: (state, at) => ({ ...state, attendance: passAttendance(state.attendance, at) }),
  },
  { reason: 'absence-noticed', at: absenceDueAt, pass: noteAbsence },
];

/** Everything that is due by an instant, in the order in which it fell due. */
export function letTimePass(state: EpisodeState, at: number, rules: ClinicRules): EpisodeState {
  let now = state;
  for (let due = nextOf(now, at); due && due.at <= at; due = nextOf(now, at)) now = due.clock.pass(now, due.at, rules);
  return now;
}

function nextOf(
  state: EpisodeState,
  within: number,
): { readonly at: number; readonly clock: EpisodeClock } | undefined {
  let next: { readonly at: number; readonly clock: EpisodeClock } | undefined;
  for (const clock of CLOCKS) {
    const at = clock.at(state, within);
    if (at !== Infinity && (next === undefined || at < next.at)) next = { at, clock };
  }
  return next;
}

export interface ClockDue {
  readonly at: number;
  readonly reason: EventData<'timer.due'>['reason'];
}

/** The next instant at which something begins or ends by itself; infinite when nothing will. */
export function nextClock(state: EpisodeState): ClockDue {
  const next = nextOf(state, Infinity);
  const passing = nextPassing(state);
  return next && next.at <= passing.at ? { at: next.at, reason: next.clock.reason } : passing;
}

/** What every later instant shows by itself, such as a start that has passed: nothing else changes with it. */
function nextPassing(state: EpisodeState): ClockDue {
  const over = state.status === 'closed' || state.died !== null;
  const started = nextAppointmentOf(state) ?? Infinity;
  const due = over ? Infinity : nextTaskDue(state);
  const first: ClockDue =
    started <= due ? { at: started, reason: 'appointment-started' } : { at: due, reason: 'task-due' };
  const ends = over ? Infinity : intervalEndsAt(state, first.at);
  return ends < first.at ? { at: ends, reason: 'stopping-look' } : first;
}
