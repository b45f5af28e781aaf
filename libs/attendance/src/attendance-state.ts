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

/** Who did it; `practice` is the front desk or the service. */
export type Side = 'client' | 'clinician' | 'practice' | 'unknown';

/** One hour. An appointment that is moved after an outcome has two: the one with the outcome, then the new one. */
export interface Appointment {
  readonly ref: string;
  /** As booked, in clinical milliseconds; null when it was never booked in our sight. */
  readonly start: number | null;
  /** When it really began, where a source said so. */
  readonly began: number | null;
  /** When the outcome was first told of an hour that has neither; null otherwise. */
  readonly told: number | null;
  /** A voided one is remembered, so that what is told of it again changes nothing. */
  readonly status: 'booked' | 'attended' | 'missed' | 'cancelled' | 'moved' | 'voided';
  /** The counter that it stands in. */
  readonly tally: Tally | null;
  /** HL7 appointment-cancellation-reason code. */
  readonly reason: string | null;
  /** How often the client moved it to where it is; the same new time told twice counts once. */
  readonly moves: number;
  /** Starts that it was moved away from, and when; the last 8. */
  readonly left: readonly (readonly [start: number, at: number])[];
  /** Of a cancelled one: when the decision began that it belongs to. */
  readonly decision: number | null;
  /**
   * A missed one that may still be taken back, or one that was told as kept before it began: it counts from `until` on,
   * there.
   */
  readonly provisional: {
    readonly until: number;
    readonly tally: Tally;
  } | null;
  /** A correction said what it was: what is told again of the error changes nothing. */
  readonly corrected: boolean;
  /** It was told as moved here, and nobody said from which appointment. */
  readonly orphan: boolean;
  /** An hour of a group, such as a skills training. */
  readonly group: boolean;
  /** Of a missed one: a computer concluded it. */
  readonly inferred: boolean;
}

/** Something that may turn out to be one half of a move, or part of one decision. */
export interface CalendarAct {
  readonly what: 'booked' | 'moved' | 'cancelled';
  readonly ref: string;
  readonly at: number;
  readonly by: Side;
}

export interface BookingHabit {
  /** Milliseconds from an hour to the booking of the next, the last 6; 0 where it was booked by then. */
  readonly lags: readonly number[];
  /** The hour since which a booking is waited for; null while none is. */
  readonly since: number | null;
}

export interface Attendance {
  readonly tallies: Readonly<Record<Tally, number>>;
  /** Distinct decisions to move: the same new time told twice, and there and back within a day, count once. */
  readonly movesByClient: number;
  readonly movesByClinician: number;
  readonly movesByOthers: number;
  /** When the last hour was that took place. */
  readonly lastAttended: number | null;
  /** Any message, call or visit, in either direction. */
  readonly lastContact: number | null;
  /** All that are ahead, and the last 60 of the others. */
  readonly appointments: readonly Appointment[];
  /** What is known of the hours before those, see `remembered.ts`. */
  readonly earlier: string;
  /** Of the last ten minutes. */
  readonly recent: readonly CalendarAct[];
  /** Appointments at which the client was seen to be there, and when; the last 10. */
  readonly seen: readonly (readonly [ref: string, at: number])[];
  readonly booking: BookingHabit;
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
  earlier: '',
  recent: [],
  seen: [],
  booking: { lags: [], since: null },
};

export const NEW_APPOINTMENT: Omit<Appointment, 'ref'> = {
  start: null,
  began: null,
  told: null,
  status: 'booked',
  tally: null,
  reason: null,
  moves: 0,
  left: [],
  decision: null,
  provisional: null,
  corrected: false,
  orphan: false,
  group: false,
  inferred: false,
};
