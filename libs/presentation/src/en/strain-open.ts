import type { RuleInWords } from '../words.js';

export const strainOpen: RuleInWords = {
  title: {
    by: 'basis',
    when: {
      drop: 'Latest form is clearly lower than before',
      said: 'Something felt off, by the client’s own word',
      both: 'Clearly lower than before, and something felt off',
      marked: 'A note marks a strain between you',
      signs: { by: 'together', when: { one: 'A small sign' }, otherwise: 'Several small signs together' },
    },
    otherwise: 'Lower than the level that asks for a look',
  },
  whatChanged: {
    by: 'basis',
    when: {
      drop: 'The rating is {now} now; it was {before} before.',
      said: 'Asked whether anything felt off between you, the form says “{felt}”.',
      both: 'The rating is {now} now; it was {before} before. Asked whether anything felt off, the form says “{felt}”.',
      marked: 'A note about an hour was marked for strain.',
      signs: {
        by: 'together',
        when: { one: 'A small sign: {small}.' },
        otherwise: 'Several small signs together: {small}.',
      },
    },
    otherwise: 'The rating is {now} now, for the second form in a row.',
  },
  comparedWith: {
    by: 'basis',
    when: {
      drop: 'With this client’s own earlier forms, not with other clients.',
      said: 'With nothing else: it is what the client wrote.',
      both: 'With this client’s own earlier forms, not with other clients.',
      marked: 'With nothing else: it is what somebody saw in the hour.',
      signs: 'With what is usual for this client: their own forms and their own appointments.',
    },
    otherwise: 'With {floor}, the level of this form that asks for a look.',
  },
  howSure: {
    by: 'tier',
    when: { confirmed: 'Good. The client said so directly.' },
    otherwise: {
      by: 'basis',
      when: {
        signs: 'Low to moderate. Each sign alone means little. How they are added up has not been tested yet.',
      },
      otherwise: 'Moderate. One short form that has not been tested yet; single forms often swing back.',
    },
  },
  otherReadings: 'A tiring week, a hard topic or a quick tap can look the same. Saying so can be a sign of trust.',
};
