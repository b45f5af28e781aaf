import fc from 'fast-check';
import { arm5 } from './arm-5.instrument.js';
import { core10 } from './core-10.instrument.js';
import { cors } from './cors.instrument.js';
import { gad7 } from './gad-7.instrument.js';
import { goals } from './goals.instrument.js';
import { gsrs } from './gsrs.instrument.js';
import { haqIi } from './haq-ii.instrument.js';
import { bandOf, type Instrument } from './instrument.js';
import { oq45 } from './oq-45.instrument.js';
import { ors } from './ors.instrument.js';
import { pcl5 } from './pcl-5.instrument.js';
import { phq9 } from './phq-9.instrument.js';
import { rapportPulse } from './pulse.instrument.js';
import { LIBRARY } from './roster.js';
import { scoreForm } from './score-form.js';
import { seq } from './seq.instrument.js';
import { srs } from './srs.instrument.js';
import { waiS } from './wai-s.instrument.js';
import { waiST } from './wai-s-t.instrument.js';
import { waiSr } from './wai-sr.instrument.js';

type Answers = (number | null)[];

const without = (answers: Answers, ...numbers: number[]): Answers =>
  answers.map((value, i) => (numbers.includes(i + 1) ? null : value));

/** Answers from 0 upwards that add up to a total, filled item by item. */
const addingUpTo = (total: number, { items }: Instrument): Answers =>
  items.reduce<{ left: number; answers: Answers }>(
    ({ left, answers }, { max }) => ({ left: left - Math.min(left, max), answers: [...answers, Math.min(left, max)] }),
    { left: total, answers: [] },
  ).answers;

describe('the working alliance forms', () => {
  const given = [4, 5, 4, 3, 5, 4, 4, 3, 5, 4, 4, 5];

  it('add up their facets', () => {
    const form = scoreForm(waiSr, given);
    expect(form).toEqual({
      total: 50,
      mean: expect.closeTo(50 / 12, 9),
      subscales: { task: 18, bond: 18, goal: 14 },
      status: 'complete',
    });
  });

  it('make up a missing answer inside its facet', () => {
    const { total, mean, subscales, status } = scoreForm(waiSr, without(given, 2));
    expect(subscales).toEqual({ task: expect.closeTo(17.3333333, 6), bond: 18, goal: 14 });
    expect([total, mean]).toEqual([expect.closeTo(49.3333333, 6), expect.closeTo(4.1111111, 6)]);
    expect(status).toBe('prorated');
  });

  it('have no total when a facet lacks two answers', () =>
    expect(scoreForm(waiSr, without(given, 2, 10))).toEqual({
      total: null,
      mean: null,
      subscales: { task: null, bond: 18, goal: 14 },
      status: 'incomplete',
    }));

  it('have no total below ten answers, though every facet has one', () => {
    const { total, subscales } = scoreForm(waiSr, without(given, 2, 4, 7));
    expect(total).toBeNull();
    expect(Object.values(subscales ?? {})).toEqual(
      [17.3333333, 18.6666667, 14.6666667].map((v) => expect.closeTo(v, 6)),
    );
    expect(scoreForm(waiSr, without(given, 2, 4)).total).toEqual(expect.closeTo(50, 6));
  });

  it('are two: the revised one is 1 to 5 without reversal, the older one 1 to 7 with items 4 and 10 reversed [T-04]', () => {
    expect(waiSr.items.map(({ min, max, reversed }) => [min, max, reversed])).toEqual(
      Array(12).fill([1, 5, undefined]),
    );
    expect(waiS.items.flatMap(({ reversed }, i) => (reversed ? [i + 1] : []))).toEqual([4, 10]);
    expect(scoreForm(waiS, [6, 5, 6, 2, 7, 6, 5, 6, 7, 1, 6, 6])).toMatchObject({
      total: 73,
      subscales: { bond: 25, task: 23, goal: 25 },
    });
  });
});

