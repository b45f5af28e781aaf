/** Several people in the room, several forms, and two views of one hour. */
import { kept } from '../calendar.js';
import { course, times } from '../course.js';
import { form, from, pulse, yes } from '../forms.js';
import { CALM, QUIET, TALK, told, TOLD, type Subject } from '../history.js';

/** An hour of two: Anna and Ben. */
const couple = (anna: number, ben: number) => kept(from('member:anna', pulse(anna)), from('member:ben', pulse(ben)));
const NAMES_BEN = { en: [/\bben\b/i], de: [/\bben\b/i] } as const;
const NOT_ANNA = { en: [/\banna\b/i], de: [/\banna\b/i] } as const;

export const several: Subject = {
  subject: 'couples, groups, two forms, two views',
  histories: [
    {
      id: 'couple-01',
      name: 'A couple: one falls from 85 to 45, the other stays',
      wants: 'The one who is being lost is told by name of the member, or the wrong one is asked.',
      course: course({ approach: 'couple-family' }, ...times(4, couple(8.7, 8.5)), couple(8.7, 4.5)),
      told: [told('strain', 5)],
      attention: TALK,
      says: NAMES_BEN,
      neverSays: NOT_ANNA,
    },
    {
      id: 'couple-02',
      name: 'A couple far apart from the first hour: 90 and 42',
      wants: 'Low from the start for one of two: told once, early, with the member.',
      course: course({ approach: 'couple-family' }, ...[4.2, 4.5, 4.2, 4.3].map((ben) => couple(9, ben))),
      told: [told('strain', [2, 4])],
      attention: TALK,
      says: NAMES_BEN,
    },
    {
      id: 'couple-03',
      name: 'A couple: both fall in the same hour',
      wants: 'Both are told, in one message or in two.',
      course: course({ approach: 'couple-family' }, ...times(4, couple(8.5, 8.7)), couple(5, 4.8)),
      told: [told('strain', 5)],
      mayTell: ['strain'],
      most: 2,
      attention: TALK,
    },
    {
      id: 'couple-04',
      name: 'A couple, both steady near 85',
      wants: 'Members’ forms are forms: the list says that all is well, and not that there are none.',
      course: course(
        { approach: 'couple-family' },
        ...[8.5, 8.7, 8.3, 8.5, 8.7].map((level, i) => couple(level, 8.5 - (i % 2) / 5)),
      ),
      told: [],
      attention: CALM,
      neverSays: { en: [/no forms/i], de: [/keine Bögen/i] },
    },
    {
      id: 'couple-05',
      name: 'A couple twelve points apart, as from the start',
      wants: 'Two people are never of one mind; twelve points apart and unmoved is their usual.',
      course: course({ approach: 'couple-family' }, ...times(5, couple(9, 7.8))),
      told: [],
      attention: CALM,
    },
    {
      id: 'couple-06',
      name: 'A couple: one says that something felt off',
      wants: 'Whose word it was is the first thing that one needs to know.',
      course: course(
        { approach: 'couple-family' },
        ...times(3, couple(9, 9)),
        kept(from('member:anna', pulse(9)), from('member:ben', pulse(8.7, {}, yes(8, 2)))),
      ),
      told: [told('strain', 4)],
      attention: TALK,
      says: NAMES_BEN,
      neverSays: NOT_ANNA,
    },
    {
      id: 'group-01',
      name: 'A group of three: one member falls from 90 to 50',
      wants: 'In a group the quiet one leaves: the member is named, the others are not.',
      course: course(
        { approach: 'group' },
        ...[9, 9, 9, 9, 5].map((ben) =>
          kept(from('member:anna', pulse(9)), from('member:ben', pulse(ben)), from('member:cleo', pulse(8.5))),
        ),
      ),
      told: [told('strain', 5)],
      attention: TALK,
      says: NAMES_BEN,
      neverSays: { en: [/\banna\b|\bcleo\b/i], de: [/\banna\b|\bcleo\b/i] },
    },
    {
      id: 'forms-01',
      name: 'Pulse steady, SRS falls from 38 to 29',
      wants: 'Two forms may disagree; the one that fell is named, so that one knows which to open.',
      course: course({}, ...[38, 38.5, 38, 38, 29].map((srs) => kept(pulse(9), form('srs', srs)))),
      told: [told('strain', 5)],
      attention: TALK,
      says: { en: [/SRS/], de: [/SRS/] },
    },
    {
      id: 'forms-02',
      name: 'Pulse and SRS fall in the same hour',
      wants: 'One hour went wrong, so there is one message about it.',
      course: course({}, ...times(4, kept(pulse(9), form('srs', 38))), kept(pulse(6), form('srs', 28))),
      told: [told('strain', 5)],
      attention: TALK,
    },
    {
      id: 'forms-03',
      name: 'Pulse and SRS, both steady',
      wants: 'Twice as many forms are no reason for twice as many messages.',
      course: course({}, ...[9, 8.8, 9, 9.2, 9].map((level) => kept(pulse(level), form('srs', 38)))),
      told: [],
      attention: CALM,
    },
    {
      id: 'views-01',
      name: 'Clinician at 93, client at 75, hour after hour',
      wants: 'The clinician thinks better of it than the client does: a line in the list to ask, no message.',
      course: course({}, ...times(5, kept(pulse(7.5), from('clinician', pulse(9.3))))),
      told: [],
      attention: 'keep-an-eye',
    },
    {
      id: 'views-02',
      name: 'Client at 90, clinician at 80, hour after hour',
      wants: 'Clients rate higher than clinicians in most studies: nothing to remark on.',
      course: course({}, ...times(5, kept(pulse(9), from('clinician', pulse(8))))),
      told: [],
      attention: CALM,
    },
    {
      id: 'views-03',
      name: 'The clinician’s own form falls from 85 to 50, the client’s stays at 90',
      wants: 'The clinician knows what the clinician felt; it is a thought for supervision and no message.',
      course: course({}, ...[8.5, 8.5, 8.5, 8.5, 5].map((own) => kept(pulse(9), from('clinician', pulse(own))))),
      told: [],
      attention: QUIET,
    },
    {
      id: 'views-04',
      name: 'An observer rates the hours low, the client does not',
      wants: 'An observer’s form is shown beside the others and is not held against the pair.',
      course: course({}, ...times(5, kept(pulse(9), from('observer', pulse(5.5))))),
      told: [],
      attention: QUIET,
    },
    {
      id: 'views-05',
      name: 'The client falls to 60 while the clinician sees 90',
      wants: 'What the client says is told; that the clinician saw it otherwise makes it more worth asking.',
      course: course({}, ...[9, 9, 9, 6].map((level) => kept(pulse(level), from('clinician', pulse(9))))),
      told: [told('strain', 4)],
      attention: TOLD,
    },
  ],
};
