/** Worked cases V39 to V56 of the clinical reference, through the same operation that the command line offers. */
import { answerLine } from '../../../../apps/cli/src/clinical/answer-line.js';
import type { Detection } from '../../../../apps/cli/src/clinical/detect.js';
import { spreadWithin } from '#lib/courses';
import { chartOf, lowerLimit, upperLimit } from '#lib/statistics';

const detected = (given: object): Detection =>
  JSON.parse(answerLine(JSON.stringify({ op: 'detect', ...given }))) as Detection;
/** `at tier` of one detector. */
const by = (detector: string, { findings }: Detection): string[] =>
  findings.filter((f) => f.detector === detector).map(({ at, tier }) => `${at} ${tier}`);
const states = ({ ruptures }: Detection, n = 0): string[] =>
  (ruptures[n]?.states ?? []).map(({ at, fraction, state }) => `${at} ${fraction?.toFixed(7) ?? 'null'} ${state}`);

describe('a chart', () => {
  it('V39 has the limits of the handbook', () => {
    const values = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];
    const chart = chartOf(values, 0, 1.128);
    expect([chart.centre, chart.meanStep]).toEqual([expect.closeTo(50.81, 6), expect.closeTo(1.8777778, 6)]);
    expect([upperLimit(chart, 3), lowerLimit(chart, 3)]).toEqual([
      expect.closeTo(55.8041, 4),
      expect.closeTo(45.8159, 4),
    ]);
  });

  it('V40 divides by 2 / sqrt(pi), which moves the fourth decimal [T-06]', () => {
    const values = [
      24.05, 23.99, 23.95, 23.93, 23.97, 24.02, 24.06, 24.1, 23.98, 24.03, 23.91, 24.06, 24.06, 23.96, 23.98, 24.06,
      24.01, 24.0, 23.93, 23.92, 24.09, 24.11, 24.05, 23.98, 23.98, 24.06, 24.02, 24.06, 23.97, 23.96,
    ];
    const chart = chartOf(values);
    expect([lowerLimit(chart, 3), chart.centre, upperLimit(chart, 3)].map((x) => x.toFixed(4))).toEqual([
      '23.8571',
      '24.0083',
      '24.1596',
    ]);
    expect([chart.meanStep.toFixed(6), chart.spread.toFixed(6)]).toEqual(['0.056897', '0.050423']);
    expect(lowerLimit(chartOf(values, 0, 1.128), 3).toFixed(4)).toBe('23.8570');
  });

  const baseline = [36.2, 37.0, 36.8, 37.4, 36.9, 37.1];
  const sem = 2.078461;

  it('V42 believes no spread smaller than the form’s own error', () => {
    const [raw, floored] = [chartOf(baseline), chartOf(baseline, sem)];
    expect([raw.centre, raw.meanStep, raw.spread, lowerLimit(raw, 3)]).toEqual(
      [36.9, 0.46, 0.4076644, 35.6770069].map((x): unknown => expect.closeTo(x, 6)),
    );
    expect([lowerLimit(floored, 2), lowerLimit(floored, 3)]).toEqual(
      [32.7430781, 30.6646171].map((x): unknown => expect.closeTo(x, 6)),
    );
    expect(by('D4', detected({ instrument: 'srs', series: [...baseline, 31], sem }))).toEqual(['7 suspected']);
    expect(by('D4', detected({ instrument: 'srs', series: [...baseline, 30.6], sem }))).toEqual(['7 probable']);
  });

  it('V43 raises nothing on one point after full marks [T-07]', () => {
    const full = Array<number>(6).fill(40);
    const found = detected({ instrument: 'srs', series: [...full, 39, 33], sem });
    expect(chartOf(full).spread).toBe(0);
    expect(by('D4', found)).toEqual(['8 probable']);
    expect(found.findings.filter(({ at }) => at < 8)).toEqual([{ at: 6, detector: 'D8', tier: 'prompt' }]);
  });

  it('V45 calls eight in a row below the centre a drift, at the eighth and not before', () => {
    const later = [36.5, 36.4, 36.7, 36.0, 36.6, 36.3, 36.8, 36.2];
    expect(detected({ instrument: 'srs', series: [...baseline, ...later], sem }).findings).toEqual([
      { at: 14, detector: 'D4', tier: 'suspected' },
    ]);
    expect(detected({ instrument: 'srs', series: [...baseline, ...later.with(4, 37)], sem }).findings).toEqual([]);
  });

  it('needs six ratings before, and the error of the form', () => {
    expect(by('D4', detected({ instrument: 'srs', series: [...baseline.slice(0, 5), 20], sem }))).toEqual([]);
    expect(
      by(
        'D4',
        detected({
          instrument: 'haq-ii',
          series: [90, 90, 90, 90, 90, 90, 30],
          between: 14,
        }),
      ),
    ).toEqual([]);
  });
});

