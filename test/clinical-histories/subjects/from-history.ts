/** What an earlier system had, and what the first forms and hours since show of it. */
import { kept, missed } from '../calendar.js';
import { course, times } from '../course.js';
import { form, formWith, from, pulse, yes } from '../forms.js';
import { CALM, QUIET, TALK, told, TOLD, type Subject } from '../history.js';

const pulses = (...levels: readonly number[]) => levels.map((level) => kept(pulse(level)));
const well = pulses(8.7, 8.5, 8.8, 8.6, 8.7);
const depressed = (total: number) => kept(formWith('phq-9', total, 0), pulse(8.7));

export const fromHistory: Subject = {
  subject: 'what history brought in, and what shows it since',
  histories: [
    {
      id: 'since-01',
      name: 'The last form brought in fell to 50, and the first new one is at 50 as well',
      wants: 'D8 turned round: nobody has heard of the fall, and it is there now: told with the new form.',
      course: course({ imported: 6 }, ...well, ...pulses(5, 5)),
      told: [told('strain', 7)],
      attention: TALK,
    },
    {
      id: 'since-02',
      name: 'The last form brought in fell to 50, and the first new one is at 53',
      wants: 'Three points up are no way back: told, and with the figure of the new form.',
      course: course({ imported: 6 }, ...well, ...pulses(5, 5.3)),
      told: [told('strain', 7)],
      attention: TALK,
      says: { en: [/53 of 100 now/], de: [/jetzt 53 von 100/] },
    },
    {
      id: 'since-03',
      name: 'The last form brought in fell to 50, and the first new ones are back',
      wants: 'What was over before anybody could read it stays in the timeline.',
      course: course({ imported: 6 }, ...well, ...pulses(5, 8.6, 8.7)),
      told: [],
      attention: QUIET,
    },
    {
      id: 'since-04',
      name: 'Brought in at the same low level for three months, and the first new form is there too',
      wants: 'D8: what has been so for months is known in the room; it stands in the list and calls nobody.',
      course: course({ imported: 15 }, ...pulses(9, 9, 9), ...times(12, kept(pulse(5.5))), ...pulses(5.7)),
      told: [],
      attention: QUIET,
    },
    {
      id: 'since-05',
      name: 'Trust had fallen on the last form brought in, and is as low on the first new one',
      wants: 'S1: the same for one part alone, which is named.',
      course: course({ imported: 5 }, ...times(4, kept(pulse(9))), ...times(2, kept(pulse(9, { trust: 2 })))),
      told: [told('strain', 6, { part: 'trust' })],
      attention: TALK,
    },
    {
      id: 'since-06',
      name: 'A yes on the last form brought in, and a yes again',
      wants: 'The second yes is the client’s word of this week.',
      course: course({ imported: 5 }, ...pulses(8.7, 8.6, 8.7, 8.8), ...times(2, kept(pulse(8.7, {}, yes(8, 1))))),
      told: [told('strain', 6)],
      attention: TALK,
    },
    {
      id: 'since-07',
      name: 'PHQ-9 got worse within what was brought in, and is as bad on the first new form',
      wants: 'M5: eighteen where it was eight, now: told with the new form.',
      course: course({ imported: 4 }, ...[8, 8, 9, 18, 18].map(depressed)),
      told: [told('outcome', 5)],
      attention: TOLD,
      says: { en: [/PHQ-9/], de: [/PHQ-9/] },
    },
    {
      id: 'since-08',
      name: 'PHQ-9 got worse within what was brought in, and the first new form is back',
      wants: 'A bad week that is over is nobody’s message.',
      course: course({ imported: 4 }, ...[8, 8, 9, 18, 9].map(depressed)),
      told: [],
      attention: CALM,
    },
    {
      id: 'since-09',
      name: 'Two misses were brought in, and the next hour is missed too',
      wants: 'M4: the third empty chair is news, and the two before it belong to it.',
      course: course({ imported: 7, next: false, wait: 3 }, ...well, ...times(3, missed())),
      told: [told('stopped', 8)],
      attention: TALK,
      says: { en: [/last 3 appointments/], de: [/letzten 3 Termine/] },
    },
    {
      id: 'since-10',
      name: 'Low from the first hours in what was brought in, and low on the first new forms',
      wants: 'M6: low from the beginning and nobody has heard: told once, with the first form that comes in.',
      course: course({ imported: 4 }, ...pulses(4.8, 4.9, 4.7, 4.8, 4.8, 4.9)),
      told: [told('strain', 5)],
      attention: TALK,
    },
    {
      id: 'since-11',
      name: 'Twenty low hours were brought in, and the next is as low',
      wants: 'Half a year at one level is no beginning any more, and no message.',
      course: course({ imported: 20 }, ...times(21, kept(pulse(4.8)))),
      told: [],
      attention: QUIET,
    },
    {
      id: 'since-12',
      name: 'A couple: one was low from the first hour in what was brought in, and still is',
      wants: 'S27: told with the member, and the other is left in peace.',
      course: course(
        { approach: 'couple-family', imported: 4 },
        ...times(6, kept(from('member:ann', pulse(4.5)), from('member:bob', pulse(9)))),
      ),
      told: [told('strain', 5)],
      attention: TALK,
      says: { en: [/\bann\b/], de: [/\bann\b/] },
      neverSays: { en: [/\bbob\b/], de: [/\bbob\b/] },
    },
    {
      id: 'since-13',
      name: 'A safety answer in what was brought in, and nothing on the next form',
      wants: 'D8: an answer of last month calls nobody today, and its form is in the timeline.',
      course: course(
        { imported: 3 },
        depressed(9),
        kept(formWith('phq-9', 9, 2), pulse(8.7)),
        ...times(2, depressed(9)),
      ),
      told: [],
      attention: QUIET,
    },
    {
      id: 'since-14',
      name: 'ORS worse in what was brought in, with the first new form half of the way back',
      wants: 'On the way back and still worse: it waits in the list, or is told once.',
      course: course({ imported: 5 }, ...[30, 30, 29, 30, 16, 24].map((total) => kept(form('ors', total), pulse(8.7)))),
      told: [],
      mayTell: ['outcome'],
      most: 1,
      attention: [...QUIET, ...TOLD],
    },
  ],
};
