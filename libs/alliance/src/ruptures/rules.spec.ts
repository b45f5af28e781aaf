import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import fc from 'fast-check';
import { ratedAs, ratingOccasion, withProbe } from '../../spec/ratings.js';
import { rapportPulse, type DirectAnswers } from '#lib/instruments';
import { judgeOccasion } from './judge.js';
import { directReport } from './direct-report.rule.js';
import { level } from './level.rule.js';
import { reliableDrop } from './reliable-drop.rule.js';
import { RULES } from './roster.js';
import type { RatingOccasion } from './rupture-rule.js';
import { fallNow } from '#lib/courses';
import { combineTiers, RUPTURE_TIERS, tierAtLeast } from '../state/rupture-tier.js';

const occasion = (values: readonly number[], probe: DirectAnswers | null = null): RatingOccasion =>
  withProbe(ratingOccasion(rapportPulse, values), probe);
const said = (felt: number, mattered: number | null, sortedOut: number | null): DirectAnswers => ({
  felt,
  mattered,
  sortedOut,
});
const probe = fc.option(
  fc.record({
    felt: fc.integer({ min: 0, max: 2 }),
    mattered: fc.integer({ min: 0, max: 10 }),
    sortedOut: fc.integer({ min: 0, max: 10 }),
  }),
);
const anything = fc
  .tuple(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 12 }), probe)
  .map(([v, p]) => occasion(v, p));

it('has every rule file on the roster', () => {
  const onRoster = new Set(RULES.map(({ code }) => `${code}.rule.ts`));
  const absent = readdirSync(__dirname).filter((file) => file.endsWith('.rule.ts') && !onRoster.has(file));
  const lines = absent.map(
    (file) => `add to ${path.join(__dirname, 'roster.ts')}: import { ... } from './${file.replace('.ts', '.js')}';`,
  );
  expect(lines).toEqual([]);
});

describe.each(RULES.map((rule) => [rule.code, rule] as const))('%s keeps the contract', (_, rule) => {
  it('depends on its arguments alone and names its evidence, the judged form last', () => {
    fc.assert(
      fc.property(anything, (given) => {
        const finding = rule.check(given);
        expect(rule.check(given)).toEqual(finding);
        if (finding) expect(finding.evidence.at(-1)).toBe(given.rated.at(-1)?.event);
      }),
    );
  });

  it('never speaks louder when its threshold is raised', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 0, max: 3 }), (given, more) => {
        const raised = { [rule.strictness]: (rule.parameters[rule.strictness] ?? 0) + more };
        const tier = rule.check(given)?.tier ?? null;
        const strict = rule.check(given, raised)?.tier ?? null;
        expect(strict === null || tierAtLeast(tier, strict)).toBe(true);
      }),
    );
  });

  it.each([
    ['a calm course', [82, 85, 83, 86, 85, 84]],
    ['full marks every time', [100, 100, 100, 100, 100, 100, 100]],
    ['a first form', [85]],
  ])('stays silent on %s', (_name, values) =>
    expect(rule.check(occasion(values, said(0, null, null)))).toBeUndefined(),
  );

  it('says what it is', () => {
    expect(rule.code).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    expect(rule.because).toMatch(/^[A-Z].*\.$/);
    expect(Object.keys(rule.parameters)).toContain(rule.strictness);
  });
});

describe('level', () => {
  it('prompts below the floor and suspects at the second in a row', () => {
    expect(level.check(occasion([80, 69]))?.tier).toBe('prompt');
    expect(level.check(occasion([69, 68]))?.tier).toBe('suspected');
    expect(level.check(occasion([69, 70]))).toBeUndefined();
  });
});

describe('reliable drop', () => {
  it('follows a decline back to where it began', () => {
    expect(reliableDrop.check(occasion([80, 92, 85, 79]))).toBeUndefined();
    expect(reliableDrop.check(occasion([80, 92, 85, 79, 72]))).toMatchObject({ tier: 'probable', reference: 92 });
  });

  it('is measured from the start of the run, at most six steps back', () => {
    const startOf = (values: readonly number[]) => fallNow(ratedAs(values)).start.event;
    expect(startOf([50, 51, 49, 52, 50, 41])).toBe('s 3');
    expect(startOf([30, 34, 35, 36, 36.5, 33, 29])).toBe('s 4');
    expect(startOf([52, 53, 44])).toBe('s 1');
    expect(startOf([99, 98, 97, 96, 95, 94, 93, 92, 91])).toBe('s 2');
    expect(startOf([7])).toBe('s 0');
  });

  it('does not speak of fluctuation inside the error of the form', () => {
    expect(reliableDrop.check(occasion([95, 94, 95, 76]))).toBeUndefined();
  });
});

describe('direct report', () => {
  it.each([
    ['a little that mattered 4', said(1, 4, 2), undefined],
    ['a little that mattered 5', said(1, 5, 2), 'probable'],
    ['a plain yes', said(2, 1, 2), 'confirmed'],
    ['a plain yes that was sorted out', said(2, 8, 7), 'confirmed'],
    ['a little without a number', said(1, null, null), undefined],
  ])('hears %s', (_, given, tier) => expect(directReport.check(occasion([85], given))?.tier).toBe(tier));
});

describe('together', () => {
  it('makes it probable when two rules suspect the same form, and only then', () => {
    expect(combineTiers(['suspected', 'suspected'])).toBe('probable');
    expect(combineTiers(['suspected', 'prompt'])).toBe('suspected');
    expect(combineTiers(['confirmed', 'suspected'])).toBe('confirmed');
    expect(combineTiers([])).toBeNull();
  });

  it('is confirmed only by the client’s plain yes', () => {
    fc.assert(
      fc.property(anything, (given) => {
        const plainYes = given.rated.at(-1)?.probe?.felt === 2;
        expect(judgeOccasion(given).tier === RUPTURE_TIERS[3]).toBe(plainYes);
      }),
    );
  });
});
