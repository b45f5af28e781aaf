import fc from 'fast-check';
import { DAY } from '#lib/kernel';
import {
  BUDGETS,
  GOOD_NEWS,
  HALF_LIFE_DAYS,
  HORIZON_DAYS,
  KEEPS,
  STRAIN_POINTS,
  thresholdOf,
  USUAL_BUDGET,
  type NewsCode,
  type SignCode,
} from './points.v1.js';
import { scoreAt, sinksTo, type GoodNews, type Sign } from './strain-score.js';

const sign = (code: SignCode, day: number, times = 1): Sign => ({
  code,
  at: day * DAY,
  about: `${code} ${day}`,
  event: `practice ${code}-${day}`,
  times,
});
const good = (code: NewsCode, day: number): GoodNews => ({ code, at: day * DAY });
const pointsOf = (signs: readonly Sign[], day: number, news: readonly GoodNews[] = []): number =>
  scoreAt({ signs, news }, day * DAY).points;

const anySign = fc
  .tuple(fc.constantFrom(...(Object.keys(STRAIN_POINTS) as SignCode[])), fc.integer({ min: 0, max: 80 }))
  .map(([code, day]) => sign(code, day));
const anyNews = fc
  .tuple(fc.constantFrom(...(Object.keys(GOOD_NEWS) as NewsCode[])), fc.integer({ min: 0, max: 80 }))
  .map(([code, day]) => good(code, day));

