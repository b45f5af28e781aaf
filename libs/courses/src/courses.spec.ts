import { rapportPulse, srs, waiSr, type Instrument } from '#lib/instruments';
import { bigTurns } from './big-turns.js';
import { fallingLine, fallingParts } from './falling-lines.js';
import { lowLineOf } from './low-line.js';
import { lowParts } from './low-parts.js';
import { partFalls, type FormValues } from './part-falls.js';
import { swingingParts } from './swinging-parts.js';

/** Parts of the Pulse in their order: trust, empathy, listening, acceptance, bond, task, goal, engagement, a next step, both. */
const form = (value: number, parts: readonly (number | null)[] = Array<number>(10).fill(90)): FormValues => ({
  value,
  parts,
});
const NINES = Array<number | null>(10).fill(90);
const falls = (rated: readonly FormValues[], more: { first?: string[]; least?: number } = {}) =>
  partFalls({ instrument: rapportPulse, rated, first: [], least: 0, hadFallen: () => false, ...more });

describe('parts that fall', () => {
  const usual = [form(90), form(90), form(90)];

  it('are measured from the middle of the earlier forms, in least changes of the part', () => {
    const [trust] = falls([...usual, form(77, NINES.with(0, 10))]);
    expect(trust).toMatchObject({ part: 'trust', before: 90, now: 10, total: 90, forms: 3 });
    expect(trust?.changes).toBeCloseTo(80 / (20 * Math.sqrt(6)), 9);
  });

  it('count by the median of six, and not by an outlier', () => {
    const odd = [form(90, NINES.with(0, 100)), ...usual, form(90, NINES.with(0, 0))];
    expect(falls([...odd, form(77, NINES.with(0, 10))])[0]).toMatchObject({ before: 90, forms: 5 });
    const long = [...Array<FormValues>(4).fill(form(50, Array<number>(10).fill(20))), ...usual, ...usual];
    expect(falls([...long, form(77, NINES.with(0, 10))])[0]).toMatchObject({ before: 90, forms: 6 });
  });

  it('leave out what is not known, and what fell with the whole', () => {
    expect(falls([...usual, form(77, NINES.with(0, null))])).toEqual([]);
    expect(falls([form(90, NINES.with(0, null)), form(77, NINES.with(0, 10))])).toEqual([]);
    expect(falls([...usual, form(50, Array<number>(10).fill(50))])).toEqual([]);
    expect(falls([...usual, { value: 50, parts: [] }])).toEqual([]);
    expect(falls([form(90)])).toEqual([]);
  });

  it('need a third of their fall to be their own', () => {
    expect(falls([...usual, form(64, NINES.with(0, 50))]).map(({ part }) => part)).toEqual(['trust']);
    expect(falls([...usual, form(63, NINES.with(0, 50))])).toEqual([]);
    expect(falls([...usual, form(70, NINES.with(0, 60))])).toHaveLength(1);
  });

  it('have no total to come back to where they are outside of it, or it did not fall', () => {
    expect(falls([...usual, form(88, NINES.with(7, 10))])[0]).toMatchObject({ part: 'engagement', total: null });
    expect(falls([...usual, form(90, NINES.with(0, 10))])[0]).toMatchObject({ part: 'trust', total: null });
  });

  it('stand in the order of the approach, then the deepest first', () => {
    const now = form(70, NINES.with(1, 30).with(3, 10).with(5, 40));
    const names = (first: string[]) => falls([...usual, now], { first }).map(({ part }) => part);
    expect(names([])).toEqual(['acceptance', 'empathy', 'task']);
    expect(names(['task', 'empathy'])).toEqual(['task', 'empathy', 'acceptance']);
    const [task] = falls([...usual, now], { first: ['task'] });
    expect(task?.changes).toBeCloseTo(50 / (20 * Math.sqrt(6) * 0.85), 9);
  });

  it('fell beside the whole on the range of the form, which need not begin at nought', () => {
    const three = (value: number, bond: number): FormValues => ({ value, parts: [80, 80, bond] });
    const forms = [three(50, 80), three(50, 80), three(50, 80)];
    const of = (now: FormValues) =>
      partFalls({ instrument: waiSr, rated: [...forms, now], first: [], least: 0, hadFallen: () => false });
    expect(of(three(40, 50))).toEqual([]);
    expect(of(three(41, 50))).toHaveLength(1);
  });

  it('are none where an answer is as usual, and was higher only once', () =>
    expect(falls([form(90, NINES.with(0, 100)), ...usual, form(90)])).toEqual([]));

  it('leave out what is smaller than asked', () =>
    expect(falls([...usual, form(86, NINES.with(0, 60))], { least: 0.7 })).toEqual([]));

  it('do not take a form as usual on which a part had fallen already', () => {
    const low = form(77, NINES.with(0, 10));
    const asked = { instrument: rapportPulse, rated: [...usual, low, low, low, low], first: [], least: 0 };
    expect(partFalls({ ...asked, hadFallen: (one) => one === low })[0]).toMatchObject({ before: 90, forms: 3 });
    const all = partFalls({ ...asked, hadFallen: () => false })[0];
    expect(all).toMatchObject({
      forms: 6,
      changes: expect.closeTo(0.5 * (partFalls({ ...asked, hadFallen: (one) => one === low })[0]?.changes ?? 0), 9),
    });
  });

  it('are told by a figure that was there, and not by a middle that nobody gave', () => {
    const [high, ...others] = [90, 60].map((trust) => form(90, NINES.with(0, trust)));
    const now = form(77, NINES.with(0, 10));
    expect(falls([high as FormValues, ...others, now])[0]).toMatchObject({ before: 90, wasFalling: true });
    expect(falls([...others, high as FormValues, now])[0]).toMatchObject({ before: 90, wasFalling: false });
  });

  it('know of a part that was going down already where it began: no level was usual', () => {
    const course = (...trust: number[]) => falls(trust.map((value) => form(80, NINES.with(0, value))))[0];
    expect(course(90, 80, 70, 60, 50, 10)).toMatchObject({ before: 90, wasFalling: true });
    expect(course(90, 90, 80, 80, 70, 70, 10)).toMatchObject({ before: 90, wasFalling: true });
    expect(course(100, 90, 90, 90, 10)).toMatchObject({ before: 90, wasFalling: false });
    expect(course(90, 80, 90, 80, 70, 10)).toMatchObject({ before: 80, wasFalling: false });
    expect(course(95, 92, 90, 10)).toMatchObject({ before: 92, wasFalling: false });
  });
});

