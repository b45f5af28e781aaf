/** A second reader's courses: long work, absent clinicians, consent, and very little to go by. */
import { coveredBy } from '../circumstances.js';
import { consent, did, died, free, handedOver, kept, message, note } from '../calendar.js';
import { course, tell, times } from '../course.js';
import { from, ofAnotherClient, pulse, yes } from '../forms.js';
import { CALM, QUIET, TALK, told, type Subject } from '../history.js';

const well = [8.7, 8.5, 8.8, 8.6, 8.7].map((level) => kept(pulse(level)));
const LONG = [8.7, 8.3, 8.8, 8.1, 8.6, 8.9, 8.4].map((level) => kept(pulse(level)));
const family = (...levels: Readonly<Record<string, number>>[]) =>
  levels.map((each) => kept(...Object.entries(each).map(([who, level]) => from(`member:${who}`, pulse(level)))));

export const secondTime: Subject = {
  subject: 'a second reader: long work, leave and consent',
  histories: [
    {
      id: 'second-103',
      name: 'A hundred and five hours of analysis, up and down as people are',
      wants: 'Two years of hours within the error of the form: not one message in two years.',
      course: course({ approach: 'psychodynamic' }, ...times(15, LONG).flat()),
      told: [],
      attention: CALM,
    },
    {
      id: 'second-104',
      name: 'Seventy-seven hours of analysis, then trust and being understood fall from 9 to 3 for two hours',
      wants: 'S26: a long good history makes the fall no smaller; it is told within its first or second hour.',
      course: course(
        { approach: 'psychodynamic' },
        ...times(11, LONG).flat(),
        ...times(2, kept(pulse(8.5, { trust: 3, empathy: 3 }))),
      ),
      told: [told('strain', [78, 79], { part: ['trust', 'empathy', 'bond'] })],
      attention: TALK,
    },
    {
      id: 'second-105',
      name: 'Hours every fortnight, a fall to 50 and back within the month',
      wants: 'S22: the rhythm is slow and the hours are few: told on the day, eased by the forms that follow.',
      course: course({ cadence: 14 }, ...well, kept(pulse(5)), ...[8.3, 8.6, 8.7].map((level) => kept(pulse(level)))),
      told: [told('strain', 6)],
      attention: QUIET,
    },
    {
      id: 'second-106',
      name: 'The clinician is away and a colleague covers; a form of the second week away is low',
      wants: 'It cannot wait for the return: the cover hears of it.',
      course: course(
        {},
        ...well.slice(0, 4),
        kept(pulse(8.6), handedOver('k5', 'cover')),
        kept(pulse(8.5)),
        kept(pulse(4.5)),
      ),
      told: [told('strain', 7, { to: 'k5' })],
      attention: TALK,
    },
    {
      id: 'second-107',
      name: 'The clinician’s leave is announced with a cover; nothing is low and no hour is held',
      wants: 'F2: a leave that somebody covers is a leave; neither of the two gets a message.',
      course: course(
        { wait: 1 },
        ...well.slice(0, 4),
        kept(pulse(8.6), coveredBy('k5', 16)),
        free(),
        free(),
        kept(pulse(8.6)),
      ),
      told: [],
      attention: CALM,
    },
    {
      id: 'second-108',
      name: 'A low form that names another client by a slip',
      wants: 'Nobody can say whose it is: nothing of it is told here, and the course goes on as it was.',
      course: course({}, ...well, kept(ofAnotherClient(pulse(3))), kept(pulse(8.6))),
      told: [],
      attention: CALM,
    },
    {
      id: 'second-109',
      name: 'The client dies between two hours; one form is entered later',
      wants: 'After a death nobody gets a message about a form, and no date is awaited.',
      course: course({ next: false, wait: 20 }, ...well, kept(died), free(pulse(4))),
      told: [],
      attention: CALM,
    },
    {
      id: 'second-110',
      name: 'Consent to scoring withdrawn for good; the hours go on',
      wants: 'Nothing is scored, told or judged, and the list says why it knows nothing.',
      course: course(
        {},
        ...well.slice(0, 3),
        kept(pulse(8.6), consent('all')),
        kept(pulse(4)),
        kept(pulse(4, {}, yes(9, 0))),
      ),
      told: [],
      attention: ['on-course', 'not-enough-yet', 'keep-an-eye'],
      says: { en: [/consent/i], de: [/einwillig|zustimm|einverst/i] },
    },
    {
      id: 'second-111',
      name: 'Two hours in all, both well',
      wants: 'Two good forms are too few to call anything steady, and nothing to worry about.',
      course: course({}, ...well.slice(0, 2)),
      told: [],
      attention: ['on-course', 'not-enough-yet'],
      neverSays: { en: [/ratings are steady/i], de: [/sind stabil|bleiben stabil/i] },
    },
    {
      id: 'second-112',
      name: 'Sessions by telephone, no forms, good notes, exercises done, a message now and then',
      wants: 'S10 and S24: no form was ever asked for, the client is there and does what is agreed: nothing to tell.',
      course: course(
        { approach: 'dbt' },
        ...[4, 3, 4, 4, 3, 4].map((done, i) =>
          kept(
            tell('visit.started', { modality: 'phone' }, 1),
            did(done, 'diary'),
            note('bond'),
            ...(i % 2 ? [message()] : []),
          ),
        ),
      ),
      told: [],
      attention: ['on-course', 'not-enough-yet'],
    },
    {
      id: 'second-113',
      name: 'A member of the couple writes yes, it mattered 8; the other has seen nothing',
      wants: 'S19 and S27: one word by one of two: told with whose word it was.',
      course: course(
        { approach: 'couple-family' },
        ...family(...times(4, { ann: 8.8, bob: 8.5 })),
        kept(from('member:ann', pulse(8.7)), from('member:bob', pulse(8.3, {}, yes(8, 1)))),
      ),
      told: [told('strain', 5)],
      attention: TALK,
      says: { en: [/\bbob\b/i], de: [/\bbob\b/i] },
      neverSays: { en: [/\bann\b/i], de: [/\bann\b/i] },
    },
    {
      id: 'second-114',
      name: 'A couple: he has not answered for three weeks, she goes on near 88',
      wants: 'One of two who falls silent on paper while both come is no strain of the other; no message.',
      course: course(
        { approach: 'couple-family' },
        ...family(...times(4, { ann: 8.8, bob: 8.5 }), ...times(3, { ann: 8.8 } as Record<string, number>)),
      ),
      told: [],
      attention: QUIET,
    },
  ],
};
