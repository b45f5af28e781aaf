/** What holds of every course, whatever the form. */
import fc from 'fast-check';
import { LIBRARY, type Instrument } from '#lib/instruments';
import { courseOf } from '../spec/forms.js';
import type { OutcomeCourse } from './course.js';

const WATCHED = LIBRARY.filter(({ construct }) => construct === 'outcome' || construct === 'engagement');

const course = fc.constantFrom(...WATCHED).chain((instrument) => {
  const { min, max } = instrument.range;
  const value = fc.integer({ min: 0, max: 40 }).map((n) => min + ((max - min) * n) / 40);
  return fc.record({
    instrument: fc.constant(instrument),
    earlier: fc.array(value, { minLength: 1, maxLength: 12 }),
    one: value,
    other: value,
  });
});

/** How good a course is said to be: the higher the better. */
function standing({ worse, better }: OutcomeCourse): number {
  if (worse && worse.level > 0) return -1 - worse.level;
  if (better !== null) return better === 'recovered' ? 2 : 1;
  return worse ? -1 : 0;
}

const goodness = ({ direction }: Instrument, value: number): number =>
  direction === 'higher-is-better' ? value : -value;

it('a worse form never makes it better', () => {
  fc.assert(
    fc.property(course, ({ instrument, earlier, one, other }) => {
      const [better, worse] = [one, other].toSorted((a, b) => goodness(instrument, b) - goodness(instrument, a)) as [
        number,
        number,
      ];
      const withBetter = standing(courseOf(instrument, ...earlier, better));
      expect(standing(courseOf(instrument, ...earlier, worse))).toBeLessThanOrEqual(withBetter);
    }),
    { numRuns: 400 },
  );
});

it('the direction makes no difference', () => {
  fc.assert(
    fc.property(course, ({ instrument, earlier, one }) => {
      const { min, max } = instrument.range;
      const turned: Instrument = {
        ...instrument,
        direction: instrument.direction === 'higher-is-better' ? 'lower-is-better' : 'higher-is-better',
      };
      // without a cutoff, which has a side
      const [plain, mirrored] = [instrument, turned].map(({ cutoffs: _, ...rest }) => rest) as [Instrument, Instrument];
      const there = courseOf(plain, ...earlier, one);
      const back = courseOf(mirrored, ...earlier.map((value) => min + max - value), min + max - one);
      expect([back.better, back.worse?.kind, back.worse?.level, back.worse?.since]).toEqual([
        there.better,
        there.worse?.kind,
        there.worse?.level,
        there.worse?.since,
      ]);
    }),
  );
});

it('the same figure again and again says nothing', () => {
  fc.assert(
    fc.property(course, ({ instrument, one, earlier }) => {
      const same = courseOf(instrument, ...earlier.map(() => one), one);
      expect([same.worse, same.better]).toEqual([null, null]);
    }),
  );
});
