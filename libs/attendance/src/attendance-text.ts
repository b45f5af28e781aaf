/**
 * The calendar as tuples. An hour of which little is to be said has four members; what goes beyond is written in one
 * object, by letters, so that it costs only where it is so.
 */
import {
  NEW_APPOINTMENT,
  NO_ATTENDANCE,
  type Appointment,
  type Attendance,
  type CalendarAct,
  type Tally,
} from './attendance-state.js';

const TALLIES = Object.keys(NO_ATTENDANCE.tallies) as Tally[];
const codeOf = (tally: Tally | null): number => (tally === null ? -1 : TALLIES.indexOf(tally));

interface More {
  readonly b?: Appointment['began'];
  readonly l?: Appointment['left'];
  readonly d?: Appointment['decision'];
  readonly p?: readonly [until: number, tally: number];
  readonly c?: 1;
  readonly o?: 1;
  readonly g?: 1;
  readonly i?: 1;
}
type AppointmentTuple = readonly [
  string,
  number | null,
  Appointment['status'],
  number,
  ...rest:
    | readonly []
    | readonly [string | null]
    | readonly [string | null, number, number | null]
    | readonly [string | null, number, number | null, More],
];
type ActTuple = readonly [CalendarAct['what'], string, number, CalendarAct['by']];
export type AttendanceTuple = readonly [
  readonly number[],
  number,
  number,
  number,
  number | null,
  number | null,
  readonly AppointmentTuple[],
  ...rest:
    | readonly []
    | readonly [earlier: string, recent: readonly ActTuple[], ...seen: readonly [] | readonly [Attendance['seen']]]
    | readonly [
        earlier: string,
        recent: readonly ActTuple[],
        seen: Attendance['seen'],
        lags: readonly number[],
        since: number | null,
      ],
];

export const writeAttendance = (a: Attendance): AttendanceTuple => [
  TALLIES.map((t) => a.tallies[t]),
  a.movesByClient,
  a.movesByClinician,
  a.movesByOthers,
  a.lastAttended,
  a.lastContact,
  a.appointments.map(writeAppointment),
  a.earlier,
  a.recent.map(({ what, ref, at, by }) => [what, ref, at, by]),
  ...(hasLater(a) ? ([a.seen, a.booking.lags, a.booking.since] as const) : ([] as const)),
];

const hasLater = ({ seen, booking }: Attendance): boolean =>
  seen.length > 0 || booking.lags.length > 0 || booking.since !== null;

function writeAppointment(appointment: Appointment): AppointmentTuple {
  const { ref, start, status, tally, reason, moves, told } = appointment;
  const counted = codeOf(tally);
  if (hasMore(appointment)) return [ref, start, status, counted, reason, moves, told, moreOf(appointment)];
  if (moves > 0 || told !== null) return [ref, start, status, counted, reason, moves, told];
  return reason === null ? [ref, start, status, counted] : [ref, start, status, counted, reason];
}

const hasMore = (hour: Appointment): boolean =>
  hour.began !== null || hour.left.length > 0 || hour.decision !== null || hour.provisional !== null || isMarked(hour);

type Marks = Pick<Appointment, 'corrected' | 'orphan' | 'inferred' | 'group'>;

const isMarked = ({ corrected, orphan, inferred, group }: Marks): boolean => corrected || orphan || inferred || group;

const moreOf = ({ began, left, decision, provisional, ...marks }: Appointment): More => ({
  ...(began === null ? {} : { b: began }),
  ...(left.length === 0 ? {} : { l: left }),
  ...(decision === null ? {} : { d: decision }),
  ...(provisional === null ? {} : { p: [provisional.until, codeOf(provisional.tally)] as const }),
  ...marksOf(marks),
});

const marksOf = ({ corrected, orphan, inferred, group }: Marks): More => ({
  ...(corrected ? { c: 1 } : {}),
  ...(orphan ? { o: 1 } : {}),
  ...(group ? { g: 1 } : {}),
  ...(inferred ? { i: 1 } : {}),
});

/** What an earlier format did not know has its first value. */
export const readAttendance = ([
  tallies,
  byClient,
  byClinician,
  byOthers,
  attended,
  contact,
  appointments,
  earlier = '',
  recent = [],
  seen = [],
  lags = [],
  since = null,
]: AttendanceTuple): Attendance => ({
  tallies: Object.fromEntries(TALLIES.map((t, i) => [t, tallies[i]])) as Attendance['tallies'],
  movesByClient: byClient,
  movesByClinician: byClinician,
  movesByOthers: byOthers,
  lastAttended: attended,
  lastContact: contact,
  appointments: appointments.map(readAppointment),
  earlier,
  recent: recent.map(([what, ref, at, by]) => ({ what, ref, at, by })),
  seen,
  booking: { lags, since },
});

function readAppointment(tuple: AppointmentTuple): Appointment {
  const plain = readPlain(tuple);
  return tuple[7] ? { ...plain, ...readMore(tuple[7]) } : plain;
}

const { began, left, decision, provisional, corrected, orphan, inferred, group } = NEW_APPOINTMENT;

/** Each member by its name: every event of an episode reads all of its hours. */
const readPlain = (tuple: AppointmentTuple): Appointment => ({
  ref: tuple[0],
  start: tuple[1],
  began,
  told: tuple[6] ?? null,
  status: tuple[2],
  tally: TALLIES[tuple[3]] ?? null,
  reason: tuple[4] ?? null,
  moves: tuple[5] ?? 0,
  left,
  decision,
  provisional,
  corrected,
  orphan,
  inferred,
  group,
});

const readMore = ({ b = null, l = [], d = null, p, c, o, i, g }: More): Partial<Appointment> => ({
  began: b,
  left: l,
  decision: d,
  provisional: p ? { until: p[0], tally: TALLIES[p[1]] ?? 'notCounted' } : null,
  corrected: c === 1,
  orphan: o === 1,
  group: g === 1,
  inferred: i === 1,
});
