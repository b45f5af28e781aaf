import { instrumentWith, named } from '../spec/instruments.js';
import { measurementError } from './measurement-error.js';

describe('the error of a form', () => {
  it('is what was published', () => expect(measurementError(named('gad-7'))).toEqual({ points: 4, assumed: false }));

  it('is assumed where its file says that it is ours', () =>
    expect(
      measurementError(instrumentWith({ reliableChange: { points: 3, basis: 'ours', source: 'assumed' } })),
    ).toEqual({ points: 3, assumed: true }));

  it('is worked out from spread and reliability where they are known, from one time to another first', () => {
    const norms = [{ population: 'clinical', mean: 10, sd: 5, basis: 'published' }] as const;
    const alpha = { kind: 'alpha', r: 0.9, basis: 'published' } as const;
    const retest = { kind: 'retest', r: 0.5, basis: 'published' } as const;
    const error = (more: object) => measurementError(instrumentWith({ norms, ...more }));
    // 1.96 * 5 * sqrt(2 * .5), .1 and .2
    expect(error({ reliabilities: [alpha, retest] })).toEqual({
      points: expect.closeTo(9.8, 6) as number,
      assumed: true,
    });
    expect(error({ reliabilities: [alpha] }).points).toBeCloseTo(4.3827, 4);
    expect(error({}).points).toBeCloseTo(6.1981, 4);
  });

  it('is a quarter of the range where nothing is known', () =>
    // 1.96 * 4 * sqrt(2 * .2)
    expect(measurementError(instrumentWith({}))).toEqual({
      points: expect.closeTo(4.9585, 4) as number,
      assumed: true,
    }));

  it('goes by the width of the range, wherever that begins', () =>
    expect(measurementError(instrumentWith({ range: { min: 4, max: 24 } })).points).toBeCloseTo(4.9585, 4));

  it('is half of the range where one answer is the whole form', () =>
    // 1.96 * 1 * sqrt(2 * .5)
    expect(measurementError(named('homework'))).toEqual({ points: expect.closeTo(1.96, 6) as number, assumed: true }));
});
