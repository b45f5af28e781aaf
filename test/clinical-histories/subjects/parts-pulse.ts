/** One part of the relationship moves while the total hardly does: the parts that the Pulse asks about. */
import { kept } from '../calendar.js';
import { course, times } from '../course.js';
import { pulse } from '../forms.js';
import { CALM, PART_WORDS, TALK, told, TOLD, type History, type Subject } from '../history.js';

const steady = times(5, kept(pulse(9)));
const STEADY_WORDS = { en: [/steady/i], de: [/stabil/i] } as const;

type PulsePart = 'trust' | 'empathy' | 'listening' | 'acceptance' | 'goal' | 'task';

/** 9 five times, then 1 on one slider; the total goes from 90 to 77 and stays above every line. */
const alone = (id: string, part: PulsePart, statement: string, why: string): History => ({
  id,
  name: `${statement} alone falls from 9 to 1 while all else stays at 9`,
  wants: why,
  course: course({}, ...steady, kept(pulse(9, { [part]: 1 }))),
  told: [told('strain', 6, { part })],
  attention: TALK,
  says: PART_WORDS[part],
  neverSays: STEADY_WORDS,
});

export const partsOfThePulse: Subject = {
  subject: 'one part of the Pulse alone',
  histories: [
    alone('part-01', 'trust', 'Trust', 'Lost trust is the likeliest reason to stay away, and a total of 77 hides it.'),
    alone('part-02', 'empathy', 'Feeling understood', 'Being misunderstood is said on one slider first, so name it.'),
    alone('part-03', 'listening', 'Full attention', 'A distracted hour can be mended next time if it is known.'),
    alone('part-04', 'acceptance', 'Being open without judgement', 'Who fears judgement stops speaking; ask soon.'),
    alone('part-05', 'goal', 'Working on what the client wants', 'Goals drift apart silently; renegotiate at once.'),
    alone('part-06', 'task', 'The way of working', 'A way of working that makes no sense is easy to change early.'),
    {
      id: 'part-07',
      name: 'Taking part falls from 9 to 0 while the six parts of the total stay at 9',
      wants: 'Disengagement shows before a client stays away, and it is outside of the total, so say which part fell.',
      course: course({}, ...steady, kept(pulse(9, { engagement: 0, followThrough: 0 }))),
      told: [told('strain', 6, { part: 'engagement' })],
      attention: TALK,
      says: PART_WORDS.engagement,
      neverSays: STEADY_WORDS,
    },
    {
      id: 'part-08',
      name: 'Trust dips from 9 to 7 once and is back the next week',
      wants: 'Two points on one slider for one week are how people fill in sliders, so leave the clinician in peace.',
      course: course({}, ...steady, kept(pulse(9, { trust: 7 })), kept(pulse(9))),
      told: [],
      attention: CALM,
    },
    {
      id: 'part-09',
      name: 'Each part wobbles by a point or two every week',
      wants: 'Wobbling inside the error of a slider is this client’s usual, which is called steady and told to nobody.',
      course: course(
        {},
        kept(pulse(9, { trust: 8 })),
        kept(pulse(9, { goal: 8 })),
        kept(pulse(9, { empathy: 7 })),
        kept(pulse(9, { task: 8 })),
        kept(pulse(8, { trust: 9 })),
        kept(pulse(9, { listening: 8 })),
        kept(pulse(9, { acceptance: 7 })),
        kept(pulse(9, { goal: 8, trust: 8 })),
      ),
      told: [],
      attention: CALM,
    },
    {
      id: 'part-10',
      name: 'Every part goes from 9 to 8',
      wants: 'Ten points of a hundred are within the error of the form, at most a line in a list.',
      course: course({}, ...steady, kept(pulse(8)), kept(pulse(8))),
      told: [],
      attention: ['on-course', 'keep-an-eye'],
    },
    {
      id: 'part-11',
      name: 'Trust falls to 1 and is back at 9 the week after',
      wants: 'Told once when it fell; when the part is back the matter is closed without a second message.',
      course: course({}, ...steady, kept(pulse(9, { trust: 1 })), kept(pulse(9)), kept(pulse(9))),
      told: [told('strain', 6, { part: 'trust' })],
      attention: CALM,
    },
    {
      id: 'part-12',
      name: 'Trust slides from 9 to 3 in steps of one while all else stays at 9',
      wants: 'No single step stands out, yet by 4 or 3 of 10 a careful reader has seen it and would raise it.',
      course: course({}, ...times(3, kept(pulse(9))), ...[8, 7, 6, 5, 4, 3].map((trust) => kept(pulse(9, { trust })))),
      told: [told('strain', [6, 9], { part: 'trust' })],
      attention: TOLD,
      says: PART_WORDS.trust,
      neverSays: STEADY_WORDS,
    },
    {
      id: 'part-13',
      name: 'Trust is not answered any more',
      wants: 'A slider left out is no answer and no fall; nothing is concluded from it.',
      course: course({}, ...steady, kept(pulse(9, { trust: null })), kept(pulse(9, { trust: null }))),
      told: [],
      attention: CALM,
    },
    {
      id: 'part-14',
      name: 'Trust rises from 5 to 9',
      wants: 'Growing trust is what one hopes for; no message, and the list says that all is well.',
      course: course({}, ...[5, 6, 7, 8, 9, 9].map((trust) => kept(pulse(9, { trust })))),
      told: [],
      attention: CALM,
    },
    {
      id: 'part-15',
      name: 'Trust stands at 3 from the first hour on while all else is 9',
      wants: 'Somebody who never felt safe is no steady case: a line in the list, and a prompt would be in order.',
      course: course({}, ...times(5, kept(pulse(9, { trust: 3 })))),
      told: [],
      mayTell: ['strain'],
      attention: TOLD,
      neverSays: STEADY_WORDS,
    },
    {
      id: 'part-17',
      name: 'Knowing what to try next falls from 9 to 1 while all else stays at 9',
      wants: 'Not knowing what to take along is worth a look before the next hour: a line in the list is enough.',
      course: course({}, ...steady, kept(pulse(9, { followThrough: 1 }))),
      told: [],
      mayTell: ['strain'],
      attention: TOLD,
      neverSays: STEADY_WORDS,
    },
    {
      id: 'part-16',
      name: 'Two parts fall in the same hour',
      wants: 'One conversation, so one message, and it names the deeper of the two.',
      course: course({}, ...steady, kept(pulse(9, { trust: 2, listening: 4 }))),
      told: [told('strain', 6, { part: 'trust' })],
      attention: TALK,
      says: PART_WORDS.trust,
    },
  ],
};
