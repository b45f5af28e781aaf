/** The longer form, once a month: the parts for which a short form has no room. The Pulse stays at 90 all the while. */
import { kept } from '../calendar.js';
import { course, tell, times, type Fact } from '../course.js';
import { from, pulse } from '../forms.js';
import { CALM, QUIET, TALK, told, TOLD, type History, type Sayings, type Subject } from '../history.js';

/** Two questions for each part. */
const PARTS = {
  openness: ['o1', 'o2'],
  respect: ['v1', 'v2'],
  support: ['s1', 's2'],
  expectations: ['x1', 'x2'],
  consistency: ['c1', 'c2'],
  boundaries: ['b1', 'b2'],
  genuineness: ['g1', 'g2'],
  helpfulness: ['h1', 'h2'],
  responsibility: ['a1', 'a2'],
  'carrying-over': ['e1', 'e2'],
} as const;
type Part = keyof typeof PARTS;

const review = (level: number, parts: Partial<Record<Part, number>> = {}): Fact =>
  tell(
    'feedback.submitted',
    ({ hour, appointment }) => ({
      form: `review-${hour}`,
      appointment,
      instrument: { code: 'review', version: '1' },
      respondent: 'client',
      items: Object.entries(PARTS).flatMap(([part, items]) =>
        items.map((item) => ({ item, value: parts[part as Part] ?? level })),
      ),
    }),
    65,
  );

const weekly = kept(pulse(9));
/** Three months of weekly hours, with the longer form in the first week of each. */
const monthly = (...forms: readonly Fact[]) =>
  course({}, ...forms.flatMap((form) => [kept(pulse(9), form), ...times(3, weekly)]).slice(0, -3));

const falls = (id: string, part: Part, why: string, says: Sayings): History => ({
  id,
  name: `Once a month: ${part} falls from 9 to 2 in the third month`,
  wants: why,
  course: monthly(review(9), review(9), review(9, { [part]: 2 })),
  told: [told('strain', 9, { part })],
  attention: TALK,
  says,
  neverSays: { en: [/steady/i], de: [/stabil/i] },
});

export const longerForm: Subject = {
  subject: 'the longer form',
  histories: [
    falls('month-01', 'openness', 'Who can no longer say what is hard to say is polite and alone: name openness.', {
      en: [/open|hard to say/i],
      de: [/offen|schwer zu sagen/i],
    }),
    falls('month-02', 'respect', 'Not feeling respected is rarely said aloud and never forgotten: name it soon.', {
      en: [/respect|valued/i],
      de: [/respekt|wertgesch|wertsch|geachtet|achtung/i],
    }),
    falls('month-03', 'support', 'Who does not feel safe in the hour does not use it: name it soon.', {
      en: [/safe|support|alone/i],
      de: [/sicher|unterst|allein|rückhalt/i],
    }),
    falls('month-04', 'expectations', 'Unclear expectations are the easiest thing of all to put right.', {
      en: [/expect/i],
      de: [/erwart/i],
    }),
    falls('month-05', 'consistency', 'Times and agreements that cannot be relied on wear a client out: said plainly.', {
      en: [/consist|rel[iy]|count on/i],
      de: [/verl[aä]ss|beständig|verlass/i],
    }),
    falls('month-06', 'boundaries', 'Boundaries that no longer feel right need a conversation, without blame.', {
      en: [/bound|line between/i],
      de: [/grenz/i],
    }),
    falls(
      'month-07',
      'genuineness',
      'A therapist who seems to play a part is felt at once: patience and authenticity named.',
      {
        en: [/genuin|authentic|patien/i],
        de: [/echt|authent|geduld/i],
      },
    ),
    falls(
      'month-08',
      'helpfulness',
      'The client says that it does not help, or cannot be said: that is feedback to act on.',
      {
        en: [/help/i],
        de: [/hilf|geholfen|hilfreich/i],
      },
    ),
    {
      id: 'month-09',
      name: 'Once a month: everything stays near 9',
      wants: 'A long form that says the same each month is steady; nobody needs a message once a month.',
      course: monthly(review(9), review(9, { openness: 8, boundaries: 8 }), review(9, { consistency: 8 })),
      told: [],
      attention: CALM,
    },
    {
      id: 'month-10',
      name: 'Once a month: one part goes from 9 to 7',
      wants: 'Two points on two questions after a month are within any error.',
      course: monthly(review(9), review(9), review(9, { expectations: 7 })),
      told: [],
      attention: QUIET,
    },
    {
      id: 'month-11',
      name: 'The clinician’s version falls, the client’s does not',
      wants: 'What clinicians think of their own part is theirs to think about; no message about it.',
      course: course(
        {},
        ...[9, 9, 3].flatMap((own) => [kept(pulse(9), review(9), from('clinician', review(own))), weekly]),
      ),
      told: [],
      attention: QUIET,
    },
    {
      id: 'month-12',
      name: 'Once a month: openness rises from 4 to 9',
      wants: 'Opening up is the best of news, and no message.',
      course: monthly(review(9, { openness: 4 }), review(9, { openness: 7 }), review(9)),
      told: [],
      attention: QUIET,
    },
    {
      id: 'month-13',
      name: 'Once a month: the client’s own share falls from 9 to 2 while all else stays',
      wants: 'That a client does less for the own goals is worth asking about; a line in the list is enough.',
      course: monthly(review(9), review(9), review(9, { responsibility: 2 })),
      told: [],
      mayTell: ['strain'],
      attention: TOLD,
      says: { en: [/responsib|share/i], de: [/verantwort|anteil|eigen/i] },
    },
  ],
};
