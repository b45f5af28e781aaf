/** How the client is doing: outcome forms that get worse, better, or move within their error. The alliance stays good. */
import { kept } from '../calendar.js';
import { course } from '../course.js';
import { form, formWith, from, onPaper, pulse } from '../forms.js';
import { CALM, QUIET, TALK, told, TOLD, type History, type Sayings, type Subject } from '../history.js';

type Totals = readonly number[];

/** An SRS of 38 at every hour beside the outcome form. */
const beside = (code: string, totals: Totals) =>
  course({}, ...totals.map((total) => kept(form('srs', 38), formWith(code, total, 0))));

const rose: Sayings = { en: [/higher|rose|risen|up from|more than before/i], de: [/höher|gestiegen|mehr als/i] };
const fell: Sayings = {
  en: [/lower|fell|fallen|down from|less than before/i],
  de: [/niedriger|gesunken|weniger als|gefallen/i],
};

interface Worse {
  readonly id: string;
  readonly code: string;
  readonly totals: Totals;
  readonly at: number | readonly [number, number];
  readonly says: Sayings;
}

const worse = ({ id, code, totals, at, says }: Worse, why: string): History => ({
  id,
  name: `${code} ${totals.join(', ')} with a good alliance`,
  wants: why,
  course: beside(code, totals),
  told: [told('outcome', at)],
  attention: TOLD,
  says,
  neverSays: { en: [/steady/i], de: [/stabil/i] },
});

const quiet = (id: string, code: string, totals: Totals, why: string): History => ({
  id,
  name: `${code} ${totals.join(', ')}: nothing to say`,
  wants: why,
  course: beside(code, totals),
  told: [],
  attention: QUIET,
});

