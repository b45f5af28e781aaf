/** Practices that send little of their calendar, long absences, and a miss while a strain is open. */
import { booked, cancelled, free, handedOver, kept, message, missed } from '../calendar.js';
import { course, tell, times } from '../course.js';
import { asked, form, pulse } from '../forms.js';
import { CALM, QUIET, TALK, told, type Subject } from '../history.js';

const good = kept(pulse(9));

export const calendarsWithGaps: Subject = {
  subject: 'calendars with gaps, and absences that go on',
  histories: [
    {
      id: 'gap-01',
      name: 'The practice never ticks who came; a good form comes in after every hour',
      wants: 'A system that sends no attendance says nothing about it, and the forms say that the client is there.',
      course: course({}, ...times(8, booked(pulse(9)))),
      told: [],
      attention: CALM,
    },
    {
      id: 'gap-02',
      name: 'Bookings alone, week after week: no attendance, no forms',
      wants: 'Nothing is known, so nothing is claimed: neither that somebody stays away nor that all is well.',
      course: course({}, ...times(8, booked())),
      told: [],
      attention: ['not-enough-yet', 'keep-an-eye'],
    },
    {
      id: 'gap-03',
      name: 'A form begun and left after two answers',
      wants: 'A form that was interrupted is no answer and no sign.',
      course: course(
        {},
        ...times(5, good),
        kept(
          tell('feedback.partially_submitted', ({ hour, appointment }) => ({
            form: `pulse-${hour}`,
            appointment,
            instrument: { code: 'pulse', version: '1' },
            respondent: 'client',
            items: [
              { item: 'p1', value: 2 },
              { item: 'p2', value: 3 },
            ],
          })),
        ),
        good,
      ),
      told: [],
      attention: CALM,
    },
    {
      id: 'gap-04',
      name: 'Six missed weeks in a booked series',
      wants: 'One absence is one message, however long it lasts; it stays in sight and is not sent every week.',
      course: course({}, ...times(4, good), ...times(6, missed())),
      told: [told('stopped', [6, 7])],
      attention: TALK,
    },
    {
      id: 'gap-05',
      name: 'The Pulse falls to 60, and the next hour is missed without a word',
      wants: 'Staying away right after a hard hour is the moment to reach out: the fall is told, and so is the miss.',
      course: course({}, ...times(4, good), kept(pulse(6)), missed()),
      told: [told('strain', 5), told('missed', 6)],
      attention: TALK,
    },
    {
      id: 'gap-06',
      name: 'The Pulse falls to 60, and the practice calls off the next hour',
      wants: 'The client did not stay away; only the fall is told.',
      course: course({}, ...times(4, good), kept(pulse(6)), cancelled(10, { cancelledBy: 'practice' })),
      told: [told('strain', 5)],
      attention: TALK,
    },
    {
      id: 'gap-07',
      name: 'Every other hour missed for two months',
      wants: 'Coming half of the time is a way of staying away: seen before the two months are over, said once.',
      course: course({}, ...times(4, good), ...times(4, [missed(), good]).flat()),
      told: [],
      mayTell: ['stopped'],
      most: 1,
      attention: ['keep-an-eye', 'talk-soon'],
    },
    {
      id: 'gap-08',
      name: 'A break in August that the client announced by message, with the next hour booked for after it',
      wants: 'Announced and with a date: three free weeks are a holiday.',
      course: course({}, ...times(5, good), free(message()), free(), free(), good),
      told: [],
      attention: CALM,
    },
    {
      id: 'gap-09',
      name: 'SRS at 37 every week, and one unanswered form in each month',
      wants: 'Above the line, unmoved, three forms of four answered: this is a good response and a steady client.',
      course: course(
        { wait: 4 },
        ...times(3, [...times(3, kept(asked('srs'), form('srs', 37))), kept(asked('srs'))]).flat(),
        kept(asked('srs'), form('srs', 37)),
      ),
      told: [],
      attention: CALM,
    },
    {
      id: 'gap-10',
      name: 'A strain is open when the work is handed over, and the new clinician’s first forms are good',
      wants: 'The old strain belongs to the old pair; the new one begins without it.',
      course: course({}, ...times(3, good), kept(pulse(6), handedOver('k2')), ...times(3, kept(pulse(8.5)))),
      told: [told('strain', 4, { to: 'k1' })],
      attention: QUIET,
    },
  ],
};
