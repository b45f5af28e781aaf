import { clinicianPulse, day, emptyPulse, opened, pulse } from '../../../alliance/spec/history.js';
import { DEFAULT_RULES, foldEpisode } from '#lib/alliance';
import { referencesOf } from './references.js';

describe('a clinic’s own reference', () => {
  const state = (...levels: number[]) => foldEpisode([opened(), ...levels.map((level, n) => pulse(n + 1, level))]);
  const forty = Array.from({ length: 4 }, () => state(60, 70, 80, 90, 100, 60, 70, 80, 90, 100));

  it('is the mean and spread of its clients’ ratings', () =>
    expect(referencesOf(forty, DEFAULT_RULES)).toEqual([{ code: 'pulse', version: '1', mean: 80, sd: 14.32 }]));

  const flat = (level: number, n: number) =>
    foldEpisode([opened(), ...Array.from({ length: n }, (_, i) => pulse(i + 1, level))]);

  it('begins with thirty ratings, of which one at least is another', () => {
    const levels = Array.from({ length: 29 }, (_, n) => (n % 2 === 0 ? 60 : 80));
    expect(referencesOf([state(...levels)], DEFAULT_RULES)).toEqual([]);
    expect(referencesOf([state(...levels, 80)], DEFAULT_RULES)).toMatchObject([{ mean: 70, sd: 10.17 }]);
    expect(referencesOf([flat(80, 40)], DEFAULT_RULES)).toEqual([]);
  });

  it('counts up to the day and on it', () => {
    const levels = Array.from({ length: 31 }, (_, n) => (n % 2 === 0 ? 60 : 80));
    expect(referencesOf([state(...levels)], DEFAULT_RULES, day(30))).toMatchObject([{ mean: 70 }]);
    expect(referencesOf([state(...levels)], DEFAULT_RULES, day(29.9))).toEqual([]);
  });

  it('is made of what clients said of the alliance, form by form', () => {
    const levels = [60, 70, 80, 90, 100, 60, 70, 80, 90, 100];
    const theirs = levels.map((level, n) => clinicianPulse(n + 1, level));
    expect(referencesOf(Array(4).fill(foldEpisode([opened(), ...theirs])), DEFAULT_RULES)).toEqual([]);
    const [pulses] = forty[0]?.series ?? [];
    const as = (instrument: string) => ({ ...foldEpisode([]), series: pulses ? [{ ...pulses, instrument }] : [] });
    expect(referencesOf(Array(4).fill(as('ors')), DEFAULT_RULES)).toEqual([]);
    const mixed = ['wai-sr', 'pulse', 'wai-sr', 'pulse', 'wai-sr', 'pulse'].map(as);
    expect(referencesOf(mixed.toReversed(), DEFAULT_RULES)).toEqual(referencesOf(mixed, DEFAULT_RULES));
    expect(referencesOf(mixed, DEFAULT_RULES).map(({ code, mean }) => [code, mean])).toEqual([
      ['pulse', 80],
      ['wai-sr', 80],
    ]);
  });

  it('passes over forms without a score', () => {
    const empty = foldEpisode([opened(), ...Array.from({ length: 40 }, (_, n) => emptyPulse(n + 1))]);
    expect(referencesOf([empty, ...forty], DEFAULT_RULES)).toMatchObject([{ mean: 80, sd: 14.32 }]);
    expect(referencesOf([empty], DEFAULT_RULES)).toEqual([]);
  });

  it('is none of a few, and knows nothing from later', () => {
    expect(referencesOf(forty.slice(0, 2), DEFAULT_RULES)).toEqual([]);
    expect(referencesOf(forty, DEFAULT_RULES, day(3))).toEqual([]);
  });
});
