/** Every history, in both languages: what is told and when, what is not, where it stands at the end, and in which words. */
import { LANGUAGES } from '#lib/kernel';
import { faultsOf } from './faults.js';
import { live, type Lived } from './live.js';
import type { History } from './history.js';
import { HISTORIES, SUBJECTS } from './roster.js';
import { wordFaults } from './words.js';

const lives = new Map<string, Lived>();

/** Lived through once, read in each language. */
function lifeOf({ id, course }: History): Lived {
  const known = lives.get(id) ?? live(course);
  lives.set(id, known);
  return known;
}

describe.each(LANGUAGES)('in %s', (language) => {
  describe.each(SUBJECTS)('$subject', ({ histories }) => {
    it.each(histories)('$id: $name', (history) => {
      const lived = lifeOf(history);
      expect([...faultsOf(history, lived), ...wordFaults(history, lived, language)]).toEqual([]);
    });
  });
});

describe('the histories', () => {
  it('are at least 80, each with a name of its own', () => {
    expect(HISTORIES.length).toBeGreaterThanOrEqual(80);
    expect(new Set(HISTORIES.map(({ id }) => id)).size).toBe(HISTORIES.length);
    expect(new Set(HISTORIES.map(({ name }) => name)).size).toBe(HISTORIES.length);
  });

  it('hold silence as often as it is right: in a third to a half of them nothing is told', () => {
    const silent = HISTORIES.filter(({ told }) => told.length === 0).length / HISTORIES.length;
    expect(silent).toBeGreaterThan(0.3);
    expect(silent).toBeLessThan(0.55);
  });

  it('say of each why', () => expect(HISTORIES.filter(({ wants }) => !/^[A-Z].{30,}\.$/.test(wants))).toEqual([]));
});
