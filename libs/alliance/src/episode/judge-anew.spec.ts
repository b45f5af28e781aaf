import { booked, day, iso, missed, on, opened, pulse } from '../../spec/history.js';
import type { ClinicEvent } from '#lib/events';
import { DEFAULT_RULES, type ClinicRules } from '../rules/clinic-rules.js';
import { instrumentOf, type Instrument } from '#lib/instruments';
import { alertOf, stateWith } from '../../spec/alerts.js';
import { fallen as strain } from '../../spec/judged.js';
import { ratingOccasion } from '../../spec/ratings.js';
import { coded } from '../../spec/series.js';
import type { Occasion } from '../ruptures/rupture-rule.js';
import type { Alert } from '../state/alert.js';
import type { EpisodeState } from '../state/episode-state.js';
import type { Rated } from '../state/series.js';
import { alertsOf, continueEpisode, foldEpisode } from './episode.js';
import { judgeAnew } from './judge-anew.js';

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

describe('what is heard while a strain is told', () => {
  const pulseForm = instrumentOf({ code: 'pulse', version: '1' }) as Instrument;
  const rated = (...values: readonly number[]) => ratingOccasion(pulseForm, values);
  const anew = (more: Partial<EpisodeState>, occasion: Occasion, repair = {}): boolean =>
    judgeAnew(stateWith(more.alerts ?? [], more), occasion, { parameters: { repair }, shadow: [] }).anew;

  describe('by very little', () => {
    const little = strain({ rules: ['weak-signs'], facts: { together: 'one', small: 'form-lower' } });
    const sign = { at: day(9), times: 1, event: null };
    const signs: Occasion = {
      ...{ kind: 'signs', news: [], at: day(9), event: 's x' },
      signs: [
        { ...sign, code: 'form-lower', about: 'f', times: 3 },
        { ...sign, code: 'hour-missed', about: 'h' },
      ],
    };
    const marked: Occasion = { kind: 'marked', hours: [coded(9, ['rupture.confrontation 3'])] };

    it('begins another strain where it is a form that says much', () => {
      expect(anew({ rupture: little }, rated(90, 90, 60))).toBe(true);
      expect(anew({ rupture: little }, rated(90, 90, 85))).toBe(false);
      expect(anew({ rupture: strain() }, rated(90, 90, 60))).toBe(false);
      expect(anew({ rupture: null }, rated(90, 90, 60))).toBe(false);
      expect(anew({ rupture: { ...little, probableAt: null } }, rated(90, 90, 60))).toBe(false);
    });

    it.each([
      ['more small signs', signs],
      ['a mark', marked],
    ])('does not by %s', (_, occasion) => {
      expect(anew({ rupture: little }, occasion)).toBe(false);
      const { verdict } = judgeAnew(stateWith([], { rupture: little }), occasion, { parameters: {}, shadow: [] });
      expect(verdict.tier).toBe('probable');
    });
  });

  describe('after forms that were quiet', () => {
    const rupture = strain({ probableAt: day(7) });
    const told = alertOf('strain-open', 'c1');
    /** Two forms on days 14 and 21, then one that is clearly worse. */
    const quiet = (more: Partial<Rated> = {}): Occasion => {
      const occasion = rated(90, 60, 76, 77, 50);
      return { ...occasion, rated: occasion.rated.map((one, i) => (i === 3 ? { ...one, ...more } : one)) };
    };
    const after = (alerts: readonly Alert[], more: Partial<Rated> = {}) => anew({ rupture, alerts }, quiet(more));

    it.each<[string, boolean, readonly Alert[]]>([
      ['waits', true, [told]],
      ['is taken', true, [{ ...told, status: 'acknowledged' }]],
      ['waits beside another', true, [alertOf('low-start', 'x'), told, alertOf('low-start', 'y')]],
      ['was put off', false, [{ ...told, status: 'snoozed' }]],
      ['has ended', false, [{ ...told, status: 'resolved' }]],
      ['was about something else', false, [alertOf('strain-open', 'another')]],
      ['was another prompt', false, [alertOf('missed-during-strain', 'c1')]],
      ['was none', false, []],
    ])('begins another strain where the prompt %s: %j', (_, found, alerts) => expect(after(alerts)).toBe(found));

    it.each<[boolean, Partial<Rated>]>([
      [true, { probe: { felt: 0, mattered: null, sortedOut: null } }],
      [true, { probe: { felt: 1, mattered: 3, sortedOut: 9 } }],
      [false, { probe: { felt: 1, mattered: 3, sortedOut: 2 } }],
      [true, { rules: ['level'] }],
      [false, { rules: ['reliable-drop'] }],
      [false, { rules: ['level', 'reliable-drop'] }],
    ])('that is %s where one of them says %j', (found, more) => expect(after([told], more)).toBe(found));

    it('only where all of them came after it was told, and somebody was told', () => {
      const by = (more: Partial<typeof rupture>) => anew({ rupture: { ...rupture, ...more }, alerts: [told] }, quiet());
      expect(by({ probableAt: day(14) - 1 })).toBe(true);
      expect(by({ probableAt: day(14) })).toBe(false);
      expect(by({ probableAt: null, state: 'suspected' })).toBe(false);
      expect(by({ state: 'repaired' })).toBe(false);
    });

    it('only where there are as many as it takes', () => {
      const since = { rupture: { ...rupture, probableAt: day(-1) }, alerts: [told] };
      expect(anew(since, rated(76, 77, 50))).toBe(true);
      expect(anew(since, rated(77, 50))).toBe(false);
      expect(anew(since, rated(76, 77, 50), { calmForms: 3 })).toBe(false);
    });
  });
});
