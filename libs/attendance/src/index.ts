export { type Appointment, type Attendance, type EpisodeStatus, NO_ATTENDANCE } from './attendance-state.js';
export { type AttendanceTuple, readAttendance, writeAttendance } from './attendance-text.js';
export { type CalendarEvent, followCalendar, noteContact } from './attendance.js';
export { appointmentOf, hourOf, whenOf } from './calendar.js';
export { isAway } from './clinician-absence.js';
export { noteClientThere, wasThere } from './presence.js';
export { nextBooked, nextFinal, passAttendance } from './passing.js';
