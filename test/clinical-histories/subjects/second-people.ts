/** A second reader's courses: couples, groups, children, handovers, interpreters, long work, and time. */
import { as, interpreted, mergedWith } from '../circumstances.js';
import { handedOver, kept } from '../calendar.js';
import { course, times } from '../course.js';
import { form, from, pulse } from '../forms.js';
import { CALM, QUIET, TALK, told, type Subject } from '../history.js';

const well = [8.7, 8.5, 8.8, 8.6, 8.7].map((level) => kept(pulse(level)));
const family = (...levels: Readonly<Record<string, number>>[]) =>
  levels.map((each) => kept(...Object.entries(each).map(([who, level]) => from(`member:${who}`, pulse(level)))));

export const secondPeople: Subject = {
  subject: 'a second reader: people, long work and time',
  histories: [
    {
      id: 'second-93',
      name: 'A family of three: the daughter goes from 80 to 40, the parents rise',
      wants: 'S27: the mean of the three hardly moves; she is named, and the parents are not.',
      course: course(
        { approach: 'couple-family' },
        ...family(
          { mia: 8, tom: 8, eva: 8.2 },
          { mia: 8.2, tom: 8.2, eva: 8 },
          { mia: 8, tom: 8.3, eva: 8.3 },
          { mia: 8, tom: 8.5, eva: 8.5 },
          { mia: 4, tom: 9, eva: 9 },
        ),
      ),
      told: [told('strain', 5)],
      attention: TALK,
      says: { en: [/\bmia\b/i], de: [/\bmia\b/i] },
      neverSays: { en: [/\b(tom|eva)\b/i], de: [/\b(tom|eva)\b/i] },
    },
    {
      id: 'second-94',
      name: 'A couple: she near 90, he near 76, both as ever, for ten hours',
      wants: 'S27: fourteen points apart is how these two fill in forms; nothing moves.',
      course: course(
        { approach: 'couple-family' },
        ...family(
          ...times(5, [
            { ann: 9, bob: 7.6 },
            { ann: 8.8, bob: 7.8 },
          ]).flat(),
        ),
      ),
      told: [],
      attention: CALM,
    },
    {
      id: 'second-95',
      name: 'A group: GSRS 37 to 38, then 26 and 25',
      wants: 'M7 for a group: high and then low twice is told once, under the name of the group’s form.',
      course: course({ approach: 'group' }, ...[37, 38, 37, 38, 26, 25].map((total) => kept(form('gsrs', total)))),
      told: [told('strain', 5)],
      attention: TALK,
      says: { en: [/GSRS/], de: [/GSRS/] },
    },
    {
      id: 'second-96',
      name: 'A child: CSRS between 38 and 40, CORS rising past its line',
      wants: 'Children give high marks and get better here: silence.',
      course: course(
        {},
        ...[24, 27, 30, 33, 35].map((total, i) => kept(form('cors', total), form('csrs', 38 + (i % 3)))),
      ),
      told: [],
      attention: CALM,
    },
    {
      id: 'second-97',
      name: 'Handed over; the new clinician is rated 74 where the other had 87',
      wants: 'Another relationship has its own beginning: thirteen points less with somebody new are no fall.',
      course: course(
        {},
        ...well,
        kept(pulse(8.7), handedOver('k2')),
        ...[7.4, 7.5, 7.6, 7.5].map((level) => kept(pulse(level))),
      ),
      told: [],
      attention: QUIET,
    },
    {
      id: 'second-98',
      name: 'Handed over; with the new clinician 83, 85, 84, 83, then 45',
      wants: 'The fall is the new clinician’s to hear, measured against their own hours.',
      course: course(
        {},
        ...well,
        kept(pulse(8.7), handedOver('k2')),
        ...[8.3, 8.5, 8.4, 8.3, 4.5].map((level) => kept(pulse(level))),
      ),
      told: [told('strain', 11, { to: 'k2' })],
      attention: TALK,
    },
    {
      id: 'second-99',
      name: 'The client’s two records are merged in the middle of a calm course',
      wants: 'A tidy record is no news about two people; the course goes on as it was.',
      course: course({}, ...well.slice(0, 3), kept(pulse(8.6), mergedWith('c7')), ...well.slice(0, 3)),
      told: [],
      attention: CALM,
    },
    {
      id: 'second-100',
      name: 'Merged as in the course before it, and then a fall to 45',
      wants: 'The hours before the merge are the usual against which the fall is seen.',
      course: course({}, ...well.slice(0, 3), kept(pulse(8.6), mergedWith('c7')), kept(pulse(4.5))),
      told: [told('strain', 5)],
      attention: TALK,
    },
    {
      id: 'second-101',
      name: 'With an interpreter, read out in Turkish, between 82 and 90',
      wants: 'Read out or not: a calm course is calm; the form’s language makes no new series of nothing.',
      course: course(
        {},
        ...[8.5, 8.2, 9, 8.6, 8.8, 8.3].map((level) =>
          kept(as({ instrument: { code: 'pulse', version: '1', language: 'tr' } }, interpreted(pulse(level)))),
        ),
      ),
      told: [],
      attention: CALM,
    },
    {
      id: 'second-102',
      name: 'With an interpreter, read out in Turkish, between 82 and 90 and then 48',
      wants: 'The course before it with a fall: told on the day, as for anybody else.',
      course: course(
        {},
        ...[8.5, 8.2, 9, 8.6, 8.8, 4.8].map((level) =>
          kept(as({ instrument: { code: 'pulse', version: '1', language: 'tr' } }, interpreted(pulse(level)))),
        ),
      ),
      told: [told('strain', 6)],
      attention: TALK,
    },
  ],
};