describe('the strain score', () => {
  it('is the sum of its terms, each the points of one kind of sign, the largest first', () => {
    const { points, terms } = scoreAt({ signs: [sign('task-not-done', 5), sign('hour-missed', 5)], news: [] }, 5 * DAY);
    expect(terms).toEqual([
      { code: 'hour-missed', points: STRAIN_POINTS['hour-missed'].points },
      { code: 'task-not-done', points: STRAIN_POINTS['task-not-done'].points },
    ]);
    expect(points).toBe(STRAIN_POINTS['hour-missed'].points + STRAIN_POINTS['task-not-done'].points);
  });

  it('halves what is one half-life old, and forgets what is older than it looks', () => {
    const whole = STRAIN_POINTS['hour-missed'].points;
    expect(pointsOf([sign('hour-missed', 0)], HALF_LIFE_DAYS)).toBeCloseTo(whole / 2, 9);
    expect(scoreAt({ signs: [sign('hour-missed', 0)], news: [] }, HORIZON_DAYS * DAY).apart).toBe(0);
    expect(pointsOf([sign('hour-missed', 0)], 3 * HALF_LIFE_DAYS)).toBeCloseTo(whole / 8, 9);
    expect(pointsOf([sign('hour-missed', 0)], HORIZON_DAYS + 1)).toBe(0);
  });

  it('does not know what comes later', () => {
    expect(pointsOf([sign('hour-missed', 6)], 5)).toBe(0);
    expect(pointsOf([sign('hour-missed', 5)], 5, [good('hour-kept', 6)])).toBe(STRAIN_POINTS['hour-missed'].points);
  });

  it('takes back what good news of the same kind came after, and nothing else', () => {
    const before = [sign('hour-missed', 1), sign('form-unanswered', 1)];
    const left = scoreAt({ signs: before, news: [good('hour-kept', 2)] }, 2 * DAY).terms;
    const untouched = scoreAt({ signs: before, news: [] }, 2 * DAY).terms;
    const of = (terms: typeof left, code: SignCode): number => terms.find((term) => term.code === code)?.points ?? 0;
    expect(of(left, 'hour-missed')).toBeCloseTo(KEEPS * of(untouched, 'hour-missed'), 9);
    expect(of(left, 'form-unanswered')).toBe(of(untouched, 'form-unanswered'));
    expect(pointsOf([sign('hour-missed', 3)], 3, [good('hour-kept', 2)])).toBe(STRAIN_POINTS['hour-missed'].points);
  });

  it('counts only the latest few of a kind', () => {
    const many = Array.from({ length: 8 }, () => sign('form-unanswered', 5));
    const { points, counts } = STRAIN_POINTS['form-unanswered'];
    expect(pointsOf(many, 5)).toBe(points * counts);
  });

  it('names those of equal points in one order, and none that has sunk to nothing', () => {
    const codes = (...signs: Sign[]): SignCode[] =>
      scoreAt({ signs, news: [] }, 30 * DAY).terms.map((term) => term.code);
    expect(codes(sign('hour-missed', 30), sign('cancelled-late', 30))).toEqual(['cancelled-late', 'hour-missed']);
    expect(codes(sign('cancelled-late', 30), sign('hour-missed', 30))).toEqual(['cancelled-late', 'hour-missed']);
    expect(codes(sign('task-not-done', 10), sign('hour-missed', 25))).toEqual(['hour-missed']);
  });

  it('counts of several at one instant those that are most, and good news of the same instant not against them', () => {
    const lower = (times: number): Sign => ({ ...sign('form-lower', 5, times), about: `f${times}` });
    expect(pointsOf([lower(1), lower(3), lower(2)], 5)).toBe(5 * STRAIN_POINTS['form-lower'].points);
    expect(pointsOf([lower(1)], 5, [good('form-as-usual', 5)])).toBe(STRAIN_POINTS['form-lower'].points);
    const faded = (times: number) => scoreAt({ signs: [sign('form-lower', 0, times)], news: [] }, 15 * DAY).apart;
    expect([faded(3), faded(1)]).toEqual([1, 0]);
  });

  it.each<[NewsCode, string]>([
    ['form-as-usual', 'relationship calendar'],
    ['repair-marked', 'relationship'],
    ['good-marked', 'relationship'],
    ['hour-kept', 'calendar'],
    ['task-done', 'tasks'],
  ])('is halved by %s where the sign is of: %s', (news, groups) => {
    const kinds: Readonly<Record<string, readonly SignCode[]>> = {
      relationship: [
        ...(['form-lower', 'part-lower', 'said-a-little', 'said-it-mattered', 'said-not-sorted-out'] as const),
        ...(['clinician-felt-off', 'note-marked', 'form-unanswered'] as const),
      ],
      calendar: ['hour-missed', 'cancelled-late', 'cancelled-in-time'],
      tasks: ['task-not-done'],
    };
    const halved = (Object.keys(STRAIN_POINTS) as SignCode[]).filter(
      (code) => pointsOf([sign(code, 1)], 2, [good(news, 2)]) < 0.9 * pointsOf([sign(code, 1)], 2),
    );
    expect(halved.toSorted()).toEqual(
      groups
        .split(' ')
        .flatMap((group) => kinds[group] ?? [])
        .toSorted(),
    );
  });

  it('keeps apart what the clinician wrote', () => {
    const { points, fromOthers } = scoreAt(
      { signs: [sign('note-marked', 5), sign('task-not-done', 5)], news: [] },
      5 * DAY,
    );
    expect(points - fromOthers).toBe(STRAIN_POINTS['note-marked'].points);
  });

  it('tells how many things were noticed: a form, its lowest part and a word on it are one', () => {
    const on = (code: SignCode): Sign => ({ ...sign(code, 5), about: 'f1' });
    const apartOf = (...signs: Sign[]): number => scoreAt({ signs, news: [] }, 5 * DAY).apart;
    expect(apartOf(on('form-lower'), on('part-lower'))).toBe(1);
    expect(apartOf(on('form-lower'), on('said-a-little'), on('said-it-mattered'))).toBe(1);
    expect(apartOf(on('form-lower'), { ...on('form-lower'), about: 'f2' })).toBe(1);
    expect(apartOf(on('form-lower'), { ...on('said-a-little'), about: 'f2' })).toBe(2);
    expect(apartOf(on('form-lower'), sign('hour-missed', 5))).toBe(2);
    expect(apartOf(sign('form-unanswered', 5), sign('hour-missed', 5), sign('hour-missed', 4))).toBe(3);
    expect(apartOf(on('form-lower'), sign('hour-missed', 5 - 4 * HALF_LIFE_DAYS))).toBe(1);
  });

  it('is the same in whatever order its signs came', () => {
    fc.assert(
      fc.property(fc.array(anySign, { maxLength: 12 }), fc.array(anyNews, { maxLength: 6 }), (signs, news) => {
        const told = scoreAt({ signs, news }, 60 * DAY);
        const back = scoreAt({ signs: signs.toReversed(), news: news.toReversed() }, 60 * DAY);
        expect(back.terms.map(({ code }) => code)).toEqual(told.terms.map(({ code }) => code));
        expect(back.points).toBeCloseTo(told.points, 9);
      }),
    );
  });

  it('never rises by time or by good news, and is never below nought', () => {
    fc.assert(
      fc.property(fc.array(anySign, { maxLength: 12 }), fc.array(anyNews, { maxLength: 6 }), (signs, news) => {
        const [first, later] = [81, 95].map((day) => pointsOf(signs, day, news)) as [number, number];
        expect(later).toBeLessThanOrEqual(first + 1e-9);
        expect(first).toBeLessThanOrEqual(pointsOf(signs, 81) + 1e-9);
        expect(later).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('says when it will have sunk to a level', () => {
    const at = 5 * DAY;
    expect(sinksTo(1, { points: 2, at })).toBe(at + HALF_LIFE_DAYS * DAY);
    expect(sinksTo(1, { points: 4, at })).toBe(at + 2 * HALF_LIFE_DAYS * DAY);
    expect(sinksTo(2, { points: 8, at })).toBe(at + 2 * HALF_LIFE_DAYS * DAY);
    expect(sinksTo(1, { points: 1, at })).toBe(at);
    expect(sinksTo(1, { points: 0.2, at })).toBe(at);
  });
});

describe('the figures of the score', () => {
  it('have a reason each, and none that a client gives begins a strain by itself', () => {
    for (const [code, { points, about }] of Object.entries(STRAIN_POINTS)) {
      expect(`${code}: ${about}`).toMatch(/: [A-Z].{20,}\.$/);
      expect(points).toBeGreaterThan(0);
    }
    const theirs = Object.values(STRAIN_POINTS).filter((one) => !('own' in one && one.own));
    expect(Math.max(...theirs.map(({ points }) => points))).toBeLessThan(thresholdOf(USUAL_BUDGET));
  });

  it('ask for more points where fewer prompts are wanted, and for no other number of them outside the table', () => {
    const thresholds = [0, 0.001, 0.02, 0.05, 0.1, 0.15, 0.3, 0.5, 1, 50].map(thresholdOf);
    expect(thresholds).toEqual(thresholds.toSorted((a, b) => b - a));
    expect(thresholdOf(0)).toBe(BUDGETS[0]?.threshold);
    expect(thresholdOf(50)).toBe(BUDGETS.at(-1)?.threshold);
    expect([0.015, 0.3, 0.45].map(thresholdOf)).toEqual([3.05, 1.65, 1.46].map((x): unknown => expect.closeTo(x, 9)));
    for (const { perWeek, threshold } of BUDGETS) expect(thresholdOf(perWeek)).toBe(threshold);
  });
});
