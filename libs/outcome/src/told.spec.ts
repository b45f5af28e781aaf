/** What somebody has heard, and what is news after that. */
import type { Instrument } from '#lib/instruments';
import { outcomeOf } from '../spec/forms.js';
import { instrumentWith, named } from '../spec/instruments.js';
import type { Level, Outcome } from './course.js';
import { isUntold, latestMoment, withEnded, withTold, worsenedOf } from './told.js';

const [phq, gad, ors] = [named('phq-9'), named('gad-7'), named('ors')];
const after = (since: Outcome, instrument: Instrument, ...forms: number[]) => outcomeOf(instrument, forms, { since });
const worse = outcomeOf(phq, [8, 16]);
const untold = (outcome: Outcome): string[] =>
  worsenedOf(outcome, 'client')
    .filter(isUntold)
    .map(({ instrument }) => instrument);

describe('what is worse', () => {
  it('stands with the gravest first, then the latest, then by name', () => {
    const codes = (outcome: Outcome) => worsenedOf(outcome, 'client').map(({ instrument }) => instrument);
    expect(codes(after(outcomeOf(gad, [0, 5]), phq, 8, 16))).toEqual(['phq-9', 'gad-7']);
    expect(codes(after(outcomeOf(phq, [8, 16]), gad, 0, 5))).toEqual(['phq-9', 'gad-7']);
    expect(codes(after(outcomeOf(phq, [8, 16]), gad, 2, 12, 12))).toEqual(['gad-7', 'phq-9']);
    expect(codes(after(outcomeOf(phq, [8, 16]), gad, 2, 12))).toEqual(['gad-7', 'phq-9']);
    expect(codes(after(outcomeOf(gad, [2, 12]), phq, 8, 16))).toEqual(['gad-7', 'phq-9']);
  });

  it('is no touch of a cutoff, nothing of others, and nothing that is well', () => {
    expect(worsenedOf(outcomeOf(phq, [9, 10]), 'client')).toEqual([]);
    expect(worsenedOf(outcomeOf(phq, [8, 8]), 'client')).toEqual([]);
    expect(worsenedOf(outcomeOf(ors, [30, 10], { respondent: 'member:a' }), 'client')).toEqual([]);
    expect(worsenedOf(outcomeOf(ors, [30, 10], { respondent: 'member:a' }), 'member:a')).toHaveLength(1);
  });
});

describe('what somebody was told', () => {
  const told = (outcome: Outcome, level: Level = 2) => withTold(outcome, 'client', level);

  it('is news until then, and again when it is graver', () => {
    expect(untold(worse)).toEqual(['phq-9']);
    expect(untold(told(worse))).toEqual([]);
    expect(untold(after(told(worse), phq, 17))).toEqual([]);
    const mild = outcomeOf(ors, [38, 31]);
    expect(untold(told(mild, 1))).toEqual([]);
    expect(untold(after(told(mild, 1), ors, 22))).toEqual(['ors']);
  });

  it('holds for all forms of the same person, and never falls', () => {
    const both = after(worse, gad, 2, 12);
    expect(untold(told(both))).toEqual([]);
    expect(untold(withTold(both, 'member:a', 2))).toEqual(['gad-7', 'phq-9']);
    expect(told(told(both, 2), 1)).toEqual(told(both, 2));
  });
});

describe('a prompt that a person ended', () => {
  const instrumentOf = ({ instrument }: { readonly instrument: string }) =>
    [phq, gad, ors].find(({ code }) => code === instrument);
  const ended = (outcome: Outcome, more: object = {}) =>
    withEnded(withTold(outcome, 'client', 2), {
      respondent: 'client',
      figureOf: ({ latest }) => latest.value,
      instrumentOf,
      isWrong: false,
      ...more,
    });
  const course = (outcome: Outcome) => outcome.courses[0]?.worse;

  it('leaves news only to a further reliable step', () => {
    expect(course(ended(worse))).toMatchObject({ known: 16, told: 2, setAside: false });
    expect(untold(after(ended(worse), phq, 21))).toEqual([]);
    expect(untold(after(ended(worse), phq, 22))).toEqual(['phq-9']);
    expect(course(after(ended(worse), phq, 22))).toMatchObject({ known: null, event: 'urn:practice phq-9-3' });
  });

  it('leaves news also to what gets worse after it has come back', () =>
    expect(untold(after(ended(worse), phq, 8, 16))).toEqual(['phq-9']));

  it('does not make a level that rises by less than that news', () => {
    const mild = ended(outcomeOf(phq, [2, 9]));
    expect(course(mild)).toMatchObject({ level: 1, known: 9 });
    expect(untold(after(mild, phq, 11))).toEqual([]);
    expect(course(after(mild, phq, 11))).toMatchObject({ level: 2, known: 9, event: 'urn:practice phq-9-2' });
  });

  it('judges what the page did not show', () => {
    const shown = (value: number) => ({ figureOf: () => value });
    expect(untold(ended(outcomeOf(phq, [8, 16, 22]), shown(16)))).toEqual(['phq-9']);
    expect(untold(ended(outcomeOf(phq, [8, 16, 21]), shown(16)))).toEqual([]);
    expect(course(ended(outcomeOf(phq, [8, 16, 21]), shown(16)))).toMatchObject({ known: 16 });
    expect(course(ended(outcomeOf(phq, [8, 16, 22]), shown(16)))).toMatchObject({
      told: 0,
      event: 'urn:practice phq-9-3',
      setAside: false,
    });
  });

  it('says that it was none', () =>
    expect(course(ended(worse, { isWrong: true }))).toMatchObject({ setAside: true, known: 16 }));

  it('is out of sight no longer once it is clear anew', () =>
    expect(course(after(ended(worse, { isWrong: true }), phq, 22))).toMatchObject({ setAside: false, told: 0 }));

  it('leaves what nobody was told of, and what others filled in', () => {
    expect(withEnded(worse, { respondent: 'client', figureOf: () => 16, instrumentOf, isWrong: true })).toEqual(worse);
    const told = withTold(worse, 'client', 2);
    expect(withEnded(told, { respondent: 'member:a', figureOf: () => 16, instrumentOf, isWrong: true })).toEqual(told);
  });

  it('knows of a part what the latest form said of it, and of a form that is gone its latest figure', () => {
    const coping = instrumentWith({});
    const filled = (...parts: number[]) => ({ value: parts.reduce((sum, part) => sum + part, 0), parts });
    const part = outcomeOf(coping, [filled(4, 4, 5, 4), filled(5, 4, 0, 5)]);
    expect(course(ended(part, { instrumentOf: () => coping }))).toMatchObject({ part: 'boundaries', known: 0 });
    expect(course(ended(worse, { instrumentOf: () => undefined, figureOf: () => undefined }))).toMatchObject({
      known: 16,
    });
  });
});

it('the latest moment is the last of them', () => {
  expect(latestMoment(outcomeOf(phq, [8, 8]))).toBeUndefined();
  expect(latestMoment(outcomeOf(phq, [8, 16, 8, 2]))?.kind).toBe('improved');
});
