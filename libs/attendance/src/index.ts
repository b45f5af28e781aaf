export {
  type AbsenceSigns,
  absenceSigns,
  type AbsenceWindow,
  isLongRow,
  isOften,
  isSign,
  type Span,
  weightOf,
} from './absence.js';
export { type Appointment, type Attendance, type EpisodeStatus, NO_ATTENDANCE } from './attendance-state.js';
export { type AttendanceTuple, readAttendance, writeAttendance } from './attendance-text.js';
export { type CalendarEvent, followCalendar, noteContact } from './attendance.js';
export { appointmentOf, hourOf, whenOf } from './calendar.js';
export { type Circumstance, CIRCUMSTANCES, isCircumstance, isExplained } from './circumstances.js';
export { isAway } from './clinician-absence.js';
export { missedWeeks } from './missed-weeks.js';
export { nextBooked, nextFinal, passAttendance } from './passing.js';
export { seeClient } from './presence.js';
