/** Weak signs, each alone and several together; exercises, goals and responsibility. */
import { cancelled, did, kept, undone } from '../calendar.js';
import { course, times } from '../course.js';
import { aLittle, asked, form, pulse } from '../forms.js';
import { CALM, PART_WORDS, QUIET, TALK, told, TOLD, type Subject } from '../history.js';

const answered = (level: number, ...said: Parameters<typeof pulse>[2][]) => kept(asked(), pulse(level, {}, said[0]));
const silentHour = kept(asked());
const good = answered(9);

export const weakSigns: Subject = {
  subject: 'weak signs together, exercises and goals',
  histories: [
    {
      id: 'weak-01',
      name: 'Within three weeks a fall of twelve points, a late cancellation and an unanswered form',
      wants: 'None of the three is anything alone; together, after five good weeks, they are worth asking about.',
      course: course({ wait: 5 }, ...times(5, good), answered(7.8), cancelled(4), silentHour),
      told: [told('strain', [7, 8], { days: 4 })],
      attention: TALK,
    },
    {
      id: 'weak-02',
      name: 'The fall of twelve points alone',
      wants: 'Twelve points on a form with an error of twenty are no message.',
      course: course({}, ...times(5, good), answered(7.8), ...times(2, answered(8.2))),
      told: [],
      attention: QUIET,
    },
    {
      id: 'weak-03',
      name: 'One unanswered form alone',
      wants: 'Everybody forgets a form now and then, and the next one was there.',
      course: course({ wait: 5 }, ...times(5, good), silentHour, good),
      told: [],
      attention: CALM,
    },
    {
      id: 'weak-04',
      name: 'A little that mattered 3, a fall of ten points and a late cancellation',
      wants: 'Three small things from three sources in three weeks: that is how a strain looks before it is said.',
      course: course({}, ...times(5, good), answered(8, aLittle(3, 4)), cancelled(4), answered(7.7, aLittle(4, 4))),
      told: [told('strain', [7, 8])],
      attention: TALK,
    },
    {
      id: 'weak-05',
      name: 'A fall of ten points, two good hours, and only then a late cancellation',
      wants: 'Good weeks between take the weight from what was before: nothing to say.',
      course: course({}, ...times(4, good), answered(8), ...times(3, answered(9.2)), cancelled(4), good),
      told: [],
      attention: CALM,
    },
    {
      id: 'weak-06',
      name: 'A fall of ten points, and the practice calls off the next hour',
      wants: 'What the practice does is no sign of the client’s, also not in company.',
      course: course({}, ...times(5, good), answered(8), cancelled(4, { cancelledBy: 'practice' }), answered(8.7)),
      told: [],
      attention: QUIET,
    },
    {
      id: 'exercise-01',
      name: 'CBT: exercises not done five weeks running, ratings at 90',
      wants: 'Five weeks of nothing mean that the exercises do not fit: named as that, in the list or by a message.',
      course: course({ approach: 'cbt' }, ...times(3, kept(pulse(9))), ...times(5, kept(pulse(9), undone('exercise')))),
      told: [],
      mayTell: ['strain'],
      attention: TOLD,
      says: PART_WORDS.exercises,
      neverSays: { en: [/steady|fail/i], de: [/stabil|versag/i] },
    },
    {
      id: 'exercise-02',
      name: 'CBT: homework mostly or fully done every week',
      wants: 'Done is done: nobody is praised by message.',
      course: course({ approach: 'cbt' }, ...[3, 4, 4, 3, 4, 4].map((done) => kept(pulse(9), did(done)))),
      told: [],
      attention: CALM,
    },
    {
      id: 'exercise-03',
      name: 'CBT: homework left out twice, done before and after',
      wants: 'Two weeks without homework are two weeks; the hour is the place to ask.',
      course: course(
        { approach: 'cbt' },
        ...times(4, kept(pulse(9), did(4))),
        ...times(2, kept(pulse(9), undone())),
        ...times(2, kept(pulse(9), did(3))),
      ),
      told: [],
      attention: CALM,
    },
    {
      id: 'exercise-04',
      name: 'DBT: the diary card is left out five weeks running',
      wants: 'The diary is the thread of DBT; five weeks without it are named as what they are.',
      course: course(
        { approach: 'dbt' },
        ...times(3, kept(pulse(9), did(4, 'diary'))),
        ...times(5, kept(pulse(9), undone('diary'))),
      ),
      told: [],
      mayTell: ['strain'],
      attention: TOLD,
      says: { en: [/diar/i], de: [/tagebuch/i] },
      neverSays: { en: [/steady/i], de: [/stabil/i] },
    },
    {
      id: 'exercise-05',
      name: 'Psychodynamic work without any tasks',
      wants: 'Where no tasks are given, none are missing.',
      course: course({ approach: 'psychodynamic' }, ...times(6, kept(pulse(9)))),
      told: [],
      attention: CALM,
    },
    {
      id: 'exercise-06',
      name: 'The form about agreed steps: all of it three times, then none of it five times',
      wants: 'The same said on a form by the client counts as much as what the practice ticks.',
      course: course(
        { approach: 'cbt' },
        ...[4, 4, 4, 0, 0, 0, 0, 0].map((done) => kept(pulse(9), form('homework', done))),
      ),
      told: [],
      mayTell: ['strain'],
      attention: TOLD,
      neverSays: { en: [/steady/i], de: [/stabil/i] },
    },
    {
      id: 'goal-01',
      name: 'CBT: goals are not agreed after five hours',
      wants: 'Five hours without agreed goals is a gap in CBT and no strain: a line in the list, no message.',
      course: course({ approach: 'cbt', goalsAgreed: false }, ...times(5, kept(pulse(9)))),
      told: [],
      attention: 'keep-an-eye',
      says: PART_WORDS.goal,
    },
    {
      id: 'goal-02',
      name: 'Goals agreed from the start',
      wants: 'Agreed goals and good hours: nothing to say.',
      course: course({ approach: 'cbt', goalsAgreed: true }, ...times(5, kept(pulse(9)))),
      told: [],
      attention: CALM,
    },
    {
      id: 'goal-03',
      name: 'Goals rated 5, 5, 4, 2, 1 while the Pulse asks for goals and gets 9',
      wants: 'The pair agrees and the client does not get there: told as how the client is doing, not as a strain.',
      course: course({}, ...[5, 5, 4, 2, 1].map((goal) => kept(pulse(9), form('goals', goal)))),
      told: [told('outcome', [4, 5])],
      attention: TOLD,
      says: PART_WORDS.goal,
    },
  ],
};
