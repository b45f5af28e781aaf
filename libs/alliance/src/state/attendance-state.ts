/** Before it is opened, running, interrupted by agreement, ended. */
export type EpisodeStatus = 'unopened' | 'open' | 'paused' | 'closed';

export type Tally =
  | 'kept'
  | 'missedByClient'
  | 'missedByClinician'
  | 'missedByBoth'
  | 'missedUnknown'
  | 'cancelledByClient'
  | 'cancelledLateByClient'
  | 'cancelledByClinician'
  | 'cancelledByPractice'
  | 'cancelledUnknown'
  | 'notCounted';

export interface Appointment {
  readonly ref: string;
  /** Clinical time in milliseconds; null when it was never booked in our sight. */
  readonly start: number | null;
  /** When the outcome was told of an hour that was never booked in our sight; null otherwise. */
  readonly told: number | null;
  readonly status: 'booked' | 'attended' | 'missed' | 'cancelled' | 'moved';
  /** The counter that it stands in. */
  readonly tally: Tally | null;
  /** HL7 appointment-cancellation-reason code. */
  readonly reason: string | null;
  /** How often the client moved it to where it is; the same new time told twice counts once. */
  readonly moves: number;
}

export interface Attendance {
  readonly tallies: Readonly<Record<Tally, number>>;
  /** Distinct moves: the same new time told twice counts once. */
  readonly movesByClient: number;
  readonly movesByClinician: number;
  readonly movesByOthers: number;
  readonly lastAttended: number | null;
  /** Any message, call or visit, in either direction. */
  readonly lastContact: number | null;
  /** The last 60. */
  readonly appointments: readonly Appointment[];
}

export const NO_ATTENDANCE: Attendance = {
  tallies: {
    kept: 0,
    missedByClient: 0,
    missedByClinician: 0,
    missedByBoth: 0,
    missedUnknown: 0,
    cancelledByClient: 0,
    cancelledLateByClient: 0,
    cancelledByClinician: 0,
    cancelledByPractice: 0,
    cancelledUnknown: 0,
    notCounted: 0,
  },
  movesByClient: 0,
  movesByClinician: 0,
  movesByOthers: 0,
  lastAttended: null,
  lastContact: null,
  appointments: [],
};
