/** Forms that one of several is asked for and leaves open. */
import { askedOf } from '../circumstances.js';
import { kept } from '../calendar.js';
import { course, times } from '../course.js';
import { from, pulse } from '../forms.js';
import { CALM, type Subject } from '../history.js';

const both = kept(askedOf('ann'), askedOf('bob'), from('member:ann', pulse(9)), from('member:bob', pulse(8.7)));
const annAlone = kept(askedOf('ann'), askedOf('bob'), from('member:ann', pulse(9)));
const OF_BOB = { en: [/from member bob for 3 requests/i], de: [/von Mitglied bob nach 3 Anfragen/i] } as const;
const OF_ANN = { en: [/\bann\b/i, /steady/i], de: [/\bann\b/i, /stabil/i] } as const;

export const unanswered: Subject = {
  subject: 'forms that one of several leaves open',
  histories: [
    {
      id: 'open-01',
      name: 'A couple: both answered three times, then he leaves three requests open and she goes on near 90',
      wants: 'S27: nobody is called; the list says whose forms have stopped, and not that all is steady.',
      course: course({ approach: 'couple-family', wait: 3 }, ...times(3, both), ...times(3, annAlone)),
      told: [],
      attention: ['keep-an-eye'],
      says: OF_BOB,
      neverSays: OF_ANN,
    },
    {
      id: 'open-02',
      name: 'A couple: he has never answered one of three requests',
      wants: 'S27: the same where there is nothing of his to compare with.',
      course: course({ approach: 'couple-family', wait: 3 }, ...times(3, annAlone)),
      told: [],
      attention: ['keep-an-eye'],
      says: OF_BOB,
      neverSays: OF_ANN,
    },
    {
      id: 'open-03',
      name: 'A couple: he leaves two requests open and then answers again',
      wants: 'What was made up for is over, and the list is calm again.',
      course: course({ approach: 'couple-family', wait: 1 }, ...times(3, both), ...times(2, annAlone), both),
      told: [],
      attention: CALM,
    },
    {
      id: 'open-04',
      name: 'A couple: he leaves one request open',
      wants: 'One form that was left open is a forgotten form.',
      course: course({ approach: 'couple-family', wait: 3 }, ...times(3, both), annAlone),
      told: [],
      attention: CALM,
    },
  ],
};
