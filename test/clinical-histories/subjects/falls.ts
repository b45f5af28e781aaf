/** A clear fall on each form that measures the alliance, and the same forms inside their error. */
import { kept } from '../calendar.js';
import { course, times } from '../course.js';
import { form, pulse } from '../forms.js';
import { CALM, QUIET, TALK, told, TOLD, type History, type Subject } from '../history.js';

const NOT_STEADY = { en: [/steady/i], de: [/stabil/i] } as const;

interface Series {
  readonly id: string;
  readonly code: string;
  readonly totals: readonly number[];
}

/** Clearly lower at the fifth or sixth hour, which is beyond any plausible error of the form. */
const falls = ({ id, code, totals }: Series, why: string): History => ({
  id,
  name: `${code}: ${totals.join(', ')}`,
  wants: why,
  course: course({}, ...totals.map((total) => kept(form(code, total)))),
  told: [told('strain', [5, 6])],
  attention: TALK,
  neverSays: NOT_STEADY,
});

const within = ({ id, code, totals }: Series, why: string): History => ({
  id,
  name: `${code} within its error: ${totals.join(', ')}`,
  wants: why,
  course: course({}, ...totals.map((total) => kept(form(code, total)))),
  told: [],
  attention: QUIET,
});

export const falling: Subject = {
  subject: 'a fall on each form that measures the alliance',
  histories: [
    {
      id: 'fall-01',
      name: 'Pulse 92, 91, 90, then 60',
      wants: 'Thirty points below the client’s own usual in one hour: told the same day, before the next hour.',
      course: course({}, kept(pulse(9.2)), kept(pulse(9.1)), kept(pulse(9)), kept(pulse(6))),
      told: [told('strain', 4)],
      attention: TALK,
      neverSays: NOT_STEADY,
    },
    falls(
      { id: 'fall-02', code: 'srs', totals: [38, 38.5, 39, 38, 29, 29.5] },
      'Nine of forty points and below the cutoff, on a form on which most people stay near the top.',
    ),
    falls(
      { id: 'fall-03', code: 'wai-sr', totals: [55, 54, 55, 56, 42, 41, 40] },
      'Thirteen points are nearly two spreads of this form, and they stay away.',
    ),
    falls(
      { id: 'fall-04', code: 'wai-s', totals: [75, 76, 74, 75, 52, 51] },
      'A form with another scale is no reason to miss a fall of a third.',
    ),
    falls(
      { id: 'fall-05', code: 'haq-ii', totals: [105, 104, 106, 105, 40, 42] },
      'From the top to the lower third of the form: no published error is needed to see that.',
    ),
    falls(
      { id: 'fall-06', code: 'arm-5', totals: [6.4, 6.2, 6.4, 6.4, 3.8, 4] },
      'More than two points of seven is far beyond what five answers vary by themselves.',
    ),
    falls(
      { id: 'fall-07', code: 'csrs', totals: [38, 38, 37.5, 38, 27, 27.5] },
      'A child who marks ten points lower says what it would not say aloud.',
    ),
    falls(
      { id: 'fall-08', code: 'gsrs', totals: [37, 38, 37.5, 38, 26, 26] },
      'The group form falls for one client: that client is on the way out of the group.',
    ),
    within(
      { id: 'fall-09', code: 'srs', totals: [38, 38, 38.5, 38, 36.5] },
      'A point or two on four lines is a hand that slid, at most a line in the list.',
    ),
    within(
      { id: 'fall-10', code: 'wai-sr', totals: [52, 53, 51, 52, 49] },
      'Three of sixty points are within the error of twelve answers.',
    ),
    within(
      { id: 'fall-11', code: 'haq-ii', totals: [100, 98, 101, 99, 95] },
      'Five points over nineteen answers say nothing by themselves.',
    ),
    within(
      { id: 'fall-12', code: 'arm-5', totals: [6.2, 6, 6.4, 6.2, 5.8] },
      'Two answers one step lower are within the error of five.',
    ),
    within(
      { id: 'fall-13', code: 'csrs', totals: [37, 38, 37, 38, 37] },
      'Children mark as they please within a point or two.',
    ),
    {
      id: 'fall-14',
      name: 'Pulse 92, 90, 92, 55, and 68 the week after',
      wants: 'Told at 55; the better form of the week after is added, and never read as a fall from 55 to 68.',
      course: course({}, ...[9.2, 9, 9.2, 5.5, 6.8].map((level) => kept(pulse(level)))),
      told: [told('strain', 4)],
      attention: TOLD,
      neverSays: { en: [/68 of 100 now; 5/i], de: [/jetzt 68 von 100; zuvor 5/i] },
    },
    {
      id: 'fall-15',
      name: 'Pulse at 90 five times, then 60 with two sliders left out',
      wants: 'A form that is not quite complete says the same: most of what was answered fell by three points.',
      course: course({}, ...times(5, kept(pulse(9))), kept(pulse(6, { trust: null, engagement: null }))),
      told: [told('strain', 6)],
      attention: TALK,
    },
    {
      id: 'fall-16',
      name: 'A fall that stays: 92, 90, 60, 58, 62, 60, 60',
      wants: 'One strain is one message, however many forms repeat it; the line in the list stays until it eases.',
      course: course({}, ...[9.2, 9, 6, 5.8, 6.2, 6, 6].map((level) => kept(pulse(level)))),
      told: [told('strain', 3)],
      attention: TALK,
      neverSays: NOT_STEADY,
    },
    {
      id: 'fall-17',
      name: 'Two small steps in a row: 90, 90, 83, 78, then 87 and 90',
      wants: 'Twelve points over two weeks are within the error, and they came back: nothing to say.',
      course: course({}, ...[9, 9, 8.3, 7.8, 8.7, 9].map((level) => kept(pulse(level)))),
      told: [],
      attention: CALM,
    },
  ],
};