describe('parts that stay low', () => {
  const low = (...trust: (number | null)[]) => trust.map((value) => form(80, NINES.with(0, value)));

  it.each<[string, (number | null)[], string[]]>([
    ['on three forms', [30, 40, 49], ['trust']],
    ['on the latest three of many', [90, 90, 30, 40, 49], ['trust']],
    ['not on two', [30, 40], []],
    ['not at half', [30, 40, 50], []],
    ['not where one of the three was higher', [30, 50, 40], []],
    ['not where one was not answered', [30, null, 40], []],
    ['not of no forms', [], []],
  ])('%s', (_, trust, parts) => expect(lowParts(rapportPulse, low(...trust))).toEqual(parts));

  it('are none where most are low: then the form is', () => {
    const most = (low: number) =>
      form(
        40,
        Array.from({ length: 10 }, (_, i) => (i < low ? 30 : 90)),
      );
    expect(lowParts(rapportPulse, [most(6), most(6), most(6)])).toEqual([]);
    expect(lowParts(rapportPulse, [most(5), most(5), most(5)])).toHaveLength(5);
  });

  it('stand with the lowest first, as it is now', () => {
    const forms = [20, 20, 45].map((trust) => form(70, NINES.with(0, trust).with(5, 40)));
    expect(lowParts(rapportPulse, forms)).toEqual(['task', 'trust']);
  });
});

