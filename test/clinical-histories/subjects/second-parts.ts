/** A second reader's courses: what the parts of a relationship show, in every way of working. */
import { as, lookBack, planned } from '../circumstances.js';
import { booked, cancelled, did, free, kept, note, undone } from '../calendar.js';
import { course, tell, times } from '../course.js';
import { form, pulse, submitted } from '../forms.js';
import { CALM, PART_WORDS, QUIET, TALK, told, TOLD, type Subject } from '../history.js';
import { movedByClinician } from '../circumstances.js';

/** As people fill in a form on which all is well: never twice the same. */
const usual = [8.5, 9, 8.7, 8.2, 9, 8.5].map((level) => kept(pulse(level)));
const openHour = (openness: number, rest: number) =>
  submitted('open-hour', [
    { item: 'oh-1', value: openness },
    { item: 'oh-2', value: openness },
    { item: 'oh-3', value: rest },
    { item: 'oh-4', value: rest },
  ]);
/** Both the way of working and being understood fall from 9 to 3. */
const bothFall = kept(pulse(9, { task: 3, empathy: 3 }));
/** Five months: the short form every week, the longer one every fourth. */
const monthly = (...looks: readonly ReturnType<typeof lookBack>[]) =>
  looks.flatMap((look, i) => [
    kept(pulse(8.7), look),
    ...(i < looks.length - 1 ? [kept(pulse(9)), kept(pulse(8.5)), kept(pulse(8.8))] : []),
  ]);

