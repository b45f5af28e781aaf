import { booked, day, iso, missed, on, opened, pulse } from '../../spec/history.js';
import type { ClinicEvent } from '#lib/events';
import { DEFAULT_RULES, type ClinicRules } from '../rules/clinic-rules.js';
import { alertsOf, continueEpisode, foldEpisode } from './episode.js';

const steady = [opened(), ...[90, 90, 90].map((level, i) => pulse(7 * (i + 1), level))];
const fallen = pulse(28, 65);
/** So many forms at a level after the fall, nothing felt off. */
const forms = (...levels: readonly number[]): readonly ClinicEvent[] =>
  levels.map((level, i) => pulse(35 + 7 * i, level));
const yes = (at: number, level: number): ClinicEvent => pulse(at, level, [2, 8, 2]);

const prompts = (events: readonly ClinicEvent[], rules: ClinicRules = DEFAULT_RULES) =>
  alertsOf(foldEpisode(events, rules)).filter(({ rule }) => rule === 'strain-open');
const told = (...after: readonly ClinicEvent[]) => prompts([...steady, fallen, ...after]).map(({ cause }) => cause);
const FIRST = 'pulse-28-client';

describe('a strain whose prompt still waits [M3]', () => {
  it('is told anew when, after two quiet forms, the client says that something felt off', () => {
    expect(told(...forms(76, 77), yes(49, 76))).toEqual([FIRST, 'pulse-49-client']);
  });

  it('is told anew when, after two quiet forms, it falls again by more than the form’s own error', () => {
    expect(told(...forms(78, 78, 56))).toEqual([FIRST, 'pulse-49-client']);
  });

  it('has one live prompt then: the older one has eased', () => {
    const [older, newer] = prompts([...steady, fallen, ...forms(76, 77), yes(49, 76)]);
    expect([older?.status, newer?.status]).toEqual(['eased', 'open']);
    expect(foldEpisode([...steady, fallen, ...forms(76, 77), yes(49, 76)]).pastRuptures).toBe(1);
  });

  it.each([
    ['further down at once', [pulse(35, 45)]],
    ['a word after one quiet form only', [...forms(76), yes(42, 76)]],
    ['a plain yes week after week', [yes(35, 64), yes(42, 64), yes(49, 64)]],
    ['on at the same level', forms(66, 65, 66, 65, 66)],
    ['a small step down after two quiet forms', forms(77, 77, 70)],
    ['half of the way back, and no further', forms(76, 77, 76, 77, 76)],
  ])('is not told again: %s', (_, after) => expect(told(...after)).toEqual([FIRST]));

  it('is not told again while it is put off: it comes back by itself', () => {
    const key = prompts([...steady, fallen])[0]?.key ?? '';
    const putOff = on(28.5, 'alert.snoozed', { alert: key, by: 'k1', until: iso(80) });
    expect(told(putOff, ...forms(76, 77), yes(49, 76))).toEqual([FIRST]);
  });

  it('asks for as many quiet forms as the clinic set', () => {
    const three = { ...DEFAULT_RULES, parameters: { repair: { calmForms: 3 } } };
    expect(prompts([...steady, fallen, ...forms(76, 77), yes(49, 76)], three)).toHaveLength(1);
    expect(prompts([...steady, fallen, ...forms(76, 77, 76), yes(56, 76)], three)).toHaveLength(2);
  });

  it('is the same in whatever order it arrived, folded at once or in two parts', () => {
    const events = [...steady, fallen, ...forms(76, 77), yes(49, 76), pulse(56, 76)];
    const whole = foldEpisode(events);
    expect(foldEpisode(events.toReversed())).toEqual(whole);
    for (let cut = 1; cut < events.length; cut++)
      expect(continueEpisode(foldEpisode(events.slice(0, cut)), events.slice(cut))).toEqual(whole);
  });
});

describe('a prompt that rested on very little, in a clinic that asked for it', () => {
  const loud = { ...DEFAULT_RULES, parameters: { 'weak-signs': { perWeek: 0.5 } } };
  const away = [booked(26, 27), missed(27, 'client', 'a27'), booked(27.2, 27.5), missed(27.5, 'client', 'a27.5')];

  it('does not stand for a plain word that comes later', () => {
    const [little, word] = prompts([...steady, ...away, yes(28, 88)], loud);
    expect([little?.facts['small'], little?.status]).toEqual(['hour-missed', 'eased']);
    expect(word).toMatchObject({ cause: 'pulse-28-client', raisedAt: day(28), facts: { basis: 'said' } });
  });

  it('stands for another small sign', () => {
    expect(prompts([...steady, ...away, pulse(28, 82)], loud)).toHaveLength(1);
  });
});
