/** What an approach looks at first, and parts on other forms than the Pulse. */
import { kept } from '../calendar.js';
import { course, times, type Plan } from '../course.js';
import { formIn, pulse, srsLines, submitted } from '../forms.js';
import { CALM, PART_WORDS, TALK, told, TOLD, type History, type Subject } from '../history.js';

type PulsePart = 'trust' | 'empathy' | 'acceptance' | 'goal' | 'task';

/** Two parts fall alike from 9 to 4: the approach decides which one is named first. */
const bothFall = (
  id: string,
  approach: NonNullable<Plan['approach']>,
  [first, second]: readonly [PulsePart, PulsePart],
  why: string,
): History => ({
  id,
  name: `${approach}: ${first} and ${second} fall from 9 to 4 together`,
  wants: why,
  course: course({ approach }, ...times(5, kept(pulse(9))), ...times(2, kept(pulse(9, { [first]: 4, [second]: 4 })))),
  told: [told('strain', [6, 7], { part: first })],
  attention: TALK,
  says: PART_WORDS[first],
  neverSays: { en: [/steady/i], de: [/stabil/i] },
});

const openHour = (openness: number, rest = 9) =>
  submitted('open-hour', [
    { item: 'oh-1', value: openness },
    { item: 'oh-2', value: openness },
    { item: 'oh-3', value: rest },
    { item: 'oh-4', value: rest },
  ]);

export const partsByApproach: Subject = {
  subject: 'what an approach looks at first',
  histories: [
    bothFall(
      'approach-01',
      'cbt',
      ['task', 'goal'],
      'In CBT agreement on tasks carries the change, so it is named first.',
    ),
    bothFall(
      'approach-02',
      'person-centred',
      ['empathy', 'acceptance'],
      'Where the bond is the work, feeling understood is named before everything else.',
    ),
    bothFall(
      'approach-03',
      'psychodynamic',
      ['trust', 'goal'],
      'What happens between the two is the material here, so trust is named before goals.',
    ),
    bothFall(
      'approach-04',
      'dbt',
      ['acceptance', 'task'],
      'Validation comes first in DBT: feeling judged is named before the way of working.',
    ),
    {
      id: 'approach-05',
      name: 'CBT: goals and tasks fall from 9 to 4 while the bond stays at 9',
      wants:
        'A warm bond does not carry CBT when goals and tasks no longer fit, so it is told although 73 is no low total.',
      course: course(
        { approach: 'cbt' },
        ...times(5, kept(pulse(9))),
        ...times(2, kept(pulse(9, { goal: 4, task: 4 }))),
      ),
      told: [told('strain', [6, 7], { part: ['task', 'collaboration'] })],
      attention: TALK,
      neverSays: { en: [/steady/i], de: [/stabil/i] },
    },
    {
      id: 'approach-06',
      name: 'CBT: the task scale of the WAI-SR falls from 18 to 8, bond and goal stay',
      wants: 'Ten of sixteen points on one scale of four items is no noise; in CBT it is the scale that counts most.',
      course: course(
        { approach: 'cbt' },
        ...times(5, kept(formIn('wai-sr', { task: 18, bond: 19, goal: 18 }))),
        kept(formIn('wai-sr', { task: 8, bond: 19, goal: 18 })),
      ),
      told: [told('strain', 6, { part: 'task' })],
      attention: TALK,
      says: PART_WORDS.task,
    },
    {
      id: 'approach-07',
      name: 'SRS: the line on goals falls from 9.5 to 4, the other lines stay',
      wants: 'One line of four that drops by half says what missed, so name the goals and not only the sum.',
      course: course({}, ...times(5, kept(srsLines(9.5, 9.5, 9.5, 9.5))), kept(srsLines(9.5, 4, 9.5, 9.5))),
      told: [told('strain', 6, { part: 'goal' })],
      attention: TALK,
      says: PART_WORDS.goal,
    },
    {
      id: 'approach-08',
      name: 'Openness falls from 9 to 0 on a form of the clinic’s own',
      wants: 'Who stops being open stops using the hour; a clinic that asks for it wants to hear of it by that name.',
      course: course({ approach: 'psychodynamic' }, ...times(5, kept(openHour(9))), kept(openHour(0))),
      told: [told('strain', 6, { part: 'openness' })],
      attention: TALK,
      says: PART_WORDS.openness,
      neverSays: { en: [/steady/i], de: [/stabil/i] },
    },
    {
      id: 'approach-09',
      name: 'The clinic’s own form stays where it is',
      wants: 'A form of the clinic’s own is followed like any other: steady is steady, and nobody hears of it.',
      course: course({}, ...[9, 8, 9, 9, 8, 9].map((openness) => kept(openHour(openness)))),
      told: [],
      attention: CALM,
    },
    {
      id: 'approach-10',
      name: 'EMDR: one dip on a day of processing, back the week after',
      wants: 'Eight points on one day of processing are distress about the memory and within the error, so wait.',
      course: course(
        { approach: 'emdr' },
        ...times(4, kept(pulse(9))),
        kept(pulse(9, { trust: 7, task: 7, empathy: 8 })),
        kept(pulse(9)),
      ),
      told: [],
      attention: CALM,
    },
    {
      id: 'approach-11',
      name: 'The same fall of the task scale outside of CBT',
      wants:
        'Every approach needs a way of working that makes sense: the order differs by approach, being told does not.',
      course: course(
        { approach: 'person-centred' },
        ...times(5, kept(formIn('wai-sr', { task: 18, bond: 19, goal: 18 }))),
        ...times(2, kept(formIn('wai-sr', { task: 8, bond: 19, goal: 18 }))),
      ),
      told: [told('strain', [6, 7], { part: 'task' })],
      attention: TALK,
    },
    {
      id: 'approach-12',
      name: 'The bond of the WAI-SR moves by one or two points',
      wants: 'A scale of four answers moves by a point or two each week, whatever the approach.',
      course: course(
        { approach: 'person-centred' },
        ...[19, 18, 19, 17, 18, 19].map((bond) => kept(formIn('wai-sr', { task: 17, bond, goal: 17 }))),
      ),
      told: [],
      attention: CALM,
    },
    {
      id: 'approach-13',
      name: 'Low from the start on goals alone: 8 of 20 on the WAI-SR five times',
      wants: 'Two people who never agreed on goals are no steady pair; it belongs in the list at least.',
      course: course({ approach: 'cbt' }, ...times(5, kept(formIn('wai-sr', { task: 17, bond: 18, goal: 8 })))),
      told: [],
      mayTell: ['strain'],
      attention: TOLD,
    },
  ],
};
