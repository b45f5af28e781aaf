/** The figures around a score: cutoffs, spreads, symptoms, editions, and whom they hold for. */
import { clinicFile } from './conformance/clinic-file.js';
import { readInstrument } from './clinic-instrument.js';
import { core10 } from './core-10.instrument.js';
import { isClinical, type Cutoff } from './cutoff.js';
import { bandOf, score, type Instrument } from './instrument.js';
import { ors } from './ors.instrument.js';
import { phq9 } from './phq-9.instrument.js';
import { rapportPulse } from './pulse.instrument.js';
import { instrumentOf, LIBRARY } from './roster.js';
import { scoreForm } from './score-form.js';
import { seq } from './seq.instrument.js';
import { errorOfOne, spreadOf } from './spread.js';
import { srs } from './srs.instrument.js';
import { symptomsOf } from './symptoms.js';
import { waiSr } from './wai-sr.instrument.js';
import { WITHOUT_KEY } from './without-key.js';

const own = (): Instrument => {
  const read = readInstrument(clinicFile());
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
};

describe('a band', () => {
  it('is not told of a form without a score', () => expect(score(phq9, []).band).toBeNull());

  it('is none outside the range, nor on a form that has no bands', () => {
    expect([bandOf(phq9, 28), bandOf(phq9, 27), bandOf(phq9, -1), bandOf(srs, 30)]).toEqual([
      null,
      'severe',
      null,
      null,
    ]);
  });
});

it('has no score as soon as one of the answers is missing that may not be', () => {
  const scale = { code: 'total', items: ['a', 'b', 'c'], needs: 1, always: ['a', 'b'], times: 3 };
  const items = ['a', 'b', 'c'].map((id) => ({ id, min: 0, max: 4, step: 1 }));
  const strict: Instrument = { ...srs, items, scales: [scale] };
  const value = (...given: string[]) =>
    score(
      strict,
      given.map((item) => ({ item, value: 2 })),
    ).value;
  expect([value('a', 'b'), value('a'), value('b', 'c'), value('c')]).toEqual([6, null, null, null]);
});

it('never makes up an answer that a clinic’s file calls indispensable', () =>
  expect([scoreForm(own(), [3, 1, null]).total, scoreForm(own(), [3, null, 1]).total]).toEqual([null, 6]));

describe('a line between two groups', () => {
  const below: Cutoff = { form: 'adult', at: 25, clinical: 'below', basis: 'ours' };

  it('forgives the last digits of a sum of decimals, on both sides', () => {
    expect([25, 25 - 1e-10, 24.9].map((value) => isClinical(below, value))).toEqual([false, false, true]);
    expect([25, 25 + 1e-10, 25.1].map((value) => isClinical(below, value, true))).toEqual([true, true, false]);
    const above: Cutoff = { ...below, clinical: 'at-or-above' };
    expect([25, 25 - 1e-10, 24.9].map((value) => isClinical(above, value))).toEqual([true, true, false]);
  });

  it('holds for a client and for a member, and for nobody who looks on', () => {
    const clinical = (respondent: 'client' | 'member' | 'clinician' | 'observer') =>
      scoreForm(srs, [5, 5, 5, 5], { respondent }).clinical;
    expect([clinical('client'), clinical('member'), clinical('clinician'), clinical('observer')]).toEqual([
      true,
      true,
      undefined,
      undefined,
    ]);
  });

  it('is none where the form asked for has none', () => {
    expect(scoreForm(waiSr, Array<number>(12).fill(3), { form: 'adult' }).clinical).toBeUndefined();
    expect(scoreForm(ors, [5, 5, 5, 5], { form: 'infant' }).clinical).toBeUndefined();
  });
});

