/** One form further: what is compared, what lasts, what ends, and what is news after somebody has heard of it. */
import { courseOf, outcomeOf, saidOf, type Answered } from '../spec/forms.js';
import { instrumentWith, named } from '../spec/instruments.js';
import type { Outcome } from './course.js';
import { withTold } from './told.js';

const [phq, gad, goals, homework] = [named('phq-9'), named('gad-7'), named('goals'), named('homework')];
const coping = instrumentWith({});
const filled = (...parts: number[]): Answered => ({ value: parts.reduce((sum, part) => sum + part, 0), parts });

describe('a course', () => {
  it('is of one form in one version by one person', () => {
    const both = outcomeOf(phq, [8, 8], { since: outcomeOf(phq, [8, 16]) });
    expect(both.courses.map(({ forms }) => forms)).toEqual([4]);
    const member = outcomeOf(phq, [8], { since: both, respondent: 'member:a' });
    expect(outcomeOf(gad, [8], { since: both }).courses.map(({ forms }) => forms)).toEqual([4, 1]);
    const newer = outcomeOf({ ...phq, version: '2' }, [8], { since: member });
    expect(newer.courses.map(({ version, respondent, forms }) => [version, respondent, forms])).toEqual([
      ['1', 'client', 4],
      ['1', 'member:a', 1],
      ['2', 'client', 1],
    ]);
  });

  it('is one of twenty at most, the one that was filled in longest ago goes', () => {
    const editions = Array.from({ length: 20 }, (_, n) => ({ ...phq, version: `${n}` }));
    const twenty = editions.reduce<Outcome>((since, edition) => outcomeOf(edition, [8], { since }), {
      courses: [],
      moments: [],
    });
    const again = outcomeOf({ ...phq, version: '0' }, [8], { since: twenty });
    const versions = outcomeOf({ ...phq, version: 'new' }, [8], { since: again }).courses.map(({ version }) => version);
    expect([versions.length, versions[0], versions.at(-2), versions.at(-1)]).toEqual([20, '2', '0', 'new']);
  });

  it('remembers the last five figures, of the whole and of each part', () => {
    const course = courseOf(coping, ...[1, 2, 3, 4, 5, 4].map((n) => filled(n, n, n, n)));
    expect(course.recent).toEqual([8, 12, 16, 20, 16]);
    expect(course.parts[2]).toEqual({ first: 1, late: false, recent: [2, 3, 4, 5, 4] });
  });

  it('begins a part with the first form that answers it', () => {
    const unanswered = courseOf(coping, { value: 17, parts: [4, 4, null, 4] }).parts[2];
    expect(unanswered).toEqual({ first: null, late: true, recent: [] });
    expect(courseOf(coping, 17, filled(4, 4, 5, 4)).parts[2]).toEqual({ first: 5, late: true, recent: [5] });
    expect(saidOf(coping, 17, filled(4, 4, 5, 4), filled(5, 5, 0, 5))).toBe('part 1 start boundaries');
    expect(courseOf(coping, filled(4, 4, 5, 4), 17).parts).toEqual([]);
  });

  it('says once that it got better, and once that it recovered', () => {
    const turns = (...forms: number[]) => outcomeOf(phq, forms).moments.map(({ kind }) => kind);
    expect(turns(20, 12, 11, 12)).toEqual(['improved']);
    expect(turns(18, 12, 9, 8)).toEqual(['improved', 'recovered']);
    expect(turns(16, 8, 8, 11)).toEqual(['recovered', 'worse']);
  });

  it('stays better where steps between hours are fewer than lately and still more than at first', () =>
    expect(courseOf(homework, 0, 4, 4, 4, 2, 2)).toMatchObject({ better: 'improved', worse: { level: 0 } }));
});

