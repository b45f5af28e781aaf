/** Parts of a form: on the second form already, after a prompt that was ended, and up and down. */
import { lookBack } from '../circumstances.js';
import { kept, saidWrong, talkedThrough } from '../calendar.js';
import { course, times } from '../course.js';
import { formIn, pulse } from '../forms.js';
import { CALM, QUIET, TALK, told, TOLD, type Subject } from '../history.js';

const nine = kept(pulse(9));
const trust = (...levels: readonly number[]) => levels.map((level) => kept(pulse(9, { trust: level })));
const wai = (task: number) => kept(formIn('wai-sr', { task, bond: 19, goal: 18 }));
const NOT_USUAL = { en: [/usually/i, /than usual/i], de: [/sonst/i] } as const;
const EARLIER = { en: [/an earlier form/i], de: [/einem früheren/i] } as const;
const UP_AND_DOWN = { en: [/up and down/i], de: [/auf und ab/i] } as const;

export const partsOnce: Subject = {
  subject: 'parts: early, anew, and up and down',
  histories: [
    {
      id: 'parts-01',
      name: 'Trust at 9 on the first form and at 1 on the second',
      wants: 'S1: eight of ten points are no slip, and one form is not what is usual: told, and said as it is.',
      course: course({}, ...trust(9, 1)),
      told: [told('strain', 2, { part: 'trust' })],
      attention: TALK,
      says: EARLIER,
      neverSays: NOT_USUAL,
    },
    {
      id: 'parts-02',
      name: 'Trust at 9 on the first form and at 5 on the second, then at 9',
      wants: 'Four points beside one form are nothing yet.',
      course: course({}, ...trust(9, 5, 9)),
      told: [],
      attention: CALM,
    },
    {
      id: 'parts-03',
      name: 'Once a month: boundaries fall to 2 in the second month',
      wants: 'S17: a form that comes once a month must not need a third month to be heard.',
      course: course({ cadence: 28 }, kept(lookBack()), kept(lookBack({ boundaries: 2 }))),
      told: [told('strain', 2, { part: 'boundaries' })],
      attention: TALK,
      neverSays: NOT_USUAL,
    },
    {
      id: 'parts-04',
      name: 'Once a month: the task scale of the WAI-SR falls from 18 to 7 on the second form',
      wants: 'M9: the part that moved is named first, also on the second form.',
      course: course({ cadence: 28 }, wai(18), wai(7)),
      told: [told('strain', 2, { part: 'task' })],
      attention: TALK,
    },
    {
      id: 'parts-05',
      name: 'Trust falls and is talked through; the week after, taking part falls',
      wants: 'M3: what was talked through is trust, which stays low; taking part is news.',
      course: course(
        {},
        ...times(4, nine),
        kept(pulse(9, { trust: 2 }), talkedThrough),
        kept(pulse(9, { trust: 2, engagement: 1, followThrough: 1 })),
      ),
      told: [told('strain', 5, { part: 'trust' }), told('strain', 6, { part: 'engagement' })],
      attention: TALK,
    },
    {
      id: 'parts-06',
      name: 'Trust falls and is talked through; two weeks later, the goals fall',
      wants: 'M3: the same with a week between.',
      course: course(
        {},
        ...times(4, nine),
        kept(pulse(9, { trust: 2 }), talkedThrough),
        kept(pulse(9, { trust: 2 })),
        kept(pulse(9, { trust: 2, goal: 1 })),
      ),
      told: [told('strain', 5, { part: 'trust' }), told('strain', 7, { part: 'goal' })],
      attention: TALK,
    },
    {
      id: 'parts-07',
      name: 'Trust falls and is talked through, and stays where it fell to',
      wants: 'What was talked through needs time; that it is still so is no news.',
      course: course({}, ...times(4, nine), kept(pulse(9, { trust: 2 }), talkedThrough), ...trust(2, 2, 1)),
      told: [told('strain', 5)],
      attention: QUIET,
    },
    {
      id: 'parts-08',
      name: 'Trust falls, which is marked wrong; it is back for two weeks and falls again',
      wants: 'M3: wrong was said of the first fall, and the second is another.',
      course: course({}, ...times(4, nine), kept(pulse(9, { trust: 2 }), saidWrong), ...trust(9, 9, 2)),
      told: [told('strain', 5), told('strain', 8)],
      attention: TALK,
    },
    {
      id: 'parts-09',
      name: 'Trust goes up and down from week to week, between 9 and 3',
      wants: 'Falls that come back each time are one pattern: said as that, once, beside the first fall at most.',
      course: course({}, ...times(4, trust(9, 3)).flat()),
      told: [told('strain', [2, 4])],
      mayTell: ['strain'],
      most: 2,
      attention: TOLD,
      says: UP_AND_DOWN,
    },
    {
      id: 'parts-10',
      name: 'Taking part goes up and down from week to week, outside of the total',
      wants: 'S9: the same for a part that no total shows.',
      course: course({}, ...times(4, [nine, kept(pulse(9, { engagement: 1, followThrough: 1 }))]).flat()),
      told: [told('strain', [2, 4], { part: 'engagement' })],
      mayTell: ['strain'],
      most: 2,
      attention: TOLD,
      says: UP_AND_DOWN,
    },
    {
      id: 'parts-11',
      name: 'Trust wobbles between 9, 7 and 6',
      wants: 'Two or three points of ten up and down are how people fill in forms.',
      course: course({}, ...trust(9, 7, 9, 6, 9, 7, 9, 7)),
      told: [],
      attention: QUIET,
      neverSays: UP_AND_DOWN,
    },
    {
      id: 'parts-12',
      name: 'Trust falls in the fourth week and again in the sixteenth',
      wants: 'Three months apart these are two falls, each told, and no pattern.',
      course: course({}, ...times(3, nine), ...trust(2), ...times(11, nine), ...trust(2)),
      told: [told('strain', 4), told('strain', 16)],
      attention: TALK,
      neverSays: UP_AND_DOWN,
    },
  ],
};