export const outcome: Subject = {
  subject: 'how the client is doing',
  histories: [
    worse(
      { id: 'outcome-01', code: 'ors', totals: [30, 29, 22, 15], at: [3, 4], says: fell },
      'Eight points and across 25 are worse whatever the alliance says: told as the form’s own news, once.',
    ),
    worse(
      { id: 'outcome-02', code: 'phq-9', totals: [8, 8, 9, 16], at: 4, says: rose },
      'Seven points more and above 10: a depression that comes up while both like their work together.',
    ),
    worse(
      { id: 'outcome-03', code: 'gad-7', totals: [8, 9, 8, 21], at: 4, says: rose },
      'From mild to the top of the form within a week: told the same day.',
    ),
    worse(
      { id: 'outcome-04', code: 'core-10', totals: [9, 10, 9, 19], at: 4, says: rose },
      'Ten points and across 11 are reliable on this form, without any answer about safety.',
    ),
    worse(
      { id: 'outcome-05', code: 'pcl-5', totals: [28, 30, 29, 50], at: 4, says: rose },
      'More than twenty points and across the screening line are worse on every published reading of this form.',
    ),
    worse(
      { id: 'outcome-06', code: 'goals', totals: [5, 5, 4.67, 2, 1], at: [4, 5], says: fell },
      'Goals that slip from the middle to the floor are the client saying that the work leads nowhere.',
    ),
    worse(
      { id: 'outcome-07', code: 'week-well', totals: [12, 13, 12, 4], at: 4, says: fell },
      'A form of the clinic’s own about coping lost half of its range: no published figure is needed for that.',
    ),
    worse(
      { id: 'outcome-08', code: 'hard-week', totals: [5, 4, 5, 16], at: 4, says: rose },
      'Conflict and boundaries went from easy to hard on a form on which more is worse: the direction is the form’s.',
    ),
    worse(
      { id: 'outcome-09', code: 'ors', totals: [38, 37, 38, 30.4], at: 4, says: fell },
      'Still above the line and yet eight points below the usual: reliably worse is told on either side of it.',
    ),
    worse(
      { id: 'outcome-10', code: 'phq-9', totals: [7, 8, 7, 12, 12], at: [4, 5], says: rose },
      'Five points are less than the error, but they cross the line of ten and stay there.',
    ),
    {
      ...worse(
        { id: 'outcome-11', code: 'phq-9', totals: [6, 7, 8, 9, 11, 12, 13], at: [5, 7], says: rose },
        'A point or two each week adds up: a line where it crosses ten, a message once it is beyond the error, no more.',
      ),
      mayTell: ['outcome'],
      most: 2,
    },
    worse(
      { id: 'outcome-12', code: 'phq-9', totals: [20, 15, 8, 7, 16], at: 5, says: rose },
      'Better than at the start and yet nine points worse than last week: a relapse is told early.',
    ),
    {
      id: 'outcome-13',
      name: 'PHQ-9 8, then 16, 17, 16, 17, 16',
      wants: 'Worse and staying worse is one piece of news; the later forms are added to it.',
      course: beside('phq-9', [8, 8, 16, 17, 16, 17, 16]),
      told: [told('outcome', 3)],
      attention: TOLD,
    },
    {
      id: 'outcome-14',
      name: 'Outcome and alliance fall in the same hour',
      wants: 'Two things happened, the hour and the week: both are told, each by its own form.',
      course: course({}, ...[0, 1, 2].map(() => kept(pulse(9), form('ors', 30))), kept(pulse(6), form('ors', 16))),
      told: [told('strain', 4), told('outcome', 4)],
      attention: TALK,
      says: { en: [/ORS/, /Pulse/], de: [/ORS/, /Pulse/] },
    },
    {
      ...quiet(
        'outcome-15',
        'phq-9',
        [18, 16, 13, 10, 7, 6],
        'Getting better is the point of it all: no prompt, and a warm line for those who look.',
      ),
      shows: { en: [/better|improv/i], de: [/besser/i] },
    },
    quiet(
      'outcome-16',
      'ors',
      [30, 32, 29, 31, 30, 32],
      'Three points up and down are within the error of four lines.',
    ),
    quiet(
      'outcome-17',
      'gad-7',
      [14, 15, 13, 14, 15, 14],
      'High and unmoved is known from the start and is no worsening.',
    ),
    quiet('outcome-18', 'phq-9', [4, 6, 5, 7, 5, 6], 'Two or three points below the line are a normal month.'),
    quiet('outcome-19', 'ors', [18, 20, 24, 27, 30], 'Crossing 25 the right way is improvement.'),
    quiet('outcome-20', 'goals', [3, 4, 5, 6, 7], 'Goals that come nearer need nobody.'),
    quiet('outcome-21', 'core-10', [16, 18, 15, 17, 16], 'Two points of forty are within the published error.'),
    quiet(
      'outcome-22',
      'week-well',
      [11, 12, 13, 12, 14],
      'A form of the clinic’s own that wobbles upward is no news.',
    ),
    {
      id: 'outcome-23',
      name: 'One outcome form so far, and a low one',
      wants: 'Where somebody starts is why they came; worse needs a before.',
      course: course({}, kept(form('srs', 38), form('ors', 12)), kept(form('srs', 38))),
      told: [],
      attention: QUIET,
    },
    {
      id: 'outcome-24',
      name: 'An outcome form got worse and is back two weeks later',
      wants: 'Told when it got worse; when it is back the matter is closed and no second message follows.',
      course: beside('phq-9', [8, 7, 8, 16, 9, 7, 7]),
      told: [told('outcome', 4)],
      attention: QUIET,
    },
    {
      id: 'outcome-25',
      name: 'Worse on paper a month ago, typed in now, better since',
      wants: 'What was bad in spring and is good now is history and nothing to run for.',
      course: course(
        {},
        ...[30, 31, 30, 31].map((total) => kept(form('srs', 38), form('ors', total))),
        kept(form('srs', 38), form('ors', 31), onPaper(17, form('ors', 14))),
      ),
      told: [],
      attention: CALM,
    },
    worse(
      { id: 'outcome-26', code: 'cors', totals: [36, 35, 36, 23], at: 4, says: fell },
      'A child who falls thirteen points and across 32 is worse, by any error that one may assume.',
    ),
    worse(
      { id: 'outcome-27', code: 'oq-45', totals: [58, 60, 59, 82], at: 4, says: rose },
      'More than the published error of fourteen and across 64.',
    ),
    {
      id: 'outcome-28',
      name: 'A couple: the ORS of one member falls from 30 to 16',
      wants: 'Worse for one of two: told as that member’s form, with the member.',
      course: course(
        { approach: 'couple-family' },
        ...[30, 31, 30, 16].map((ben) =>
          kept(
            from('member:anna', pulse(9)),
            from('member:ben', pulse(9)),
            from('member:anna', form('ors', 31)),
            from('member:ben', form('ors', ben)),
          ),
        ),
      ),
      told: [told('outcome', 4)],
      attention: TOLD,
      says: { en: [/\bben\b/i, /ORS/], de: [/\bben\b/i, /ORS/] },
    },
  ],
};
