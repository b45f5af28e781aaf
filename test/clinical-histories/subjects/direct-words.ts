/** What the client answers when asked directly whether anything felt off. */
import { kept } from '../calendar.js';
import { course, times } from '../course.js';
import { aLittle, from, no, pulse, pulseOnly, silent, yes } from '../forms.js';
import { CALM, QUIET, TALK, told, type Subject } from '../history.js';

const steady = times(5, kept(pulse(9)));
const OWN_WORD = {
  en: [/own word|client said|form says|client wrote|answered/i],
  de: [/Bogen|gesagt|geantwortet/i],
} as const;

export const directWords: Subject = {
  subject: 'direct words',
  histories: [
    {
      id: 'word-01',
      name: 'Yes, something felt off, with sliders at 9',
      wants: 'A plain yes is worth more than any total: told the same day, as the client’s own word.',
      course: course({}, ...steady, kept(pulse(9, {}, yes(8, 2)))),
      told: [told('strain', 6)],
      attention: TALK,
      says: OWN_WORD,
      neverSays: { en: [/steady/i], de: [/stabil/i] },
    },
    {
      id: 'word-02',
      name: 'Yes with full marks everywhere else',
      wants: 'Politeness on the sliders and a yes on the question: the yes counts.',
      course: course({}, ...times(6, kept(pulse(10))), kept(pulse(10, {}, yes(7, 3)))),
      told: [told('strain', 7)],
      attention: TALK,
      says: OWN_WORD,
    },
    {
      id: 'word-03',
      name: 'A little, which mattered 2 of 10, once',
      wants: 'A small thing that hardly mattered is ordinary; the clinician can read it on the form.',
      course: course({}, ...steady, kept(pulse(9, {}, aLittle(2, 8)))),
      told: [],
      attention: QUIET,
    },
    {
      id: 'word-04',
      name: 'A little that mattered 7 of 10',
      wants: 'A little is how many people say yes; where it mattered 7, it is a yes.',
      course: course({}, ...steady, kept(pulse(8.7, {}, aLittle(7, 3)))),
      told: [told('strain', 6)],
      attention: TALK,
      says: OWN_WORD,
    },
    {
      id: 'word-05',
      name: 'A little three times, each mattering 4 and half sorted out, while 90 becomes 84, 78, 75',
      wants: 'No answer is strong and no step is large; said three times with ratings going down it is a strain.',
      course: course(
        {},
        ...steady,
        kept(pulse(8.4, {}, aLittle(4, 4))),
        kept(pulse(7.8, {}, aLittle(4, 4))),
        kept(pulse(7.5, {}, aLittle(4, 4))),
      ),
      told: [told('strain', [6, 8])],
      attention: TALK,
      neverSays: { en: [/steady/i], de: [/stabil/i] },
    },
    {
      id: 'word-06',
      name: 'Yes, and sorted out within the hour 9 of 10',
      wants: 'They noticed it and settled it together, which is the best that can happen: no prompt about it.',
      course: course({}, ...steady, kept(pulse(9, {}, yes(6, 9)))),
      told: [],
      attention: CALM,
    },
    {
      id: 'word-07',
      name: 'Yes and not sorted out, two hours in a row',
      wants: 'The same thing said twice is one matter: told at the first yes, seen again at the second.',
      course: course({}, ...steady, kept(pulse(9, {}, yes(8, 1))), kept(pulse(8.7, {}, yes(8, 0)))),
      told: [told('strain', 6)],
      attention: TALK,
    },
    {
      id: 'word-08',
      name: 'No, asked at every hour',
      wants: 'Asked and answered no with good ratings: nothing to say, and never that the client said something.',
      course: course({}, ...times(7, kept(pulse(9, {}, no)))),
      told: [],
      attention: CALM,
    },
    {
      id: 'word-09',
      name: 'The question is left open every time',
      wants: 'No answer is not a no and not a yes; nothing is put into the client’s mouth.',
      course: course({}, ...times(7, kept(pulse(9, {}, silent)))),
      told: [],
      attention: CALM,
    },
    {
      id: 'word-10',
      name: 'Yes on a form with two answers in all',
      wants: 'Too few answers for a score, and yet the one sentence that matters: told, without a figure.',
      course: course({}, ...steady, kept(pulseOnly({ empathy: 6 }, yes(8, 2)))),
      told: [told('strain', 6)],
      attention: TALK,
      says: OWN_WORD,
      neverSays: { en: [/rating is|\bnull\b/i], de: [/Wert ist jetzt/i] },
    },
    {
      id: 'word-11',
      name: 'A little, once, without saying how much it mattered',
      wants: 'The weakest of words on an otherwise good form can wait for the next hour.',
      course: course({}, ...steady, kept(pulse(9, {}, aLittle()))),
      told: [],
      attention: QUIET,
    },
    {
      id: 'word-12',
      name: 'Yes at the very first hour',
      wants: 'The first hours decide who stays: a yes needs no history to be told.',
      course: course({}, kept(pulse(7.5, {}, yes(7, 3)))),
      told: [told('strain', 1)],
      attention: TALK,
      says: OWN_WORD,
    },
    {
      id: 'word-13',
      name: 'Yes on the clinician’s own form, no on the client’s',
      wants: 'Clinicians know what they wrote themselves; it is kept beside the client’s form, and nobody is told.',
      course: course(
        {},
        ...times(5, kept(pulse(9), from('clinician', pulse(8)))),
        kept(pulse(9), from('clinician', pulse(7, {}, yes(8, 2)))),
      ),
      told: [],
      attention: QUIET,
    },
    {
      id: 'word-14',
      name: 'Yes, then two hours in which nothing felt off',
      wants: 'Told once; two hours later the client says that nothing is off, and the list says that it eased.',
      course: course({}, ...steady, kept(pulse(9, {}, yes(6, 4))), kept(pulse(9)), kept(pulse(9))),
      told: [told('strain', 6)],
      attention: CALM,
      says: { en: [/eased/i], de: [/gelöst/i] },
    },
  ],
};
