import type { Text } from '../text.js';
import type { RuleInWords } from '../words.js';

/** Whose form, and which. */
const form: Text = {
  by: 'form',
  when: {},
  present: { by: 'member', when: {}, present: '{form}, member {member}:', otherwise: '{form}:' },
  otherwise: 'The form:',
};
/** With the top of the range, where the facts bring it. */
const withRange = (ranged: string, otherwise: string): Text => ({ by: 'outOf', when: {}, present: ranged, otherwise });
const fall = withRange('{now} of {outOf} now; {before} before.', '{now} now; {before} before.');
const lasting = (sentence: string): Text => ({ by: 'lowForms', when: {}, present: sentence, otherwise: '' });
const total: Text = {
  by: 'before',
  when: {},
  present: [form, fall, lasting('It has been lower on {lowForms} forms in a row, since {lowSince}.')],
  otherwise: '',
};
const QUESTION = 'question whether anything felt off between you was answered “{felt}”';
const answered = (begin: 'The' | 'the'): Text => ({
  by: 'felt',
  when: {},
  present: [
    // an answer of another form than the figures is told with the day of its own
    { by: 'feltOn', when: {}, present: `${begin} ${QUESTION} on {feltOn}.`, otherwise: `${begin} ${QUESTION}.` },
    { by: 'feltSince', when: { no: 'The latest form answers it “no”.' }, otherwise: '' },
    { by: 'times', when: {}, present: 'It was so on {times} of the last 4 forms.', otherwise: '' },
  ],
  otherwise: '',
});
const felt = answered('The');
const part: Text = [
  form,
  {
    by: 'earlier',
    when: {
      one: 'answers about {part} are at {partNow} of 100 now; on an earlier form they were at {partBefore}.',
      first: 'answers about {part} are at {partNow} of 100 now; at first they were at {partBefore}.',
    },
    otherwise: 'answers about {part} are at {partNow} of 100 now; usually they are at {partBefore}.',
  },
  { by: 'slowly', when: {}, present: 'They went down slowly, over {slowly} forms.', otherwise: '' },
  lasting('They have been lower on {lowForms} forms in a row, since {lowSince}.'),
  { by: 'alsoPart', when: {}, present: 'Also lower: {alsoPart}.', otherwise: '' },
  {
    by: 'before',
    when: {},
    present: withRange(
      'The form as a whole is at {now} of {outOf} now; it was at {before} before.',
      'The form as a whole is at {now} now; it was at {before} before.',
    ),
    otherwise: 'The form as a whole has moved less.',
  },
];
/** Another sign beside the first. */
const also: Text = [
  { by: 'alsoForm', when: {}, present: 'Another form points the same way: {alsoForm}.', otherwise: '' },
  { by: 'alsoMember', when: {}, present: 'So does the form of member {alsoMember}.', otherwise: '' },
  { by: 'mark', when: {}, present: 'A note marks a strain as well: {mark}.', otherwise: '' },
];
/** A word that nobody understands is not repeated: the timeline has it. */
const marked: Text = {
  by: 'mark',
  when: {},
  present: {
    by: 'noted',
    when: { supervisor: 'A supervisor marked an hour for strain: {mark}.' },
    otherwise: 'A note marks an hour for strain: {mark}.',
  },
  otherwise: {
    by: 'noted',
    when: { supervisor: 'A supervisor marked an hour for strain.' },
    otherwise: 'A note marks an hour for strain.',
  },
};
const swing: Text = {
  by: 'lowForms',
  when: {},
  present: 'It has been so on {lowForms} forms in a row, which is seldom chance.',
  otherwise: {
    by: 'slowly',
    when: {},
    present: 'It shows over {slowly} forms, not on one alone.',
    otherwise: 'Single forms often swing back.',
  },
};
const openly = 'A tiring week, a hard topic or a quick tap can look the same. Saying so can be a sign of trust.';
const plainly = 'A tiring week, a hard topic or a quick tap can look the same.';
const ownForms = 'With this client’s own earlier forms, not with other clients.';

