import { haqIi } from './haq-ii.instrument.js';
import { partsOf, partValues } from './parts.js';
import { rapportPulse } from './pulse.instrument.js';
import { exactnessOf, leastChangeOf } from './spread.js';
import { srs } from './srs.instrument.js';
import { waiSr } from './wai-sr.instrument.js';
import { LIBRARY } from './roster.js';

const names = (of: Parameters<typeof partsOf>[0]): string[] => partsOf(of).map(({ code }) => code);

describe('the parts of a form', () => {
  it('are its facets, then scales that ask something else, each set of items once', () => {
    expect(names(rapportPulse)).toEqual([
      ...['trust', 'empathy', 'listening', 'acceptance', 'bond', 'task', 'goal', 'engagement', 'coping-goals'],
      'collaboration',
    ]);
    expect([names(srs), names(waiSr).toSorted(), names(haqIi)]).toEqual([
      ['bond', 'goal', 'task'],
      ['bond', 'goal', 'task'],
      [],
    ]);
  });

  it('have a larger error the fewer answers they have', () => {
    const least = (code: string) => partsOf(rapportPulse).find((part) => part.code === code)?.leastChange;
    expect([least('trust'), least('collaboration'), least('bond')]).toEqual(
      [20 * Math.sqrt(6), 20 * Math.sqrt(3), 20 * Math.sqrt(1.5)].map((x): unknown => expect.closeTo(x, 9)),
    );
  });

  it('say whether the total has them in it', () =>
    expect(
      partsOf(rapportPulse)
        .filter(({ inTotal }) => !inTotal)
        .map(({ code }) => code),
    ).toEqual(['engagement', 'coping-goals']));

  it('run from 0 to 100, from answers, or from totals where no answers came', () => {
    const answers = [9, 8, 7, 6, 5, 4, null, 10].map((value, i) => ({ item: `p${i + 1}`, value }));
    expect(partValues(rapportPulse, answers, [])).toEqual([40, 90, 80, 70, 70, 50, 60, 100, 100, 55]);
    expect(partValues(rapportPulse, [], [80, 70, 60, 50])).toEqual([
      ...[null, null, null, null, 70, null, null, 50, null, 60],
    ]);
    expect(partValues(waiSr, [], [48, 16, 12, 20])).toEqual(expect.arrayContaining([75, 50, 100]));
  });
});

describe('M7: the error of an alliance form', () => {
  it.each(
    LIBRARY.filter(({ construct, respondents }) => construct === 'alliance' && respondents.includes('client')).map(
      (one) => [one.code, one] as const,
    ),
  )('%s is known or assumed, and lies inside its range', (_, instrument) => {
    const { points = 0 } = leastChangeOf(instrument) ?? {};
    const share = points / (instrument.range.max - instrument.range.min);
    expect(instrument.reliableChange).toBeDefined();
    expect([share > 0.1, share < 0.3]).toEqual([true, true]);
  });

  it('is a fifth of the range of a form that brings none, and none is assumed of an outcome', () => {
    const { reliableChange: _, ...bare } = haqIi;
    expect(leastChangeOf(bare)).toMatchObject({ points: 19, basis: 'ours' });
    expect(leastChangeOf({ ...bare, construct: 'outcome' })).toBeUndefined();
  });

  it('is untested, assumed or published', () => {
    const published = { ...srs, reliableChange: { points: 6, basis: 'published', source: 'x' } } as const;
    expect([rapportPulse, waiSr, srs, published, { ...rapportPulse }].map(exactnessOf)).toEqual([
      ...['untested', 'assumed', 'assumed', 'published', 'assumed'],
    ]);
  });
});
