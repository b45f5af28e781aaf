/** A second reader's courses: outcome and safety, what gets worse and what only moves. */
import { amended, form, formWith, onPaper, pulse, voided } from '../forms.js';
import { consent, kept, paused } from '../calendar.js';
import { course, times } from '../course.js';
import { CALM, QUIET, TALK, told, type Subject } from '../history.js';

const forms = (code: string, ...totals: readonly number[]) => totals.map((total) => kept(form(code, total)));
const withPulse = (code: string, ...totals: readonly number[]) =>
  totals.map((total, i) => kept(form(code, total), pulse(8.5 + (i % 3) / 5)));
const ASK = ['act-today', 'talk-soon'] as const;

export const secondOutcome: Subject = {
  subject: 'a second reader: outcome and safety',
  histories: [
    {
      id: 'second-73',
      name: 'PHQ-9 at 12, 11, 13, 12, then 19, 20; the Pulse stays well',
      wants:
        'M5: seven points are more than its error; it is the form’s own news and nothing is wrong between the two.',
      course: course({ approach: 'cbt' }, ...withPulse('phq-9', 12, 11, 13, 12, 19, 20)),
      told: [told('outcome', 5)],
      attention: TALK,
      says: { en: [/PHQ-9/, /higher|worse/i], de: [/PHQ-9/, /höher|schlechter|verschlechter/i] },
      neverSays: { en: [/strain|between you/i], de: [/belastung|zwischen ihnen/i] },
    },
    {
      id: 'second-74',
      name: 'PHQ-9 at 12, 14, 11, 15, 12, 14, 13',
      wants: 'Looks alike at the fourth hour and is the ordinary up and down of a form with an error of six.',
      course: course({ approach: 'cbt' }, ...withPulse('phq-9', 12, 14, 11, 15, 12, 14, 13)),
      told: [],
      attention: CALM,
    },
    {
      id: 'second-75',
      name: 'PHQ-9 from 20 down to 5',
      wants: 'S12: a good course is said to be one, and alarms nobody.',
      course: course({}, ...withPulse('phq-9', 20, 18, 15, 11, 8, 5)),
      told: [],
      attention: CALM,
      shows: { en: [/better|lower/i], de: [/besser|niedriger|gebessert/i] },
    },
    {
      id: 'second-76',
      name: 'Well for two months, then relapsing: GAD-7 16, 12, 7, 4, 3, 4, 11, 12',
      wants:
        'M5: far better than at the start and yet eight worse than lately and ill again: told once, at the relapse.',
      course: course({}, ...withPulse('gad-7', 16, 12, 7, 4, 3, 4, 11, 12)),
      told: [told('outcome', 7)],
      attention: TALK,
      says: { en: [/GAD-7/], de: [/GAD-7/] },
    },
    {
      id: 'second-77',
      name: 'ORS drifts down: 27, 26, 24, 22, 20, 18',
      wants:
        'M5: no step is large. Across its cutoff within the error it may wait in the list; by 20 it is surely worse and is told.',
      course: course({}, ...forms('ors', 27, 26, 24, 22, 20, 18)),
      told: [told('outcome', [3, 6])],
      mayTell: ['outcome'],
      most: 2,
      attention: TALK,
      says: { en: [/ORS/, /lower|worse|below/i], de: [/ORS/, /niedriger|schlechter|unter|verschlechter/i] },
    },
    {
      id: 'second-78',
      name: 'EMDR: PCL-5 48, 52, 57, 51, 44 while memories are worked on',
      wants: 'Distress rises while memories are worked on; nine points are within the error of the form.',
      course: course({ approach: 'emdr' }, ...withPulse('pcl-5', 48, 52, 57, 51, 44)),
      told: [],
      attention: CALM,
    },
    {
      id: 'second-79',
      name: 'OQ-45 every fourth week: 68, 66, 69, 88',
      wants: 'M5: nineteen points with an error of fourteen, whichever form the clinic has chosen.',
      course: course({ cadence: 28 }, ...forms('oq-45', 68, 66, 69, 88)),
      told: [told('outcome', 4)],
      attention: TALK,
      says: { en: [/OQ-45/], de: [/OQ-45/] },
    },
    {
      id: 'second-80',
      name: 'The clinic’s own form on coping: 12, 13, 12, 13, then 4 and 3',
      wants: 'S13: coping that goes from most to a fifth is told under the name of the clinic’s own form.',
      course: course({}, ...withPulse('week-well', 12, 13, 12, 13, 4, 3)),
      told: [told('outcome', [5, 6])],
      attention: TALK,
      says: { en: [/week well/i], de: [/week well/i] },
    },
    {
      id: 'second-81',
      name: 'The clinic’s own form on boundaries and quarrels: 15 falls to 5, where less is better',
      wants: 'S14: less is better here, and whoever sees the figures fall must not be told that it got worse.',
      course: course({}, ...withPulse('hard-week', 15, 14, 12, 9, 7, 5)),
      told: [],
      attention: CALM,
    },
    {
      id: 'second-82',
      name: 'Four forms a week; only the CORE-10 gets worse, 14 to 26',
      wants: 'Several forms in use: the one that moved is named and the others are left in peace.',
      course: course(
        {},
        ...[14, 15, 13, 14, 26].map((total, i) =>
          kept(
            form('core-10', total),
            form('gad-7', 9 + (i % 2)),
            form('ors', 22 - (i % 2)),
            form('srs', 38),
            pulse(8.7),
          ),
        ),
      ),
      told: [told('outcome', 5)],
      attention: TALK,
      says: { en: [/CORE-10/], de: [/CORE-10/] },
      neverSays: { en: [/GAD-7|ORS/], de: [/GAD-7|ORS/] },
    },
    {
      id: 'second-83',
      name: 'One hour in which everything falls: Pulse 87 to 45, PHQ-9 10 to 19',
      wants: 'Two matters, so at most two messages: the strain, and the outcome under its form.',
      course: course(
        {},
        ...[10, 11, 9, 10].map((total) => kept(form('phq-9', total), pulse(8.7))),
        kept(form('phq-9', 19), pulse(4.5)),
      ),
      told: [told('strain', 5), told('outcome', 5)],
      attention: TALK,
    },
    {
      id: 'second-84',
      name: 'A worse form typed in wrongly and voided the same evening',
      wants: 'M5 undone: taken back before anybody acted; the next week nothing is left of it.',
      course: course(
        {},
        ...withPulse('gad-7', 8, 9, 8),
        kept(form('gad-7', 20), voided('gad-7')),
        ...withPulse('gad-7', 8, 9),
      ),
      told: [],
      mayTell: ['outcome'],
      most: 1,
      attention: CALM,
    },
    {
      id: 'second-85',
      name: 'A PHQ-9 of two months ago, far worse than now, typed in from paper',
      wants: 'C18: what was worse then is a step on the way to now, and no worsening.',
      course: course(
        {},
        ...withPulse('phq-9', 12, 11, 10, 9, 9, 8, 8),
        kept(form('phq-9', 8), onPaper(45, form('phq-9', 21))),
      ),
      told: [],
      attention: CALM,
    },
    {
      id: 'second-86',
      name: 'PHQ-9 at 9 in the third week, the ninth question answered with 1',
      wants: 'Safety: told the same day whatever the total says, and as what it is.',
      course: course({}, ...withPulse('phq-9', 10, 9), kept(formWith('phq-9', 9, 1))),
      told: [told('safety', 3)],
      attention: ASK,
    },
    {
      id: 'second-87',
      name: 'PHQ-9 at 15 with the ninth question left open',
      wants: 'K2: a total all the same; not answered is said as not answered and is neither a yes nor a no.',
      course: course({}, ...withPulse('phq-9', 14, 15), kept(formWith('phq-9', 15, null), pulse(8.7))),
      told: [],
      mayTell: ['safety'],
      attention: [...QUIET, ...ASK],
      shows: {
        en: [/15/, /not answered|unanswered|no answer|left open/i],
        de: [/15/, /nicht beantwortet|unbeantwortet|keine antwort|ohne antwort|offen/i],
      },
    },
    {
      id: 'second-88',
      name: 'A safety answer in the middle of an agreed pause',
      wants: 'A pause stops waiting and counting; it does not stop somebody from being heard.',
      course: course(
        {},
        ...withPulse('core-10', 16, 15),
        kept(form('core-10', 15), paused(35)),
        { booked: false, facts: [] },
        { booked: false, facts: [formWith('core-10', 22, 3)] },
      ),
      told: [told('safety', 5)],
      mayTell: ['outcome'],
      attention: ASK,
    },
    {
      id: 'second-89',
      name: 'Consent to alerts withdrawn, then a fall, and a safety answer',
      wants: 'Nothing about the strain to anybody; the safety answer is heard all the same.',
      course: course(
        {},
        ...withPulse('phq-9', 12, 11),
        kept(pulse(8.7), consent('alerts')),
        kept(pulse(4)),
        kept(formWith('phq-9', 13, 2)),
      ),
      told: [told('safety', 5)],
      attention: ASK,
    },
    {
      id: 'second-90',
      name: 'A safety answer of 3, corrected to 0 the same evening',
      wants: 'M1: told once and ended by a person alone: a correction is read beside it and takes nothing away.',
      course: course(
        {},
        ...withPulse('phq-9', 12, 11),
        kept(formWith('phq-9', 14, 3), amended(formWith('phq-9', 11, 0))),
        kept(),
      ),
      told: [told('safety', 3)],
      attention: ASK,
    },
    {
      id: 'second-91',
      name: 'Nine months brought in from an earlier system, with a safety answer in spring and a fall in summer',
      wants: 'D8: history is in the timeline with its dates, and nobody is called because of last spring.',
      course: course(
        { imported: 30 },
        ...times(8, kept(pulse(8.7))),
        kept(formWith('phq-9', 14, 2)),
        ...times(9, kept(pulse(8.6))),
        ...times(2, kept(pulse(5))),
        ...times(12, kept(pulse(8.7))),
      ),
      told: [],
      attention: QUIET,
    },
    {
      id: 'second-92',
      name: 'Goals rise from 2 to 7 while the Pulse sinks from 88 to 55 within five hours',
      wants: 'A good outcome must not hide that the two are losing each other: the strain is told, the goals are not.',
      course: course(
        { approach: 'cbt' },
        ...[8.8, 8.7, 8.8, 8.2, 7.5, 6.8, 5.5].map((level, i) => kept(pulse(level), form('goals', Math.min(7, 2 + i)))),
      ),
      told: [told('strain', [5, 7])],
      attention: TALK,
    },
  ],
};