describe('goals that were set later', () => {
  it('are no part of what is compared, however many they are', () => {
    const rated = (...parts: (number | null)[]): Answered => {
      const values = parts.filter((part) => part !== null);
      return { value: values.reduce((sum, part) => sum + part, 0) / values.length, parts };
    };
    expect(saidOf(goals, rated(8, null, null), rated(8, 0, 0), rated(8, 1, 1))).toBe('-');
    expect(courseOf(goals, rated(8, null, null), rated(6, 0, 0)).latest.value).toBe(6);
  });

  it('count in the units of a form that adds up', () => {
    const some = instrumentWith({
      items: coping.items.map((item, i) => (i === 3 ? { ...item, optional: true } : item)),
    });
    const first = { value: 16, parts: [4, 4, 4, null] };
    expect(courseOf(some, first, { value: 8, parts: [1, 1, 1, 5] }).latest.value).toBe(4);
    expect(courseOf(coping, filled(4, 4, 4, 4), filled(1, 1, 1, 5)).latest.value).toBe(8);
    const inAnotherScale = instrumentWith({
      items: [...coping.items, { id: 'aside', min: 0, max: 5, step: 1, optional: true }],
    });
    expect(courseOf(inAnotherScale, first, { value: 8, parts: [1, 1, 1, 5] }).latest.value).toBe(8);
  });
});

describe('what got worse', () => {
  it('is over with the line that was crossed, however near it stays', () =>
    expect([saidOf(phq, 6, 10), saidOf(phq, 6, 10, 9)]).toEqual(['line 1 start', '-']));

  it('keeps the latest figure beyond the line, and of a part that of the part', () => {
    expect(courseOf(phq, 8, 9, 10, 12).worse).toMatchObject({ now: 12, seen: 'urn:practice phq-9-4', before: 8 });
    const part = courseOf(coping, filled(4, 4, 5, 4), filled(5, 4, 1, 5));
    expect(part.worse).toMatchObject({ part: 'boundaries', before: 5, now: 1 });
  });

  it('is over for a part once the part is back to within half of its own error', () => {
    const then = (boundaries: number) =>
      saidOf(coping, filled(4, 4, 5, 4), filled(5, 4, 0, 5), filled(5, 4, boundaries, 5));
    expect([3, 4].map(then)).toEqual(['part 1 start boundaries', '-']);
  });

  it('is the whole form once it is that, at the same level too', () => {
    const good = instrumentWith({ cutoffs: [{ form: 'own', at: 5, clinical: 'below', basis: 'ours' }] });
    const forms = [filled(4, 5, 5, 5), filled(5, 5, 1, 5), filled(3, 4, 2, 4)] as const;
    expect(saidOf(good, ...forms.slice(0, 2))).toBe('part 1 start boundaries');
    expect(saidOf(good, ...forms)).toBe('error 1 start');
    expect(saidOf(good, ...forms, filled(5, 5, 1, 3))).toBe('error 1 start');
  });
});

describe('across the cutoff and back', () => {
  const told = (...forms: number[]) => withTold(outcomeOf(phq, forms), 'client', 2);
  const then = (since: Outcome, ...forms: number[]): string => {
    const worse = outcomeOf(phq, forms, { since }).courses.at(-1)?.worse;
    return worse ? `${worse.kind} ${worse.level}` : '-';
  };

  it('is no news again once somebody has heard of it, and is where nobody has', () => {
    expect(then(told(8, 9, 10), 9, 9, 10)).toBe('line 0');
    expect(then(outcomeOf(phq, [8, 9, 10]), 9, 9, 10)).toBe('line 1');
  });

  it('was not heard of where it was a mere touch', () => expect(then(told(9, 10), 9, 9, 10)).toBe('line 1'));

  it('is news after a form that was clearly better than what was heard of, at its worst', () => {
    expect(then(told(8, 9, 10), 9, 4, 9, 9, 10)).toBe('line 1');
    expect(then(told(8, 9, 10), 9, 5, 9, 9, 10)).toBe('line 0');
    expect(then(told(8, 9, 10), 13, 7, 9, 9, 10)).toBe('line 1');
    expect(then(told(8, 9, 10), 13, 8, 9, 9, 10)).toBe('line 0');
  });
});