describe('how client ratings spread', () => {
  it('is that of clients before that of people in general, and else what the reliable change was drawn from', () => {
    expect([spreadOf(core10), spreadOf(rapportPulse), spreadOf(ors), spreadOf(waiSr)]).toEqual([
      7.7,
      15,
      undefined,
      7.8,
    ]);
    const general = { population: 'general', mean: 4.7, sd: 4.8, basis: 'published' } as const;
    expect(spreadOf({ ...core10, norms: [general, ...(core10.norms ?? [])] })).toBe(7.7);
    expect(spreadOf({ ...waiSr, norms: [general] })).toBe(7.8);
  });

  it('gives the error of one rating by the reliability: 15 * sqrt(1 - .77) on the Pulse, 6 * sqrt(1 - .88) on the SRS', () => {
    expect([errorOfOne(rapportPulse), errorOfOne(srs)]).toEqual([
      expect.closeTo(7.193747, 6),
      expect.closeTo(2.078461, 6),
    ]);
    expect([errorOfOne(waiSr), errorOfOne(ors)]).toEqual([expect.closeTo(3.488266, 6), undefined]);
  });

  it('is read from a clinic’s file as it stands there', () => {
    const { norms, reliabilities } = own();
    expect(norms).toEqual([{ population: 'clinical', mean: 6, sd: 3, n: 90, basis: 'ours' }]);
    expect(reliabilities).toEqual([{ kind: 'retest', r: 0.8, basis: 'ours' }]);
  });
});

describe('symptoms', () => {
  it('are not looked for where the form counts none', () => expect(symptomsOf(phq9, [])).toBeNull());

  it('are never counted on a question that nobody answered, reversed or not', () => {
    expect(scoreForm(own(), [3, null, 2]).symptoms).toEqual({ counts: { load: 1 }, met: true });
    expect(scoreForm(own(), [1, null, 2]).symptoms).toEqual({ counts: { load: 0 }, met: null });
    expect(scoreForm(own(), [1, 1, 2]).symptoms).toEqual({ counts: { load: 1 }, met: true });
    expect(scoreForm(own(), [2, 2, 2]).symptoms).toEqual({ counts: { load: 0 }, met: false });
  });
});

it('is incomplete where one of several scales beside each other is', () => {
  const answers = Array<number | null>(21).fill(4);
  // Items 2, 5, 6, 10 and 11 are the second scale, which needs four of them.
  const lacking = answers.map((value, i) => ([2, 5].includes(i + 1) ? null : value));
  expect(scoreForm(seq, lacking)).toMatchObject({ status: 'incomplete', subscales: { depth: 4, smoothness: null } });
});

describe('an edition', () => {
  const edition = (version: string): Instrument => ({ ...srs, code: 'harbour', version });
  const named = (version: string, ...known: string[]) =>
    instrumentOf({ code: 'harbour', version }, known.map(edition))?.version;

  it('is the same with and without noughts at its end, in the file as in the form', () => {
    expect(['1', '1.0', '1.0.0', '1.00'].map((version) => named(version, '1'))).toEqual(Array(4).fill('1'));
    expect(['2', '2.0', '2.0.0'].map((version) => named(version, '2.0'))).toEqual(Array(3).fill('2.0'));
    expect(['1', '1.0'].map((version) => named(version, '1', '1.0'))).toEqual(['1', '1.0']);
  });

  it('is another one with any other number', () => {
    expect(named('1.0.1', '1', '1.1')).toBeUndefined();
    expect(named('10', '1')).toBeUndefined();
    expect(named('1.1', '1')).toBeUndefined();
    expect(named('1.0.1', '1.0.1')).toBe('1.0.1');
  });

  it('is the first of several with one name, so a clinic’s own comes before ours', () => {
    const [mine, ours] = [{ ...srs, title: 'mine' }, srs];
    expect(instrumentOf(srs, [mine, ours])?.title).toBe('mine');
  });
});

describe('what is not shipped', () => {
  const LETS_WORDING_TRAVEL = /^No permission required|^Apache-2\.0|^CC BY|public domain$/;

  it('is the wording of forms whose licence does not allow it', () => {
    const travelling = LIBRARY.filter(({ textMayShip, items }) => textMayShip || items.some(({ text }) => text));
    expect(travelling).not.toEqual([]);
    expect(travelling.filter(({ licence }) => !LETS_WORDING_TRAVEL.test(licence)).map(({ code }) => code)).toEqual([]);
  });

  it('are forms whose key nobody could read, with what is not known of them', () => {
    expect(new Set(WITHOUT_KEY.map(({ code }) => code)).size).toBe(WITHOUT_KEY.length);
    for (const { code, unknown } of WITHOUT_KEY) {
      expect(unknown).toMatch(/^(?:its|which) /);
      expect(LIBRARY.map((instrument) => instrument.code)).not.toContain(code);
    }
  });
});
