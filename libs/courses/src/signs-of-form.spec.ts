import { DAY } from '#lib/kernel';
import { rapportPulse, type Instrument } from '#lib/instruments';
import { newsOfForm, ratedBefore, signsOfTwin, type FormOfSeries } from './signs-of-form.js';

/** Scales of the Pulse in their order: the whole, bond, collaboration, engagement. */
const HIGH = [90, 90, 90, 90];
const form = (value: number | null, more: Partial<FormOfSeries> = {}) => ({
  ...{ at: 50 * DAY, event: 'practice f50', form: 'f50', value, scales: HIGH, probe: null },
  ...more,
});
type Rated = ReturnType<typeof ratedBefore>[number];
const past = (...values: number[]) => values.map((value) => form(value) as Rated);
const NINETIES = past(90, 90, 90, 90, 90);

/** Such as `form-lower 2`; of good news the code alone. */
const newsOf = (now: FormOfSeries, before: readonly Rated[] = NINETIES, instrument: Instrument = rapportPulse) =>
  newsOfForm(now, { instrument, past: before }).map((one) => ('times' in one ? `${one.code} ${one.times}` : one.code));

describe('a form beside this client’s usual', () => {
  it.each<[number, string[]]>([
    [100, ['form-as-usual']],
    [88, ['form-as-usual']],
    [87, []],
    [86, ['form-lower 0.5']],
    [84, ['form-lower 1']],
    [82, ['form-lower 2']],
    [79, ['form-lower 3']],
  ])('of 90 five times, then %d', (value, news) => expect(newsOf(form(value))).toEqual(news));

  it('is judged more mildly where little is known, or where this client’s forms lie apart', () => {
    expect(newsOf(form(83), past(90))).toEqual([]);
    expect(newsOf(form(82), past(90))).toEqual(['form-lower 0.5']);
    expect(newsOf(form(82), past(80, 100, 80, 100))).toEqual([]);
    expect(newsOf(form(81), past(80, 100, 80, 100))).toEqual(['form-lower 0.5']);
  });

  it('says nothing without a form before it, without a total, or where no error is known', () => {
    const exact = { ...rapportPulse, reliableChange: { points: 20, basis: 'ours', from: { sd: 15, r: 1, z: 1.96 } } };
    const unknown = { ...rapportPulse, construct: 'outcome', reliableChange: undefined } as unknown as Instrument;
    expect(newsOf(form(20), [])).toEqual([]);
    expect(newsOf(form(null))).toEqual([]);
    expect(newsOf(form(90), NINETIES, unknown)).toEqual([]);
    expect(newsOf(form(20), NINETIES, unknown)).toEqual([]);
    expect(newsOf(form(20), NINETIES, exact as unknown as Instrument)).toEqual([]);
  });

  it('that was asked for and did not come is that, and nothing else', () =>
    expect(newsOf(form(null, { scales: [] }))).toEqual(['form-unanswered 1']));

  it('names the form, its event and when it was', () =>
    expect(newsOfForm(form(84), { instrument: rapportPulse, past: NINETIES })).toEqual([
      { code: 'form-lower', at: 50 * DAY, about: 'f50', event: 'practice f50', times: 1 },
    ]));
});

