import { phq9 } from './phq-9.instrument.js';
import { rapportPulse } from './pulse.instrument.js';
import { scaleNamed, scoreReceived, type Total } from './received-form.js';
import { waiSr } from './wai-sr.instrument.js';
import type { Answer } from './instrument.js';

const items = (...values: (number | null)[]): Answer[] => values.map((value, i) => ({ item: `phq9-${i + 1}`, value }));
const total = (value: number | null, scale = 'total'): Total[] => [{ scale, value }];
const TWO = items(2, 2, 2, 2, 2, 2, 2, 2, 2);
const NONE = items(...Array.from({ length: 9 }, () => null));

it.each<[string, readonly Answer[] | undefined]>([
  ['C17j: no answers are sent', undefined],
  ['C17j: the answers are an empty list', []],
  ['C17j: none of the answers is given', NONE],
  ['O3: the answers are too few to be scored', items(null, null, null, null, null, null, null, null, 2)],
])('the total counts where %s', (_, answers) => {
  const scored = scoreReceived(phq9, { items: answers, totals: total(19) });
  expect(scored).toMatchObject({
    value: 19,
    band: 'moderately severe',
    given: true,
    prorated: false,
  });
  expect(scored.contradicted).toEqual([]);
});

it('O3: hears the safety answer beside a total that counts', () => {
  const ninth = [{ item: 'phq9-9', value: 2 }];
  expect(scoreReceived(phq9, { items: ninth, totals: total(19) })).toMatchObject({ value: 19, safety: 'immediate' });
});

it('C17j: reads a total of the overall score by the name of the scale, or as the total', () => {
  expect(scoreReceived(rapportPulse, { totals: total(60) }).value).toBe(60);
  expect(scoreReceived(rapportPulse, { totals: total(60, 'alliance') }).value).toBe(60);
  expect(scoreReceived(rapportPulse, { totals: total(60, 'sum') }).value).toBeNull();
  expect([scaleNamed(phq9, 'total'), scaleNamed(rapportPulse, 'total'), scaleNamed(phq9, 'sum')]).toEqual([
    'total',
    'alliance',
    undefined,
  ]);
});

it('has no score where there is neither an answer nor a total', () => {
  for (const form of [{}, { items: [] }, { items: NONE, totals: total(null) }, { totals: [] }])
    expect(scoreReceived(phq9, form)).toMatchObject({
      value: null,
      band: null,
      given: false,
      prorated: false,
    });
});

it.each<[string, readonly Answer[], object]>([
  ['C17b: seven of nine', items(3, 3, 3, 3, 2, 2, 2, null, null), { value: 23, prorated: true }],
  ['C17b: eight of nine', items(1, 1, 1, 1, 1, 1, 1, 1, null), { value: 9, prorated: true }],
  ['C17b: all of nine', TWO, { value: 18, prorated: false }],
  ['C17b: six of nine', items(3, 3, 3, 3, 2, 2, null, null, null), { value: null, prorated: false }],
])('says whether the score was made up from fewer answers: %s', (_, answers, scored) =>
  expect(scoreReceived(phq9, { items: answers })).toMatchObject(scored),
);

it('C17b: is not made up when what is missing does not belong to the main scale', () => {
  const six = [1, 2, 3, 4, 5, 6].map((n) => ({ item: `p${n}`, value: 8 }));
  expect(scoreReceived(rapportPulse, { items: six })).toMatchObject({
    prorated: false,
  });
  expect(scoreReceived(rapportPulse, { items: six.slice(1) })).toMatchObject({
    prorated: true,
  });
});

describe('answers and a total that say different things', () => {
  it.each<[string, number, readonly string[]]>([
    ['the same', 18, []],
    ['a fraction more, which no rounding makes', 18.4, ['total']],
    ['a point more', 19, ['total']],
    ['far less', 4, ['total']],
  ])('count by the answers, and are named when the total is %s', (_, value, contradicted) =>
    expect(scoreReceived(phq9, { items: TWO, totals: total(value) })).toMatchObject({
      value: 18,
      given: false,
      contradicted,
    }),
  );

  it('are the same within what rounding explains', () => {
    const answers = Array.from({ length: 12 }, (_, i) => ({
      item: `waisr-${i + 1}`,
      value: i < 11 ? 4 : null,
    }));
    const own = scoreReceived(waiSr, { items: answers }).scales;
    const rounded = waiSr.scales.map(({ code }, i) => ({
      scale: code,
      value: Math.round(own[i] ?? 0),
    }));
    expect(scoreReceived(waiSr, { items: answers, totals: rounded }).contradicted).toEqual([]);
  });

  it('count by the total where the source does the scoring', () => {
    const form = { items: TWO, totals: total(21), scorer: 'source' } as const;
    expect(scoreReceived(phq9, form)).toMatchObject({
      value: 21,
      band: 'severe',
      given: true,
      contradicted: ['total'],
      safety: 'immediate',
    });
    expect(scoreReceived(phq9, { ...form, scorer: 'us' })).toMatchObject({
      value: 18,
      given: false,
    });
    expect(scoreReceived(phq9, { items: TWO, scorer: 'source' })).toMatchObject({ value: 18, given: false });
  });
});