describe('other alliance forms', () => {
  const haq = [6, 5, 6, 2, 6, 5, 5, 1, 6, 5, 2, 6, 5, 6, 5, 3, 4, 5, 2];

  it('HAq-II turns its five negatively worded items', () => {
    expect(scoreForm(haqIi, haq).total).toBe(100);
    expect(scoreForm(haqIi, without(haq, 1, 2, 3)).status).toBe('prorated');
    expect(scoreForm(haqIi, without(haq, 1, 2, 3, 4)).total).toBeNull();
  });

  it('ARM-5 is a mean after turning item 3, with one answer missing at most', () => {
    expect(scoreForm(arm5, [6, 7, 2, 6, 5])).toEqual({ mean: 6, total: 30, status: 'complete' });
    expect(scoreForm(arm5, [6, 7, null, 6, 5])).toMatchObject({ mean: 6, status: 'prorated' });
    expect(scoreForm(arm5, [6, null, null, 6, 5])).toMatchObject({ mean: null, status: 'incomplete' });
  });

  it('SRS adds four marks in tenths and looks below 36 [T-03]', () => {
    expect(scoreForm(srs, [9.1, 8.4, 9, 8.9])).toEqual({
      total: expect.closeTo(35.4, 9),
      clinical: true,
      status: 'complete',
    });
    expect(scoreForm(srs, [9.1, null, 9, 8.9])).toEqual({ total: null, clinical: null, status: 'incomplete' });
  });

  it.each([
    [[9, 9, 9, 8.9], true, true],
    [[9, 9, 9, 9], false, true],
    [[9.1, 8.4, 9.6, 8.9], false, true],
    [[9, 9, 9, 9.1], false, false],
  ])('SRS %j is below the line: %s, with the line counted in: %s', (marks, plain, inclusive) => {
    expect(scoreForm(srs, marks).clinical).toBe(plain);
    expect(scoreForm(srs, marks, { inclusive: true }).clinical).toBe(inclusive);
    expect(scoreForm(gsrs, marks, { inclusive: true }).clinical).toBe(inclusive);
  });

  it('Pulse scores each scale by its own rule for missing answers, asked for the rupture or not', () => {
    const sliders = [8, 9, 6, 7, null, 8, 6, null];
    const expected = {
      total: 76,
      subscales: { alliance: 76, bond: 77.5, collaboration: null, engagement: 60 },
      status: 'prorated',
    };
    expect(scoreForm(rapportPulse, sliders)).toEqual(expected);
    expect(scoreForm(rapportPulse, [...sliders, 2, 5, 5])).toEqual(expected);
  });

  it('SEQ has four indexes beside each other and no overall score', () => {
    const { total, mean, subscales, status } = scoreForm(seq, Array(21).fill(7) as number[]);
    expect([total, mean, status]).toEqual([undefined, undefined, 'complete']);
    expect(Object.keys(subscales ?? {})).toEqual(['depth', 'smoothness', 'positivity', 'arousal', 'good']);
    expect(scoreForm(seq, Array(21).fill(null) as null[]).status).toBe('incomplete');
  });
});

