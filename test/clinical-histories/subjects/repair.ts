/** Strains that ease, that are answered by the clinician, and what is news after that. */
import { DAY, toIso } from '#lib/kernel';
import { acts, kept, note, saidWrong, taken, talkedThrough } from '../calendar.js';
import { course, times, type Fact } from '../course.js';
import { pulse, yes } from '../forms.js';
import { CALM, QUIET, TALK, told, TOLD, type Subject } from '../history.js';

const steady = times(3, kept(pulse(9)));
const putOff: Fact = (moment) => acts('alert.snoozed', 'strain', { until: toIso(moment.at + 7 * DAY) })(moment);

export const repairs: Subject = {
  subject: 'repair, and what is news after it',
  histories: [
    {
      id: 'repair-01',
      name: 'Pulse 90, 92, 60, then 80 and 90',
      wants: 'Told once; the ratings come back, so the message ends by itself and the list says that it eased.',
      course: course({}, ...[9, 9.2, 6, 8, 9].map((level) => kept(pulse(level)))),
      told: [told('strain', 3)],
      attention: CALM,
      says: { en: [/eased/i], de: [/gelöst/i] },
    },
    {
      id: 'repair-02',
      name: 'A fall that was talked through, and the level stays where it fell to',
      wants: 'The clinician has seen to it; the same level again is no news and no second message.',
      course: course({}, ...steady, kept(pulse(6), talkedThrough), kept(pulse(6.2)), kept(pulse(6))),
      told: [told('strain', 4)],
      attention: ['on-course', 'keep-an-eye'],
    },
    {
      id: 'repair-03',
      name: 'Pulse 92, 91, 68 marked wrong, then 45 with a yes and hardly sorted out, then 42',
      wants: 'What was called wrong was the fall to 68; a further fall with a plain yes is news and told anew, once.',
      course: course(
        {},
        kept(pulse(9.2)),
        kept(pulse(9.1)),
        kept(pulse(6.8), saidWrong),
        kept(pulse(4.5, {}, yes(8, 1))),
        kept(pulse(4.2, {}, yes(8, 0))),
      ),
      told: [told('strain', 3), told('strain', 4)],
      attention: TALK,
    },
    {
      id: 'repair-04',
      name: 'Pulse 92, 91, 68 talked through, then 45 without a word',
      wants: 'A second fall of more than twenty points is news after every kind of ending.',
      course: course({}, kept(pulse(9.2)), kept(pulse(9.1)), kept(pulse(6.8), talkedThrough), kept(pulse(4.5))),
      told: [told('strain', 3), told('strain', 4)],
      attention: TALK,
    },
    {
      id: 'repair-05',
      name: 'A fall that was talked through, then a yes at the same level',
      wants: 'The client’s own word that something is off is news, although the figure has not moved.',
      course: course({}, ...steady, kept(pulse(6.5), talkedThrough), kept(pulse(6.5, {}, yes(7, 2)))),
      told: [told('strain', 4), told('strain', 5)],
      attention: TALK,
    },
    {
      id: 'repair-06',
      name: 'A fall that was marked wrong, then the same level twice',
      wants: 'Somebody who was there said that it was none; the page does not go on calling it an open strain.',
      course: course({}, ...steady, kept(pulse(6.5), saidWrong), kept(pulse(6.7)), kept(pulse(6.7))),
      told: [told('strain', 4)],
      attention: QUIET,
      neverSays: { en: [/still open/i], de: [/noch offen/i] },
    },
    {
      id: 'repair-07',
      name: 'A yes, which the clinician later marks as repaired',
      wants: 'Told at the yes; the note says that it was mended, and that ends what was known from words alone.',
      course: course(
        {},
        ...steady,
        kept(pulse(9, {}, yes(6, 4))),
        kept(pulse(9), note('repair.achieved', { marker: 'clarify-a-misunderstanding' })),
      ),
      told: [told('strain', 4)],
      attention: CALM,
    },
    {
      id: 'repair-08',
      name: 'A fall, back for three weeks, and a second fall',
      wants: 'The first strain eased; a new fall after good weeks is a new matter and told as such.',
      course: course({}, ...[9, 9, 6, 9, 9, 9, 6].map((level) => kept(pulse(level)))),
      told: [told('strain', 3), told('strain', 7)],
      attention: TALK,
    },
    {
      id: 'repair-09',
      name: 'A fall that the clinician took on, and a further fall',
      wants: 'Somebody has it in hand: what follows is added to the same message, without a second one.',
      course: course({}, ...steady, kept(pulse(6.5), taken()), kept(pulse(5.5)), kept(pulse(5.5))),
      told: [told('strain', 4)],
      attention: TALK,
    },
    {
      id: 'repair-10',
      name: 'A fall that was put off until the next hour',
      wants: 'Put off is not ended: it comes back by itself and is not told a second time.',
      course: course({ wait: 1 }, ...steady, kept(pulse(6.5), putOff), kept()),
      told: [told('strain', 4)],
      attention: TALK,
    },
    {
      id: 'repair-11',
      name: 'Psychodynamic: a fall that takes five forms to come back',
      wants: 'Strains are expected and worked with here; one message, and time to come back.',
      course: course(
        { approach: 'psychodynamic' },
        ...steady,
        ...[6.5, 6.7, 7, 7.3, 8, 8.8, 9].map((level) => kept(pulse(level))),
      ),
      told: [told('strain', 4)],
      attention: CALM,
    },
    {
      id: 'repair-12',
      name: 'A fall, half of it back, and no further',
      wants: 'Half of the way back is not back: one message, and it stays in sight as easing or open.',
      course: course({}, ...[9, 9, 6, 7.5, 7.5, 7.5].map((level) => kept(pulse(level)))),
      told: [told('strain', 3)],
      attention: TOLD,
    },
    {
      id: 'repair-13',
      name: 'Talked through, and the ratings come back',
      wants: 'The course that one hopes for: told, talked through, mended; no further message and a calm list.',
      course: course({}, ...steady, kept(pulse(6), talkedThrough), kept(pulse(8)), kept(pulse(9)), kept(pulse(9))),
      told: [told('strain', 4)],
      attention: CALM,
    },
  ],
};