export const strainOpen: RuleInWords = {
  title: {
    by: 'basis',
    when: {
      part: {
        by: 'earlier',
        when: { one: 'Lower than on an earlier form: {part}', first: 'Lower than at first: {part}' },
        otherwise: 'Lower than usual: {part}',
      },
      'part-said': {
        by: 'earlier',
        when: {
          one: 'Something felt off, and lower than on an earlier form: {part}',
          first: 'Something felt off, and lower than at first: {part}',
        },
        otherwise: 'Something felt off, and lower than usual: {part}',
      },
      swings: 'The forms swing widely up and down',
      'part-swings': {
        by: 'felt',
        when: {},
        present: 'Something felt off, and up and down: {swingPart}',
        otherwise: 'Up and down from form to form: {swingPart}',
      },
      slow: 'The forms have been going down slowly',
      drop: {
        by: 'lowForms',
        when: {},
        present: 'Clearly lower than before on {lowForms} forms since {lowSince}',
        otherwise: 'Latest form is clearly lower than before',
      },
      said: {
        by: 'sure',
        when: { said: 'Something felt off, by the client’s own word' },
        otherwise: 'Something felt a little off',
      },
      both: {
        by: 'lowForms',
        when: {},
        present: 'Clearly lower on {lowForms} forms, and something felt off',
        otherwise: 'Clearly lower than before, and something felt off',
      },
      marked: {
        by: 'mark',
        when: {},
        present: 'A note marks a strain: {mark}',
        otherwise: 'A note marks a strain between you',
      },
      signs: { by: 'together', when: { one: 'A small sign' }, otherwise: 'Several small signs together' },
    },
    otherwise: 'Lower than the level that asks for a look',
  },
  whatChanged: {
    by: 'basis',
    when: {
      part: [part, felt, also],
      'part-said': [part, felt, also],
      swings: [
        form,
        withRange('between {swings} and {high} of {outOf}', 'between {swings} and {high}'),
        'within the last seven forms, up and down in turn.',
        felt,
        also,
      ],
      'part-swings': [
        form,
        'answers about {swingPart} went up and down in turn, between {partLow} and {partHigh} of 100.',
        'It was so within the last seven forms; the form as a whole has moved less.',
        felt,
        also,
      ],
      slow: [form, fall, 'It went down slowly, over {slowly} forms.', felt, also],
      drop: [total, felt, also],
      said: [form, answered('the'), also],
      both: [total, felt, also],
      marked,
      signs: [
        {
          by: 'together',
          when: { one: 'A small sign: {small}.' },
          otherwise: 'Several small signs together: {small}.',
        },
        { by: 'form', when: {}, present: 'The form: {form}.', otherwise: '' },
      ],
    },
    otherwise: [
      form,
      {
        by: 'lowForms',
        when: {},
        present: [
          withRange('{now} of {outOf} now.', '{now} now.'),
          'It has been below that level on {lowForms} forms in a row, since {lowSince}.',
        ],
        otherwise: withRange('{now} of {outOf} now.', '{now} now.'),
      },
      also,
    ],
  },
  comparedWith: {
    by: 'basis',
    when: {
      part: ownForms,
      'part-said': ownForms,
      swings: ownForms,
      'part-swings': ownForms,
      slow: ownForms,
      drop: ownForms,
      said: 'With nothing else: it is what the client answered.',
      both: ownForms,
      marked: 'With nothing else: it is what somebody saw in the hour.',
      signs: 'With what is usual for this client: their own forms and their own appointments.',
    },
    otherwise: 'With {floor}, the level of this form that asks for a look.',
  },
  howSure: {
    by: 'sure',
    when: {
      said: {
        by: 'feltOn',
        when: {},
        present: 'Good. The client said so directly, on {feltOn}.',
        otherwise: 'Good. The client said so directly.',
      },
      'said-before': 'Moderate. The client said so on an earlier form, and the latest one says no.',
      signs: 'Low to moderate. Each sign alone means little. How they are added up has not been tested yet.',
      person: 'Good. Forms show it, and somebody who knows the hour says so, too.',
      marked: 'Moderate. It is one person’s view of the hour.',
      untested: ['Moderate. The form has not been tested yet.', swing],
      assumed: ['Moderate. How much this form varies by chance is assumed, not measured.', swing],
    },
    otherwise: ['Moderate. It is more than this form varies by chance.', swing],
  },
  otherReadings: {
    by: 'basis',
    when: {
      'part-swings': { by: 'felt', when: {}, present: openly, otherwise: plainly },
      said: openly,
      both: openly,
      'part-said': openly,
      marked: 'A tiring week or a hard topic can look the same. One person sees only a part of an hour.',
      signs: 'A full week, an illness or a holiday can look the same.',
    },
    otherwise: plainly,
  },
};