describe('a fall', () => {
  const v47 = { instrument: 'wai-sr', series: [50, 51, 49, 52, 50, 41, 43, 51], between: 7 };

  it('V47 is measured from where it began, in the wider of two spreads', () => {
    expect(spreadWithin([50, 51, 49, 52, 50])).toBeCloseTo(1.1401754, 6);
    expect(detected(v47).findings).toEqual([{ at: 6, detector: 'D3', tier: 'suspected' }]);
  });

  it('V48 may take several appointments', () => {
    const found = detected({
      instrument: 'srs',
      series: [30, 34, 35, 36, 36.5, 33, 29, 24, 33, 36],
      between: 6,
    });
    expect(by('D3', found)).toEqual(['7 suspected', '8 probable']);
    expect(found.ruptures).toMatchObject([{ onset: 7, reference: 36.5 }]);
    expect(states(found)).toEqual(['8 0.0000000 open', '9 0.7200000 repairing', '10 0.9600000 repaired']);
  });

  it('V49 is no rupture while it is inside the spread between clients', () => {
    const found = detected({ instrument: 'srs', series: [38, 38, 37.5, 38, 33.5, 38], between: 6 });
    expect(spreadWithin([38, 38, 37.5, 38])).toBeCloseTo(0.25, 9);
    expect(found).toEqual({ findings: [{ at: 5, detector: 'D1', tier: 'prompt' }], ruptures: [] });
  });

  it('V51 has come back at three quarters', () => {
    const found = detected(v47);
    expect(found.ruptures).toMatchObject([{ onset: 6, reference: 52 }]);
    expect(states(found)).toEqual(['7 0.1818182 open', '8 0.9090909 repaired']);
  });

  const v53 = { instrument: 'wai-sr', series: [52, 53, 44, 46, 45, 46], between: 7 };

  it('V53 is unrepaired after three rated appointments', () => {
    const found = detected(v53);
    expect(found.findings).toEqual([{ at: 3, detector: 'D3', tier: 'suspected' }]);
    expect(found.ruptures).toMatchObject([{ onset: 3, reference: 53 }]);
    expect(states(found)).toEqual(['4 0.2222222 open', '5 0.1111111 open', '6 0.2222222 unrepaired']);
  });

  it('is given longer where the approach expects it, and never hurried by missing ratings', () => {
    expect(states(detected({ ...v53, repairWithin: 5 })).at(-1)).toBe('6 0.2222222 open');
    const gaps = detected({ ...v53, series: [52, 53, 44, 46, null, 45, null, 46] });
    expect(states(gaps)).toEqual(['4 0.2222222 open', '6 0.1111111 open', '8 0.2222222 unrepaired']);
  });
});

describe('the client’s own word (V56)', () => {
  const said = (r1: string, r2: number, r3: number) => detected({ instrument: 'pulse', pulse: [{ r1, r2, r3 }] });

  it.each([
    [said('a little', 4, 2), [], []],
    [said('a little', 5, 2), ['1 probable'], ['1 null open']],
    [said('yes', 1, 2), ['1 confirmed'], ['1 null open']],
    [said('yes', 8, 7), ['1 confirmed'], ['1 null resolved in session']],
  ])('%#', (found, tiers, course) => {
    expect([by('D5', found), states(found)]).toEqual([tiers, course]);
  });
});

describe('marks in notes', () => {
  const marked = (...markers: object[]) => detected({ instrument: 'wai-sr', series: [50, 50, 50], markers });

  it.each([
    ['one confrontation rated 3', [{ at: 2, kind: 'confrontation', significance: 3 }], ['2 probable']],
    ['one confrontation rated 2', [{ at: 2, kind: 'confrontation', significance: 2 }], []],
    ['one that nobody rated', [{ at: 2, kind: 'confrontation' }], []],
    ['one withdrawal', [{ at: 1, kind: 'withdrawal', significance: 4 }], []],
    ['two withdrawals', [1, 2].map((at) => ({ at, kind: 'withdrawal', significance: 3 })), ['2 probable']],
    ['a suggestion', [{ at: 2, kind: 'confrontation', significance: 5, source: 'assisted' }], []],
  ])('%s', (_, markers, tiers) => expect(by('D6', marked(...markers))).toEqual(tiers));

  it('end when somebody marks that the work came back, or after two quiet forms', () => {
    const rupture = { at: 1, kind: 'confrontation', significance: 3 };
    expect(states(marked(rupture))).toEqual(['1 null open', '2 null repairing', '3 null repaired']);
    expect(states(marked(rupture, { at: 2, kind: 'repair-achieved' }))).toEqual([
      '1 null open',
      '2 null repairing',
      '2 null repaired',
    ]);
  });
});

describe('two views of the same hours', () => {
  const pulse = { instrument: 'pulse', between: 15 };

  it('prompt when the clinician’s lies beyond the usual difference twice in a row', () => {
    // (clinician - client) / 15 + .41 is at least 1 from 8.85 points on.
    const seen = (...therapist: (number | null)[]) => by('D7', detected({ ...pulse, series: [80, 80, 80], therapist }));
    expect(seen(89, 89, 80)).toEqual(['2 prompt']);
    expect(seen(88, 89, 89)).toEqual(['3 prompt']);
    expect(seen(89, 88, 89)).toEqual([]);
    expect(seen(89, null, 89)).toEqual([]);
    expect(seen(70, 60, 50)).toEqual([]);
  });

  it('are no rupture', () => {
    expect(detected({ ...pulse, series: [80, 80], therapist: [100, 100] }).ruptures).toEqual([]);
  });
});
