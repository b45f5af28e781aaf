/** A second reader's courses: falls, drifts, words and swings, each beside others that only look like one. */
import { interpreted } from '../circumstances.js';
import { kept } from '../calendar.js';
import { course, times } from '../course.js';
import { aLittle, form, pulse, srsLines, yes } from '../forms.js';
import { CALM, QUIET, TALK, told, TOLD, type Subject } from '../history.js';

const pulses = (...levels: readonly number[]) => levels.map((level) => kept(pulse(level)));
/** Within the error of the form, for half a year. */
const WOBBLE = [8, 8.8, 8.3, 7.8, 8.7, 8.2, 9, 8.5, 7.7, 8.6, 8.2, 8.8, 7.9, 8.5, 9, 8.3, 7.8, 8.5, 8.8, 8.1, 8.6, 8.2];

export const secondCourse: Subject = {
  subject: 'a second reader: falls, words and what only looks like them',
  histories: [
    {
      id: 'second-19',
      name: 'Six full SRS, then 31.2 with the goals lowest',
      wants: 'S8 and M7: somebody who always gave full marks and stops doing so has said a great deal.',
      course: course({}, ...times(6, kept(form('srs', 40))), kept(srsLines(8.6, 5.4, 8.2, 9))),
      told: [told('strain', 7)],
      attention: TALK,
      says: { en: [/SRS/], de: [/SRS/] },
    },
    {
      id: 'second-20',
      name: 'Full marks on the Pulse seven times',
      wants:
        'S8: nothing is told; the line says that full marks leave no room to see a change, and not that all is steady.',
      course: course({}, ...times(7, kept(pulse(10)))),
      told: [],
      attention: QUIET,
      says: { en: [/full marks/i], de: [/höchst|voll/i] },
      neverSays: { en: [/ratings are steady/i], de: [/sind stabil|bleiben stabil/i] },
    },
    {
      id: 'second-21',
      name: 'Half a year that moves up and down by six points',
      wants: 'The wobble of an unwell but well held person, all within the error of the form: silence for 22 hours.',
      course: course({}, ...pulses(...WOBBLE)),
      told: [],
      attention: CALM,
    },
    {
      id: 'second-22',
      name: 'Up and down by thirty from hour to hour',
      wants:
        'The same number of ups and downs as a calm course, but thirty points deep: told as a fall and once as swings.',
      course: course({}, ...pulses(9, 6, 8.8, 5.8, 9, 6.2, 8.8, 5.9, 9, 6)),
      told: [told('strain', [2, 3])],
      mayTell: ['strain'],
      most: 2,
      attention: TOLD,
    },
    {
      id: 'second-23',
      name: 'One hour at 73 among hours near 87',
      wants: 'Fourteen points for one hour and back: within the error, nobody is sent a message for it.',
      course: course({}, ...pulses(8.5, 8.8, 9, 8.5, 8.7, 7.3, 8.8, 8.5)),
      told: [],
      attention: CALM,
    },
    {
      id: 'second-24',
      name: 'One hour at 45 among hours near 87, then back',
      wants: 'Forty points are no error: told on the day, and eased two good hours later.',
      course: course({}, ...pulses(8.5, 8.8, 9, 8.5, 8.7, 4.5, 8.7, 8.8)),
      told: [told('strain', 6)],
      attention: QUIET,
    },
    {
      id: 'second-25',
      name: 'Two and a half points less every fortnight, from 90 to 65',
      wants: 'Slow drift shows by the ninth hour at the latest, also in hours a fortnight apart.',
      course: course({ cadence: 14 }, ...pulses(9, 8.7, 8.5, 8.2, 8, 7.7, 7.5, 7.2, 7, 6.7, 6.5)),
      told: [told('strain', [5, 9])],
      attention: TOLD,
    },
    {
      id: 'second-26',
      name: 'WAI-SR every fourth hour: 52, 51, 41, 40',
      wants: 'M7: eleven points are more than its error, and are told although three hours in four have no form.',
      course: course(
        { approach: 'cbt' },
        ...[52, 51, 41, 40].flatMap((total) => [kept(form('wai-sr', total)), ...times(3, kept())]),
      ),
      told: [told('strain', 9)],
      attention: TALK,
      says: { en: [/WAI-SR/], de: [/WAI-SR/] },
    },
    {
      id: 'second-27',
      name: 'ARM-5 near 3.8 from the first hour',
      wants: 'M6: two spreads below what clients usually give, from the start: told once, by the fifth hour.',
      course: course({}, ...[3.8, 4, 3.8, 3.6, 3.8, 4].map((mean) => kept(form('arm-5', mean)))),
      told: [told('strain', [2, 5])],
      attention: TALK,
      says: { en: [/ARM-5/], de: [/ARM-5/] },
    },
    {
      id: 'second-28',
      name: 'A cautious start: 62, 68, 75, 82, 86, 88',
      wants: 'Trust that grows is what one hopes for; at most one early word, and at the end all is well.',
      course: course({}, ...pulses(6.2, 6.8, 7.5, 8.2, 8.6, 8.8)),
      told: [],
      mayTell: ['strain'],
      most: 1,
      attention: CALM,
    },
    {
      id: 'second-29',
      name: 'HAq-II once a month: 101, 103, 98, then 70',
      wants: 'M7: a fall by thirty on any form that measures the relationship is told, with the form.',
      course: course({ cadence: 28 }, ...[101, 103, 98, 70].map((total) => kept(form('haq-ii', total)))),
      told: [told('strain', 4)],
      attention: TALK,
      says: { en: [/HAq-II/], de: [/HAq-II/] },
    },
    {
      id: 'second-30',
      name: '“A little” felt off, it mattered 2 and was sorted out 9, on three days',
      wants: 'S19: small things named and cleared within the hour are how it should be: nothing is told.',
      course: course(
        {},
        ...[8.7, 8.5, 8.8, 8.7, 8.5, 9].map((level, i) =>
          kept(i % 2 === 1 ? pulse(level, {}, aLittle(2, 9)) : pulse(level)),
        ),
      ),
      told: [],
      attention: QUIET,
    },
    {
      id: 'second-31',
      name: '“A little” felt off, it mattered 5 and was sorted out 2, on three days running',
      wants: 'S19 and M9: the same word, but it mattered, and nothing was sorted out: told by the second time.',
      course: course(
        {},
        ...pulses(8.7, 8.5, 8.8),
        ...[8.5, 8.3, 8.2].map((level) => kept(pulse(level, {}, aLittle(5, 2)))),
      ),
      told: [told('strain', [4, 5])],
      attention: TALK,
      says: { en: [/little/i], de: [/ein wenig|etwas/i] },
    },
    {
      id: 'second-32',
      name: '“Yes” under full marks, in the words of an interpreter',
      wants: 'S19: full marks and a yes: the yes counts, whoever wrote it down for the client.',
      course: course({}, ...times(4, kept(interpreted(pulse(9.8)))), kept(interpreted(pulse(9.8, {}, yes(8, 1))))),
      told: [told('strain', 5)],
      attention: TALK,
    },
  ],
};