describe('the lowest part of a form', () => {
  const parts = (bond: number | null, collaboration: number | null) => ({ scales: [90, bond, collaboration, null] });

  it.each<[string, FormOfSeries, string[]]>([
    ['by 18 of 100', form(90, parts(72, 90)), ['part-lower 1']],
    ['by less', form(90, parts(73, 90)), ['form-as-usual']],
    ['the last of them', form(90, { scales: [90, 90, 90, 60] }), ['part-lower 1']],
    ['two of them, as one sign', form(90, parts(40, 60)), ['part-lower 1']],
    ['with the whole', form(84, parts(60, 90)), ['form-lower 1', 'part-lower 1']],
    ['the main scale aside', form(90, { scales: [10, 90, 90, 90] }), ['form-as-usual']],
    ['of what was answered', form(90, parts(null, 60)), ['part-lower 1']],
    ['not of what was not', form(90, parts(null, 90)), ['form-as-usual']],
    ['of a form without a total', form(null, parts(40, 90)), []],
  ])('%s', (_, now, news) => expect(newsOf(now)).toEqual(news));

  it('is held against its own mean, of the forms that answered it', () => {
    const own = [null, 60, 80].map((bond) => form(90, { scales: [90, bond, 90, 90] }) as Rated);
    expect(newsOf(form(90, parts(52, 90)), own)).toEqual(['part-lower 1']);
    expect(newsOf(form(90, parts(53, 90)), own)).toEqual(['form-as-usual']);
    const never = own.map((one) => ({ ...one, scales: [90, null, 90, 90] }));
    expect(newsOf(form(90, parts(0, 90)), never)).toEqual(['form-as-usual']);
    expect(newsOf(form(90, parts(0, 60)), never)).toEqual(['part-lower 1']);
  });

  it('is measured on its own scale, in whatever units that counts', () => {
    const sums = {
      ...rapportPulse,
      scales: rapportPulse.scales.map((scale) => ({ ...scale, times: 1 })),
    } as unknown as Instrument;
    const nines = [9, 9, 9, 9];
    const before = past(90, 90, 90).map((one) => ({ ...one, scales: nines }));
    expect(newsOf(form(90, { scales: [9, 7.2, 9, 9] }), before, sums)).toEqual(['part-lower 1']);
    expect(newsOf(form(90, { scales: [9, 7.3, 9, 9] }), before, sums)).toEqual(['form-as-usual']);
    const grades = {
      ...rapportPulse,
      items: [...rapportPulse.items, { id: 'grade', min: 1, max: 3, step: 1 }],
      scales: [rapportPulse.scales[0], { code: 'grade', items: ['grade'], needs: 1, times: 1 }],
    } as unknown as Instrument;
    const threes = past(90, 90, 90).map((one) => ({ ...one, scales: [90, 3] }));
    expect(newsOf(form(90, { scales: [90, 2.6] }), threes, grades)).toEqual(['part-lower 1']);
    expect(newsOf(form(90, { scales: [90, 2.7] }), threes, grades)).toEqual(['form-as-usual']);
  });
});

describe('a word in passing', () => {
  const said = (felt: number, mattered: number | null, sortedOut: number | null) =>
    newsOf(form(90, { probe: { felt, mattered, sortedOut } as FormOfSeries['probe'] }));

  it.each<[string, string[], string[]]>([
    ['nothing was off', said(0, 9, 1), ['form-as-usual']],
    ['a little, and no more was said', said(1, null, null), ['said-a-little 1']],
    ['it mattered a little, and is sorted out', said(1, 3, 6), ['said-a-little 1']],
    ['it mattered', said(1, 4, 6), ['said-a-little 1', 'said-it-mattered 1']],
    ['it is not sorted out', said(1, 3, 5), ['said-a-little 1', 'said-not-sorted-out 1']],
  ])('%s', (_, news, expected) => expect(news).toEqual(expected));

  it('counts without a total, too', () =>
    expect(newsOf(form(null, { probe: { felt: 1, mattered: null, sortedOut: null } }))).toEqual(['said-a-little 1']));

  it('of the clinician is a sign from "a little" on', () => {
    const twin = (felt: number) => signsOfTwin(form(90, { probe: { felt, mattered: null, sortedOut: null } as never }));
    expect(twin(0)).toEqual([]);
    expect(signsOfTwin(form(20))).toEqual([]);
    expect(twin(1)).toEqual([
      { code: 'clinician-felt-off', at: 50 * DAY, about: 'f50', event: 'practice f50', times: 1 },
    ]);
  });
});

describe('what a form is held against', () => {
  const values = (series: (number | null)[], index: number, from = 0) =>
    ratedBefore(
      series.map((value) => form(value)),
      index,
      from,
    ).map(({ value }) => value);

  it('are the eight latest answered ones before it, oldest first', () => {
    expect(values([1, 2, null, 3, 4], 4)).toEqual([1, 2, 3]);
    expect(values([1, 2, 3, 4, 5, null, 6, 7, 8, 9, 10], 10)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
    expect(values([1], 0)).toEqual([]);
  });

  it('begin where an earlier story ended', () => expect(values([1, 2, 3, 4], 3, 1)).toEqual([2, 3]));
});
