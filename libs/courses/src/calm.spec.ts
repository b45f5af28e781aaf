import { rapportPulse, srs } from '#lib/instruments';
import { calmOf } from './calm.js';

const ofPulse = (...values: number[]) =>
  calmOf(
    rapportPulse,
    values.map((value) => ({ value })),
  );

describe('what a calm course is called', () => {
  it('steady from the third form on', () => {
    expect(ofPulse(90, 90)).toBe('two-forms');
    expect(ofPulse(90, 90, 90)).toBe('steady');
  });

  it('risen by the form’s own error and no less, two forms at each end', () => {
    expect(ofPulse(70, 70, 80, 90, 90)).toBe('risen');
    expect(ofPulse(70, 71, 80, 90, 90)).toBe('steady');
    expect(ofPulse(50, 90, 90, 90)).toBe('risen');
    expect(ofPulse(55, 90, 90, 90)).toBe('steady');
    expect(ofPulse(90, 90, 80, 72, 72)).toBe('steady');
    expect(
      calmOf(
        srs,
        [31, 31, 38, 38].map((value) => ({ value })),
      ),
    ).toBe('risen');
    expect(
      calmOf(
        srs,
        [33, 33, 38, 38].map((value) => ({ value })),
      ),
    ).toBe('steady');
  });

  it('by the last ten forms alone', () => {
    expect(ofPulse(60, 60, ...Array<number>(8).fill(90))).toBe('risen');
    expect(ofPulse(60, 60, ...Array<number>(9).fill(90))).toBe('steady');
  });

  it('without a rise where less is better, or no error is known', () => {
    const rising = [60, 60, 90, 90].map((value) => ({ value }));
    expect(calmOf({ ...rapportPulse, direction: 'lower-is-better' }, rising)).toBe('steady');
    expect(calmOf({ ...rapportPulse, construct: 'session', reliableChange: undefined } as never, rising)).toBe(
      'steady',
    );
  });

  it('full marks where there is no room to see a change', () =>
    expect([
      ofPulse(60, 60, 100, 100, 100, 100, 100, 100),
      ofPulse(100, 100, 100, 100, 99, 100),
      ofPulse(100, 100, 100, 100, 100),
    ]).toEqual(['full-marks', 'steady', 'steady']));
});
