import { DEFAULT_RULES, foldEpisode } from '#lib/alliance';
import { attended, booked, missed, on, opened, pulse } from '../../alliance/spec/history.js';
import { budgetIn, proposeThreshold, STRICTER, tryThresholds, type ThresholdTrial } from './strain-threshold.js';

const DAY = 86_400_000;
const calm = [90, 88, 92, 90, 90].flatMap((level, i) => [attended(7 * (i + 1)), pulse(7 * (i + 1), level)]);
/** A form somewhat lower and two missed hours: enough for the score alone. */
const small = [booked(40, 44), missed(44, 'client', 'a44'), booked(44.2, 46), missed(46, 'client', 'a46')];
const history = [opened(), ...calm, pulse(42, 81), ...small];
const asOf = 2e12;

describe('one episode under many thresholds of the strain score', () => {
  it('tells what the score alone would have added, with what people said of it', () => {
    const [alert] = foldEpisode(history).alerts.filter(({ rule }) => rule === 'strain-open');
    const ended = on(46.5, 'alert.overridden', { alert: alert?.key ?? '', by: 'k1', reason: 'wrong' });
    const trial = tryThresholds([...history, ended], DEFAULT_RULES, asOf);
    expect([trial?.added.get(1), trial?.added.get(3), trial?.weeks.length]).toEqual([['wrong'], [], 5]);
  });

  it('leaves out an episode in which nobody came, and prompts that the rules give anyway', () => {
    expect(tryThresholds([opened(), pulse(1, 80)], DEFAULT_RULES, asOf)).toBeUndefined();
    const fallen = tryThresholds([opened(), ...calm, pulse(42, 50)], DEFAULT_RULES, asOf);
    expect([...(fallen?.added.values() ?? [])].flat()).toEqual([]);
  });
});

describe('the proposed threshold', () => {
  const trial = (n: number, most: number): ThresholdTrial => ({
    began: n * DAY,
    weeks: Array.from({ length: 10 }, (_, i) => `${n} ${i}`),
    added: new Map(STRICTER.map((stricter) => [stricter, stricter <= most ? ['right' as const] : []])),
  });
  const budget = { perWeek: 0.05, stricter: 1 };

  it('is the lowest that keeps the budget where it is chosen, and is shown on those that began later', () => {
    const trials = Array.from({ length: 20 }, (_, n) => trial(n, n < 14 ? 1 : 2));
    const proposal = proposeThreshold(trials, budget);
    expect(proposal).toMatchObject({ now: 1, proposed: 1.25, chosenOn: { episodes: 14 }, shownOn: { episodes: 6 } });
    const shown = proposal?.figures.find(({ stricter }) => stricter === 1.25);
    expect(shown).toEqual({
      ...{ stricter: 1.25, whileChoosing: 0 },
      ...{ prompts: 6, perClinicianWeek: 0.1, right: 6, wrong: 0 },
    });
    expect(proposal?.figures.find(({ stricter }) => stricter === 1)?.whileChoosing).toBe(0.1);
  });

  it('goes down where a clinic hears less than it asked for', () => {
    const quiet = Array.from({ length: 20 }, (_, n) => trial(n, 0));
    expect(proposeThreshold(quiet, budget)?.proposed).toBe(STRICTER[0]);
  });

  it('is none where the history is too short', () =>
    expect(proposeThreshold([trial(1, 1), trial(2, 1)], budget)).toBeUndefined());

  it('takes effect in the fold once it is among the rules of the clinic', () => {
    const strict = { ...DEFAULT_RULES, parameters: { 'weak-signs': { stricter: 3 } } };
    const told = (rules: typeof strict | typeof DEFAULT_RULES): number =>
      foldEpisode(history, rules).alerts.filter(({ rule }) => rule === 'strain-open').length;
    expect([told(DEFAULT_RULES), told(strict), budgetIn(strict)]).toEqual([1, 0, { perWeek: 0.05, stricter: 3 }]);
  });
});