describe('a falling line', () => {
  it.each([
    ['steep enough', [90, 88, 86, 84, 82, 80], 8, true],
    ['not steep enough', [90, 88, 86, 84, 82, 80], 9, false],
    ['a step', [90, 90, 90, 90, 90, 90, 90, 60], 1, false],
    ['rising', [80, 82, 84, 86, 88, 90], 1, false],
    ['level', [80, 80, 80, 80, 80, 80], 0, false],
    ['back at its end', [90, 70, 90, 70, 90, 89], 1, false],
    ['too short', [90, 80], 1, false],
  ])('%s', (...[, values, least, found]) => expect(fallingLine(values, least) !== undefined).toBe(found));

  it.each<[readonly number[], number]>([
    [[90, 88, 86, 84, 82, 80], 0],
    [[80, 92, 88, 84, 81, 78, 75, 71, 68], 2],
  ])('begins with the first form that lies on it: %j', (values, from) =>
    expect(fallingLine(values, 1)).toEqual({ from, slowly: true }),
  );

  it('is no slow one where one step explains the fall as well', () => {
    const step = [90, 90, 90, 90, 90, 90, 40, 40, 40];
    expect(fallingLine(step, 14)).toBeUndefined();
    // within the error of two forms: no rule saw it as it came
    expect(fallingLine(step, 36)).toEqual({ from: 0, slowly: false });
    expect(fallingLine([90, 90, 75, 75, 60, 60, 45, 45], 9)).toEqual({ from: 0, slowly: true });
  });

  it('of a part is one only where the part goes down by more than the whole', () => {
    const course = (whole: number, trust: number) =>
      Array.from({ length: 8 }, (_, i) => form(90 - whole * i, NINES.with(0, 90 - trust * i)));
    expect(fallingParts(rapportPulse, course(5, 6), 13)).toEqual([]);
    expect(fallingParts(rapportPulse, course(5, 7.5), 13)).toHaveLength(1);
    expect(fallingParts(rapportPulse, course(-1, 6), 13)).toHaveLength(1);
  });

  it('of a part is held against the error of that part', () => {
    const window = [90, 85, 80, 75, 70, 65, 60, 55].map((trust) => form(90, NINES.with(0, trust)));
    expect(fallingParts(rapportPulse, window, 13)).toEqual([
      { part: 'trust', before: 90, now: 55, from: 0, slowly: true },
    ]);
    expect(fallingParts(rapportPulse, window, 14)).toEqual([]);
    expect(fallingParts(rapportPulse, window.with(3, form(90, NINES.with(0, null))), 1)).toEqual([]);
    const low = [35, 30, 25, 20, 15, 10, null, 0].map((trust) => form(90, NINES.with(0, trust)));
    expect(fallingParts(rapportPulse, low, 1)).toEqual([]);
  });
});

describe('turns', () => {
  it.each<[number[], number]>([
    [[90, 50, 92, 48], 3],
    [[90, 70, 50, 70, 92, 48], 3],
    [[90, 72, 90, 72], 0],
    [[50, 90, 50], 2],
    [[90], 0],
    [[], 0],
  ])('of 20 at least: %j', (values, turns) => expect(bigTurns(values, 20)).toBe(turns));
});

describe('parts that go up and down', () => {
  const at = (place: number, ...values: (number | null)[]) => values.map((value) => form(90, NINES.with(place, value)));
  const swings = (window: FormValues[], least = { changes: 1, turns: 3 }) => swingingParts(rapportPulse, window, least);

  it.each<[string, (number | null)[], boolean]>([
    ['down, up and down', [90, 30, 90, 30], true],
    ['down and up', [90, 30, 90, 90], false],
    ['by less than the error of one answer', [90, 42, 90, 42], false],
    ['with a form in between that leaves it out', [90, 30, null, 90, 30], true],
    ['with too few that answer', [90, null, 30, null, 90], false],
  ])('%s', (_, trust, found) =>
    expect(swings(at(0, ...trust))).toEqual(found ? [{ part: 'trust', low: 30, high: 90 }] : []),
  );

  it('need as many turns, and as wide ones, as asked', () => {
    expect(swings(at(0, 90, 30, 90, 30), { changes: 1, turns: 4 })).toEqual([]);
    expect(swings(at(0, 90, 30, 90, 30), { changes: 1.3, turns: 3 })).toEqual([]);
    expect(swings(at(0, 90, 30, 90), { changes: 1, turns: 2 })).toHaveLength(1);
  });

  it('stand with the widest first', () => {
    const both = [90, 30, 90, 30].map((value, i) => form(85, NINES.with(0, value).with(1, i % 2 ? 10 : 90)));
    expect(swings(both).map(({ part }) => part)).toEqual(['empathy', 'trust']);
  });
});

describe('where a form is low', () => {
  const { floor: _, cutoffs: __, ...bare } = srs;

  it.each<[string, Instrument, number]>([
    ['clearly below its floor', rapportPulse, 55],
    ['or its cutoff', { ...bare, cutoffs: [{ form: 'usual', at: 30, clinical: 'below', basis: 'ours' }] }, 25.68],
    [
      'or its cutoff downwards',
      {
        ...bare,
        cutoffs: [
          { form: 'other', at: 99, clinical: 'at-or-above', basis: 'ours' },
          { form: 'usual', at: 30, clinical: 'below', basis: 'ours' },
        ],
      },
      25.68,
    ],
    ['at its floor where no error is known', { ...srs, construct: 'session', reliableChange: undefined } as never, 36],
    ['or far below its norm', waiSr, 36.3],
    ['or in its lower half', bare, 20],
  ])('%s', (_name, instrument, line) => expect(lowLineOf(instrument)).toBeCloseTo(line, 2));
});
