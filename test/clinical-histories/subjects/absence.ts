/** Clients who stop coming: misses, late cancellations and silence, with and without forms. */
import { booked, cancelled, free, kept, missed, paused } from '../calendar.js';
import { course, tell, times } from '../course.js';
import { asked, form, pulse, yes } from '../forms.js';
import { CALM, TALK, told, type Subject } from '../history.js';

const good = kept(pulse(9));
const NOT_CALM = { en: [/steady|full marks every time/i], de: [/stabil|volle Punktzahl/i] } as const;
/** About the calendar, and never about the person. */
const CALENDAR = { en: [/appointment|calendar|hour/i], de: [/Termin|Kalender|Stunde/i] } as const;

export const absence: Subject = {
  subject: 'clients who stop coming',
  histories: [
    {
      id: 'stop-01',
      name: 'SRS 40 of 40 eight times, then two misses and nothing booked',
      wants: 'The polite client who leaves without a word is the one to write to within days, whatever the forms said.',
      course: course({ next: false, wait: 10 }, ...times(8, kept(form('srs', 40))), missed(), missed()),
      told: [told('stopped', [10, 11])],
      attention: TALK,
      says: CALENDAR,
      neverSays: NOT_CALM,
    },
    {
      id: 'stop-02',
      name: 'No form ever, three misses, nothing booked',
      wants: 'That there are no forms does not make an empty chair invisible.',
      course: course({ next: false, wait: 10 }, ...times(4, kept()), missed(), missed(), missed()),
      told: [told('stopped', [6, 8])],
      attention: TALK,
      says: CALENDAR,
    },
    {
      id: 'stop-03',
      name: 'Four late cancellations in a row',
      wants: 'Each on the day itself and each with a good reason perhaps; four of them are a month without an hour.',
      course: course({}, ...times(4, good), ...times(4, cancelled(5))),
      told: [told('stopped', [6, 8])],
      attention: TALK,
      says: CALENDAR,
      neverSays: NOT_CALM,
    },
    {
      id: 'stop-04',
      name: 'Six good hours, nothing booked, and nothing heard for four weeks',
      wants: 'Weekly work that falls silent with nothing in the calendar has stopped until somebody asks.',
      course: course({ next: false, wait: 30 }, ...times(6, good)),
      told: [told('stopped', [7, 10])],
      attention: TALK,
      says: CALENDAR,
      neverSays: NOT_CALM,
    },
    {
      id: 'stop-05',
      name: 'One hour, then a miss, and nothing booked',
      wants: 'Most of those who leave do so in the first weeks: one hour and a miss is enough to write a line.',
      course: course({ next: false, wait: 20 }, kept(), missed()),
      told: [told('stopped', [2, 4])],
      attention: TALK,
      says: CALENDAR,
    },
    {
      id: 'stop-06',
      name: 'DBT: four missed weeks in a row, each booked anew',
      wants: 'Four missed weeks end the work by the rules of DBT: the clinician hears of it before the fourth is over.',
      course: course({ approach: 'dbt' }, ...times(5, good), ...times(4, missed())),
      told: [told('stopped', [7, 9])],
      attention: TALK,
      says: CALENDAR,
      neverSays: NOT_CALM,
    },
    {
      id: 'stop-07',
      name: 'Two misses and nothing booked, told; then the client comes again',
      wants: 'The message ends by itself when the client comes, and the list is calm.',
      course: course({}, ...times(6, good), missed(), missed(), free(), free(), good, good),
      told: [told('stopped', [8, 10])],
      attention: CALM,
    },
    {
      id: 'stop-08',
      name: 'A practice that books four days after each hour, and then four weeks of silence',
      wants: 'Booking late is usual here, four weeks without an hour are not.',
      course: course({ bookedAfter: 4, next: false, wait: 30 }, ...times(7, good)),
      told: [told('stopped', [8, 11])],
      attention: TALK,
    },
    {
      id: 'stop-09',
      name: 'An agreed break of three weeks ends, and nobody comes back for five more',
      wants: 'The break is no absence; that nothing follows it for weeks is.',
      course: course({ next: false, wait: 56 }, ...times(4, good), kept(pulse(9), paused(21))),
      told: [told('stopped', [9, 13])],
      attention: TALK,
    },
    {
      id: 'stop-10',
      name: 'A yes that something felt off, then two misses and nothing booked',
      wants:
        'The yes is told, the first miss after it too; that the client then stays away may be said with it or apart.',
      course: course({ next: false, wait: 10 }, ...times(4, good), kept(pulse(7, {}, yes(8, 2))), missed(), missed()),
      told: [told('strain', 5), told('missed', 6)],
      mayTell: ['stopped'],
      attention: TALK,
    },
    {
      id: 'stop-11',
      name: 'Half of a plan of twelve is done, then silence with nothing booked',
      wants: 'A plan that is half done has not been completed: silence after hour six is told.',
      course: course({ plannedVisits: 12, next: false, wait: 30 }, ...times(6, good)),
      told: [told('stopped', [7, 10])],
      attention: TALK,
    },
    {
      id: 'stop-12',
      name: 'Forms are asked for and not answered, and two hours are missed with nothing booked',
      wants: 'No answer and an empty chair point the same way; told as not coming, not as a form that was late.',
      course: course(
        { next: false, wait: 10 },
        ...times(3, kept(asked(), pulse(9))),
        kept(asked()),
        missed({}, asked()),
        missed({}, asked()),
      ),
      told: [told('stopped', [6, 7])],
      attention: TALK,
      neverSays: { en: [/c[ao]me back/i], de: [/zurückgekommen|kam nicht zurück/i] },
    },
    {
      id: 'stop-13',
      name: 'Fortnightly work, and two months without an hour',
      wants: 'What is long depends on what was agreed: six weeks beyond a fortnight are long.',
      course: course({ cadence: 14, next: false, wait: 60 }, ...times(5, good)),
      told: [told('stopped', [6, 9])],
      attention: TALK,
    },
    {
      id: 'stop-14',
      name: 'The client leaves in the middle of a booked series, three misses without a word',
      wants: 'That a series is still in the calendar does not mean that somebody will come.',
      course: course({}, ...times(5, good), ...times(3, missed())),
      told: [told('stopped', [7, 8])],
      attention: TALK,
      neverSays: NOT_CALM,
    },
    {
      id: 'stop-15',
      name: 'A miss that a computer inferred although the client had joined the call',
      wants: 'Somebody who joined was there: no miss, with an open strain or without.',
      course: course(
        {},
        ...times(4, good),
        kept(pulse(6)),
        booked(
          tell('visit.participant_joined', { role: 'client' }, 3),
          tell('appointment.missed', { by: 'client', derivation: 'inferred', evidence: 'telehealth' }, 20),
        ),
      ),
      told: [told('strain', 5)],
      attention: TALK,
    },
  ],
};