describe('outcome forms', () => {
  it.each([
    [[6.2, 6.2, 6.2, 6.3], 'adult', true],
    [[6.2, 6.3, 6.2, 6.3], 'adult', false],
    [[7, 7, 7, 6.9], 'adolescent', true],
    [[7, 7, 7, 7], 'adolescent', false],
    [[8, 8, 8, 7.9], 'child', true],
    [[8, 8, 8, 8], 'child', false],
  ])('ORS %j on the %s line is clinical: %s', (marks, form, clinical) =>
    expect(scoreForm(ors, marks, { form }).clinical).toBe(clinical),
  );

  it('CORS is held to the line for children', () => {
    expect(scoreForm(ors, [8, 8, 8, 7.9]).clinical).toBe(false);
    expect(scoreForm(cors, [8, 8, 8, 7.9]).clinical).toBe(true);
    expect(scoreForm(cors, [8, 8, 8, 8]).clinical).toBe(false);
  });

  it.each([
    [0, 'minimal', false],
    [4, 'minimal', false],
    [5, 'mild', false],
    [7, 'mild', false],
    [8, 'mild', true],
    [9, 'mild', true],
    [10, 'moderate', true],
    [14, 'moderate', true],
    [15, 'severe', true],
    [21, 'severe', true],
  ])('GAD-7 of %i is %s, caseness %s', (total, band, clinical) =>
    expect(scoreForm(gad7, addingUpTo(total, gad7))).toEqual({ total, band, clinical, status: 'complete' }),
  );

  it('GAD-7 makes up one answer without rounding, and starts at "Not at all"', () => {
    expect(scoreForm(gad7, [null, 2, 2, 2, 2, 2, 1])).toMatchObject({
      total: expect.closeTo(77 / 6, 6),
      status: 'prorated',
    });
    expect(scoreForm(gad7, [null, null, 2, 2, 2, 2, 1]).total).toBeNull();
    expect(gad7.items.map(({ choices }) => choices?.en[0])).toEqual(Array(7).fill('Not at all'));
  });

  it.each([9, 10])('PHQ-9 is a case from 10 on: %i', (total) =>
    expect(scoreForm(phq9, addingUpTo(total, phq9)).clinical).toBe(total === 10),
  );

  it.each([
    [0, 'none'],
    [1, 'same-day'],
    [2, 'immediate'],
    [3, 'immediate'],
    [null, 'not-answered'],
  ])('PHQ-9 item 9 answered with %s is told as %s', (ninth, riskItem) =>
    expect(scoreForm(phq9, [1, 1, 1, 1, 1, 1, 1, 1, ninth]).riskItem).toBe(riskItem),
  );

  describe('CORE-10', () => {
    const raw = [3, 1, 2, 3, 2, 0, 4, 3, 3, 2];

    it('turns items 2 and 3 and no other [T-01]', () => {
      expect(scoreForm(core10, raw)).toEqual({
        total: 25,
        mean: 2.5,
        band: 'severe',
        clinical: true,
        status: 'complete',
        riskItem: 'none',
      });
      expect(core10.items.flatMap(({ reversed }, i) => (reversed ? [i + 1] : []))).toEqual([2, 3]);
    });

    it('makes up one answer, and a score between two bands stays in the lower one', () => {
      const { total, mean, band } = scoreForm(core10, without(raw, 8));
      expect([total, mean]).toEqual([expect.closeTo(24.4444444, 6), expect.closeTo(2.4444444, 6)]);
      expect(band).toBe('moderate-to-severe');
      expect(scoreForm(core10, without(raw, 7, 8)).total).toBeNull();
    });

    it('never makes up the risk item in silence', () =>
      expect(scoreForm(core10, without(raw, 6))).toMatchObject({ riskItem: 'not-answered', status: 'prorated' }));

    it.each([
      [5, 'healthy'],
      [6, 'low'],
      [10, 'low'],
      [11, 'mild'],
      [14, 'mild'],
      [15, 'moderate'],
      [19, 'moderate'],
      [20, 'moderate-to-severe'],
      [24, 'moderate-to-severe'],
      [25, 'severe'],
    ])('puts %i into the band %s', (total, band) => expect(bandOf(core10, total)).toBe(band));
  });

  it('OQ-45 adds three parts that between them have every item once', () => {
    const parts = oq45.scales.slice(1).flatMap(({ items }) => items);
    expect([parts.length, new Set(parts).size]).toEqual([45, 45]);
    const [best, ...rest] = oq45.scales.map(({ items }) => items.length * 4);
    expect([best, ...rest]).toEqual([180, 100, 44, 36]);
    expect(
      scoreForm(
        oq45,
        oq45.items.map(({ reversed }) => (reversed ? 2 : 1)),
      ),
    ).toMatchObject({ total: 54, clinical: false });
    expect(scoreForm(oq45, [...(Array(44).fill(2) as number[]), null])).toMatchObject({ total: 90, clinical: true });
  });

  describe('PCL-5', () => {
    const given = [3, 2, 3, 4, 2, 3, 1, 2, 2, 1, 3, 0, 2, 1, 1, 0, 3, 2, 2, 3];

    it('adds its clusters and counts symptoms', () =>
      expect(scoreForm(pcl5, given)).toEqual({
        total: 40,
        subscales: { b: 14, c: 4, d: 11, e: 11 },
        clinical: true,
        symptoms: { counts: { b: 5, c: 1, d: 4, e: 4 }, met: true },
        status: 'complete',
      }));

    it.each([32, 33])('is above the screening line from 33 on: %i', (total) =>
      expect(scoreForm(pcl5, addingUpTo(total, pcl5)).clinical).toBe(total === 33),
    );

    it('does not rule the pattern out while a missing answer could complete it', () => {
      expect(scoreForm(pcl5, without(given, 6)).symptoms).toEqual({ counts: { b: 5, c: 0, d: 4, e: 4 }, met: null });
      expect(scoreForm(pcl5, given.with(5, 1)).symptoms?.met).toBe(false);
      expect(scoreForm(pcl5, without(given, 1)).symptoms?.met).toBe(true);
    });

    it('needs sixteen answers', () => {
      expect(scoreForm(pcl5, without(given, 1, 8, 9, 15)).total).not.toBeNull();
      expect(scoreForm(pcl5, without(given, 1, 8, 9, 15, 16)).total).toBeNull();
    });
  });

  it('goals that were not set leave no gap', () => {
    expect(scoreForm(goals, [5, 6, null])).toEqual({ mean: 5.5, status: 'complete' });
    expect(scoreForm(goals, [null, null, null])).toEqual({ mean: null, status: 'incomplete' });
  });
});

describe('a form that a clinician filled in', () => {
  const middle = (instrument: Instrument): number[] => instrument.items.map(({ min }) => min);

  it.each(LIBRARY.map((instrument) => [instrument.code, instrument] as const))(
    'is never held to what clients score: %s',
    (_, instrument) => {
      const form = scoreForm(instrument, middle(instrument), { respondent: 'clinician' });
      expect([form.band, form.clinical, form.symptoms]).toEqual([undefined, undefined, undefined]);
    },
  );

  it('has no cutoff, band or norm in its own edition [T-11]', () => {
    expect(waiST.respondents).toEqual(['clinician']);
    expect([waiST.cutoffs, waiST.bands, waiST.norms, waiST.reliableChange, waiST.floor]).toEqual(
      Array(5).fill(undefined),
    );
  });
});

it('says complete exactly when nothing that was asked is missing', () => {
  const forms = LIBRARY.map((instrument) =>
    fc.record({
      instrument: fc.constant(instrument),
      items: fc.tuple(...instrument.items.map(({ min }) => fc.option(fc.constant(min), { freq: 6 }))),
    }),
  );
  fc.assert(
    fc.property(fc.oneof(...forms), ({ instrument, items }) => {
      const scored = new Set(instrument.scales.flatMap((scale) => scale.items));
      const lacking = instrument.items.some((item, i) => scored.has(item.id) && !item.optional && items[i] === null);
      const { status, total, mean } = scoreForm(instrument, items);
      if (lacking) expect(status).not.toBe('complete');
      if (instrument.reports.length > 0) expect(status === 'incomplete').toBe((total ?? mean ?? null) === null);
    }),
  );
});