export const secondParts: Subject = {
  subject: 'a second reader: parts of the relationship',
  histories: [
    {
      id: 'second-01',
      name: 'Trust alone goes from 9 to 2 after six uneven good hours',
      wants:
        'S1: the total still looks fine at 75, and a client who no longer relies on the clinician is named by that part.',
      course: course({}, ...usual, kept(pulse(8.8, { trust: 2 }))),
      told: [told('strain', 7, { part: 'trust' })],
      attention: TALK,
      says: PART_WORDS.trust,
    },
    {
      id: 'second-02',
      name: 'Openness by the clinic’s own form ebbs away within two hours, the bond stays high',
      wants:
        'S2 and S8: polite warmth with nothing said any more is the fall that a total hides; the part is openness.',
      course: course(
        { approach: 'psychodynamic' },
        ...[8, 9, 8, 8, 9].map((level) => kept(openHour(level, 9))),
        kept(openHour(5, 9)),
        kept(openHour(1, 9)),
      ),
      told: [told('strain', [6, 7], { part: 'openness' })],
      attention: TALK,
      says: PART_WORDS.openness,
    },
    {
      id: 'second-03',
      name: 'Being understood sinks by two a week, 9 to 1, with nothing said',
      wants: 'S3: no single step is large; by the third or fourth the part is far from where it was and is named.',
      course: course(
        { approach: 'person-centred' },
        ...times(4, kept(pulse(9))),
        ...[7, 5, 3, 1].map((empathy) => kept(pulse(9, { empathy }))),
      ),
      told: [told('strain', [6, 8], { part: 'empathy' })],
      attention: TALK,
      says: PART_WORDS.empathy,
    },
    {
      id: 'second-04',
      name: 'Video hours: attention of the therapist 9 to 1, the rest as it was',
      wants: 'S4: over a screen it is listening that goes first; the way of meeting changes nothing in what is told.',
      course: course(
        {},
        ...usual.map((week) => ({ ...week, facts: [...week.facts, tell('visit.started', { modality: 'video' }, 1)] })),
        kept(pulse(8.7, { listening: 1 }), tell('visit.started', { modality: 'video' }, 1)),
      ),
      told: [told('strain', 7, { part: 'listening' })],
      attention: TALK,
      says: PART_WORDS.listening,
    },
    {
      id: 'second-05',
      name: 'Fear of judgement for one hour, then as before for three',
      wants: 'S5: told once, on the day; three good hours later it is over and nobody is reminded of it.',
      course: course({}, ...usual, kept(pulse(8.7, { acceptance: 1 })), ...times(3, kept(pulse(8.7)))),
      told: [told('strain', 7, { part: 'acceptance' })],
      attention: QUIET,
    },
    {
      id: 'second-06',
      name: 'CBT: the way of working and being understood fall alike',
      wants: 'S6 and S23: where two parts fall alike, in CBT the way of working is named first.',
      course: course({ approach: 'cbt' }, ...usual, bothFall),
      told: [told('strain', 7, { part: ['task', 'collaboration'] })],
      attention: TALK,
    },
    {
      id: 'second-07',
      name: 'Person-centred: the way of working and being understood fall alike',
      wants: 'S25: the same two falls as in the CBT course before it, and here being understood is named first.',
      course: course({ approach: 'person-centred' }, ...usual, bothFall),
      told: [told('strain', 7, { part: ['empathy', 'bond'] })],
      attention: TALK,
      says: PART_WORDS.empathy,
    },
    {
      id: 'second-08',
      name: 'Goals not agreed by the fourth hour',
      wants: 'S6: four good hours with no agreed goal are a reason to look, and no alarm.',
      course: course({ approach: 'cbt', goalsAgreed: false }, ...usual.slice(0, 4)),
      told: [],
      attention: ['keep-an-eye'],
      says: PART_WORDS.goal,
    },
    {
      id: 'second-09',
      name: 'Goals not agreed at the start, agreed in the second hour',
      wants: 'Looks like the course before it, and was put right in time: nothing is open any more.',
      course: course(
        { approach: 'cbt', goalsAgreed: false },
        kept(pulse(8.5)),
        kept(pulse(8.7), planned({ goalsAgreed: true })),
        ...times(3, kept(pulse(8.7))),
      ),
      told: [],
      attention: CALM,
    },
    {
      id: 'second-10',
      name: 'The longer form: respect 8 to 2 in the fourth month',
      wants: 'S7: no other form asks for it, so the month in which it falls is the day on which it has to be told.',
      course: course({}, ...monthly(lookBack(), lookBack(), lookBack(), lookBack({ respect: 2 }))),
      told: [told('strain', 13, { part: 'respect' })],
      attention: TALK,
      says: { en: [/respect|valued/i], de: [/respekt|achtung|wertsch/i] },
    },
    {
      id: 'second-11',
      name: 'The longer form: feeling safe and supported falls to 1, and clear expectations to 5',
      wants: 'S7 and S15: both are parts of what fell; the deeper fall is named first.',
      course: course({}, ...monthly(lookBack(), lookBack(), lookBack({ support: 1, expectations: 5 }))),
      told: [told('strain', 9, { part: 'support' })],
      attention: TALK,
    },
    {
      id: 'second-12',
      name: 'The longer form: four months a little up and down, with what helped',
      wants: 'S18 and S20: a step up or down in a part is its error; what helped is to be read in the timeline.',
      course: course(
        {},
        ...monthly(
          lookBack({ genuineness: 8, boundaries: 9 }, { w1: 3, w4: 2 }),
          lookBack({ genuineness: 9, expectations: 7 }, { w1: 3 }),
          lookBack({ genuineness: 8, consistency: 8 }, { w1: 2, w4: 3 }),
          lookBack({ genuineness: 7, boundaries: 8 }, { w1: 3, w4: 3 }),
        ),
      ),
      told: [],
      attention: CALM,
      shows: { en: [/helped|helpful/i, /something new/i], de: [/geholfen|hilfreich/i, /Neues/] },
    },
    {
      id: 'second-13',
      name: 'DBT: five diaries in a row not kept, the hours are rated well',
      wants: 'S10 and S24: what is agreed between the hours is not done for five weeks; the line of the list says it.',
      course: course({ approach: 'dbt' }, ...usual.slice(0, 2), ...times(5, kept(pulse(8.7), undone('diary')))),
      told: [],
      mayTell: ['strain'],
      most: 1,
      attention: TOLD,
      says: { en: [/exercise|homework|task|diary|diaries|agreed/i], de: [/übung|aufgabe|tagebuch|vereinbart/i] },
    },
    {
      id: 'second-14',
      name: 'CBT: one week without the exercise, the others half or wholly done',
      wants: 'S10: nobody does everything every week; one week left out among five is no sign.',
      course: course(
        { approach: 'cbt' },
        ...[4, 2, 3].map((done) => kept(pulse(8.7), did(done))),
        kept(pulse(8.5), undone()),
        ...[3, 4].map((done) => kept(pulse(8.8), did(done))),
      ),
      told: [],
      attention: CALM,
    },
    {
      id: 'second-15',
      name: 'Taking part and knowing what to try: both 9 to 1, all else at 9',
      wants: 'S9: who only sits there still finds the therapist kind; engagement is told by its name.',
      course: course({ approach: 'dbt' }, ...usual, kept(pulse(9, { engagement: 1, followThrough: 1 }))),
      told: [told('strain', 7, { part: 'engagement' })],
      attention: TALK,
      says: PART_WORDS.engagement,
    },
    {
      id: 'second-16',
      name: 'The practice itself is unsteady: it moved two hours and called off two, and the client came to all others',
      wants: 'S16: the own part of the practice is no sign against the client; it is to be found by who looks.',
      course: course(
        {},
        ...usual.slice(0, 3),
        booked(movedByClinician(2), tell('appointment.attended', {}, 2 * 24 * 60 + 50)),
        cancelled(20, { cancelledBy: 'clinician' }),
        kept(pulse(8.7)),
        booked(movedByClinician(1), tell('appointment.attended', {}, 24 * 60 + 50)),
        cancelled(30, { cancelledBy: 'practice' }),
        kept(pulse(8.5)),
      ),
      told: [],
      attention: QUIET,
      shows: { en: [/practice|clinician/i], de: [/Praxis|Behandelnde|behandelnde/] },
    },
    {
      id: 'second-17',
      name: 'Three hours with marks of clear goals, of patience, and a first hour on what to expect',
      wants: 'S15, S17 and S18: what a clinician notes of good work is shown with the course and asks for nothing.',
      course: course(
        {},
        kept(pulse(8.5), note('goal.agreement', { marker: 'clear-expectations' })),
        kept(pulse(8.7), note('bond', { marker: 'patience' })),
        kept(pulse(8.5), note('task.agreement', { marker: 'boundary-setting' })),
        kept(pulse(9)),
      ),
      told: [],
      attention: CALM,
      shows: { en: [/expect/i, /patien/i, /boundar/i], de: [/erwart/i, /gedul/i, /grenz/i] },
    },
    {
      id: 'second-18',
      name: 'Weeks without an hour in between, and the client’s own three goals from 6 to 2',
      wants: 'S11: a client who rates every goal far lower than at the start tells that nothing comes of it.',
      course: course(
        {},
        ...[6, 6, 7].map((level) => kept(form('goals', level))),
        free(),
        kept(as({ mode: 'paper' }, form('goals', 2))),
      ),
      told: [told('outcome', 5)],
      attention: TALK,
      says: PART_WORDS.goal,
    },
  ],
};
