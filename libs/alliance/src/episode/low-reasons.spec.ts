/** A part that is low all the time, on forms that otherwise look fine: no fall, and no steady state. */
import type { ClinicEvent } from '#lib/events';
import { instrumentOf, partsOf } from '#lib/instruments';
import { DEFAULT_WORDINGS, summarise } from '#lib/presentation';
import { stateWith } from '../../spec/alerts.js';
import { filled, pulseWith } from '../../spec/forms.js';
import { fallen } from '../../spec/judged.js';
import { form, seriesOf, silent, weekly } from '../../spec/series.js';
import { DEFAULT_RULES } from '../rules/clinic-rules.js';
import type { EpisodeState } from '../state/episode-state.js';
import type { Rating } from '../state/series.js';
import { lowReason } from './low-reasons.js';
import { on, opened } from '../../spec/history.js';
import { attentionOf } from './attention.js';
import { foldEpisode } from './episode.js';

const weeks = (count: number): number[] => Array.from({ length: count }, (_, i) => 7 * (i + 1));
const because = (...events: readonly ClinicEvent[]) => attentionOf(foldEpisode([opened(), ...events])).because;
const line = (language: 'en' | 'de', ...events: readonly ClinicEvent[]): string =>
  summarise(foldEpisode([opened(), ...events]), undefined, DEFAULT_WORDINGS.in[language]).reason;
const lowOn = (answers: Readonly<Record<string, number>>, count = 3): readonly ClinicEvent[] =>
  weeks(count).map((at) => pulseWith(at, answers));

describe('a part that is low from the first hour on', () => {
  it.each([
    ['S1', 'p6', 'trust'],
    ['S3', 'p1', 'empathy'],
    ['S4', 'p2', 'listening'],
    ['S5', 'p3', 'acceptance'],
    ['S6', 'p4', 'goal'],
    ['S6', 'p5', 'task'],
    ['S13', 'p8', 'coping-goals'],
  ])('%s: %s at 3 on three forms asks for a look at %s, and no alert is raised', (_, item, part) => {
    const state = foldEpisode([opened(), ...lowOn({ [item]: 3 })]);
    expect(state.alerts).toEqual([]);
    expect(attentionOf(state)).toEqual({ attention: 'keep-an-eye', because: { code: 'part-low', part } });
  });

  it('says which part, in both languages', () => {
    expect(line('en', ...lowOn({ p6: 3 }, 5))).toBe('Low on the last three forms: trust');
    expect(line('de', ...lowOn({ p6: 3 }, 5))).toBe('Auf den letzten drei Bögen niedrig: Vertrauen');
  });

  it('on the WAI-SR as well, by its scale', () => {
    const all = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`waisr-${i + 1}`, 5]));
    const goals = Object.fromEntries([4, 6, 8, 11].map((n) => [`waisr-${n}`, 2]));
    const forms = weeks(3).map((at) => filled(at, { code: 'wai-sr' }, { ...all, ...goals }));
    expect(because(...forms)).toEqual({ code: 'part-low', part: 'goal' });
  });

  it('on a line of the SRS says more than the level of the latest form', () => {
    const forms = weeks(3).map((at) =>
      filled(at, { code: 'srs' }, { 'srs-1': 10, 'srs-2': 10, 'srs-3': 4.5, 'srs-4': 10 }),
    );
    expect(because(...forms.slice(0, 2))).toEqual({ code: 'asking', rule: 'level' });
    expect(because(...forms)).toEqual({ code: 'part-low', part: 'task' });
  });

  it('of a member is named with the member', () => {
    const forms = weeks(3).flatMap((at) => [pulseWith(at, {}, 'member:ann'), pulseWith(at, { p6: 2 }, 'member:ben')]);
    expect(because(...forms)).toEqual({ code: 'part-low', part: 'trust', member: 'ben' });
    expect(line('en', ...forms)).toBe('Low on the last three forms of member ben: trust');
    expect(line('de', ...forms)).toBe('Auf den letzten drei Bögen von Mitglied ben niedrig: Vertrauen');
  });

  it.each<[string, ClinicEvent[]]>([
    ['two forms', weeks(2).map((at) => pulseWith(at, { p6: 3 }))],
    ['half of the scale', weeks(4).map((at) => pulseWith(at, { p6: 5 }))],
    ['a form in between that is not low', [3, 3, 6, 3, 3].map((p6, i) => pulseWith(7 * (i + 1), { p6 }))],
    ['a part that has risen', [3, 3, 3, 6].map((p6, i) => pulseWith(7 * (i + 1), { p6 }))],
  ])('is none on %s', (_, forms) => expect(because(...forms).code).toMatch(/^(steady|two-forms)$/));

  it('is none where it was not answered', () =>
    expect(because(...weeks(2).map((at) => pulseWith(at, { p6: 3 })), unanswered(21))).toEqual({ code: 'steady' }));
});

const unanswered = (at: number): ClinicEvent =>
  on(at, 'feedback.submitted', {
    ...{ form: `f${at}`, respondent: 'client', instrument: { code: 'pulse', version: '1' } },
    items: ['p1', 'p2', 'p3', 'p4', 'p5', 'p7', 'p8'].map((item) => ({ item, value: 9 })),
  });

describe('which of several low parts is named', () => {
  const openedAs = (approach: string): ClinicEvent => on(0.5, 'episode.updated', { approach } as never);

  it('is what the approach looks at first, and else the lowest', () => {
    const forms = lowOn({ p5: 4, p2: 2, p3: 3 });
    expect(because(openedAs('cbt'), ...forms)).toMatchObject({ part: 'task' });
    expect(because(openedAs('dbt'), ...forms)).toMatchObject({ part: 'acceptance' });
    expect(because(openedAs('psychodynamic'), ...forms)).toMatchObject({ part: 'listening' });
  });
});

describe('what says more', () => {
  it('is that the whole form is low', () => {
    const [first, ...later] = lowOn({ p1: 4, p2: 4, p3: 4, p4: 4, p5: 4, p6: 4 }, 9);
    expect(because(first as ClinicEvent, ...later)).toMatchObject({ code: 'alert' });
    const high = weeks(2).map((at) => pulseWith(at, { p1: 10, p2: 10, p3: 10 }));
    const fell = [21, 28, 35].map((at) => pulseWith(at, { p1: 4, p2: 4, p3: 4, p4: 4, p5: 4, p6: 4, p7: 4, p8: 4 }));
    expect(because(...high, ...fell)).toMatchObject({ code: 'alert' });
  });

  it('is a part that fell', () => {
    const forms = [...weeks(5).map((at) => pulseWith(at)), pulseWith(42, { p6: 1 })];
    expect(because(...forms)).toMatchObject({ code: 'alert' });
  });

  it('is a person’s word that it was none', () => {
    const fell = [49, 56, 63].map((at) => pulseWith(at, { p6: 1 }));
    const forms = [...weeks(5).map((at) => pulseWith(at)), pulseWith(42, { p6: 1 })];
    const [alert] = foldEpisode([opened(), ...forms]).alerts;
    const wrong = on(43, 'alert.overridden', { alert: alert?.key ?? '', by: 'k1', reason: 'wrong' } as never);
    expect(because(...forms, wrong, ...fell)).toEqual({ code: 'steady' });
  });
});

it('S21: a clinician who comes to see the hours as far worse than the client does is a reason to look, and no alert', () => {
  const own = [8, 8, 8, 4, 4].map((level, i) =>
    pulseWith(7 * (i + 1), { p1: level, p2: level, p3: level, p4: level, p5: level, p6: level }, 'clinician'),
  );
  const forms = [...weeks(5).map((at) => pulseWith(at)), ...own];
  expect(foldEpisode([opened(), ...forms]).alerts).toEqual([]);
  expect(because(...forms)).toEqual({ code: 'asking', rule: 'seen-differently' });
  expect(because(...forms.slice(0, -1))).toEqual({ code: 'steady' });
});

describe('what the latest forms say, of a made-up course', () => {
  const pulse = instrumentOf({ code: 'pulse', version: '1' });
  const parts = (given: Readonly<Record<string, number>>): readonly number[] =>
    pulse ? partsOf(pulse).map(({ code }) => given[code] ?? 90) : [];
  const reason = (ratings: readonly Rating[], more: Partial<EpisodeState> = {}) =>
    lowReason(stateWith([], { series: [seriesOf(ratings)], ...more }), DEFAULT_RULES);
  /** So many forms with these parts, the last of them with what rules said of it. */
  const forms = (given: Readonly<Record<string, number>>, rules: readonly string[] = [], count = 3) =>
    Array.from({ length: count }, (_, i) =>
      form(7 * i + 7, 85, { parts: parts(given), ...(i === count - 1 ? { rules } : {}) }),
    );
  const LOW = { trust: 40 };

  it.each([
    [['level'], 'level', 'part-low'],
    [['low-mark'], 'low-mark', 'part-low'],
    [['small-fall'], 'small-fall', 'part-low'],
    [['seen-differently'], 'seen-differently', 'asking'],
    [['reliable-drop', 'level'], 'level', 'part-low'],
  ])('%j is told as %s, and beside a part that stays low as %s', (rules, rule, code) => {
    expect(reason(forms({}, rules))).toEqual({ code: 'asking', rule });
    expect(reason(forms(LOW, rules))).toEqual(code === 'asking' ? { code, rule } : { code, part: 'trust' });
    expect(reason([...forms(LOW, rules), silent(28)])).toEqual(reason(forms(LOW, rules)));
  });

  it('is nothing where no rule asks, or there is no answer', () => {
    expect(reason(forms({}, ['reliable-drop']))).toBeUndefined();
    expect(reason(forms(LOW, [], 2))).toBeUndefined();
    expect(reason([form(7, null), silent(14)])).toBeUndefined();
    expect(lowReason(stateWith([]), DEFAULT_RULES)).toBeUndefined();
  });

  it('is the part that fell most, where a part fell', () => {
    const fell = (given: Readonly<Record<string, number>>) => [
      ...forms({}, [], 4),
      form(35, 85, { parts: parts(given), rules: ['part-fell'] }),
    ];
    expect(reason(fell({ trust: 20 }))).toEqual({ code: 'part-lower', part: 'trust' });
    expect(reason([...fell({ trust: 20 }), silent(42), form(43, null)])).toEqual({ code: 'part-lower', part: 'trust' });
    expect(reason(fell({ trust: 40, goal: 10 }))).toEqual({ code: 'part-lower', part: 'goal' });
    expect(reason(fell({ trust: 10, goal: 40 }))).toEqual({ code: 'part-lower', part: 'trust' });
    expect(reason(fell({}))).toBeUndefined();
  });

  it('is no part that a person said is no strain', () => {
    const low = forms({ trust: 40, listening: 30 });
    const setAside = (facts: Readonly<Record<string, string>>, state: 'withdrawn' | 'repaired' = 'withdrawn') =>
      reason(low, { rupture: fallen({ state, facts }) });
    expect(reason(low)).toEqual({ code: 'part-low', part: 'trust' });
    expect(setAside({ part: 'trust' })).toEqual({ code: 'part-low', part: 'listening' });
    expect(setAside({ alsoPart: 'trust' })).toEqual({ code: 'part-low', part: 'listening' });
    expect(setAside({ part: 'trust', alsoPart: 'listening' })).toBeUndefined();
    expect(setAside({ part: 'trust', alsoPart: 'listening' }, 'repaired')).toEqual({ code: 'part-low', part: 'trust' });
  });

  describe('seen worse by the clinician', () => {
    const seen = { code: 'asking', rule: 'seen-differently' };
    const twin = (values: readonly (number | null)[]) => weekly(values, { respondent: 'clinician' });
    const many = (count: number, value: number): number[] => Array.from({ length: count }, () => value);
    const of = (own: readonly (number | null)[], theirs: readonly number[]) =>
      reason([], { series: [weekly(own), twin(theirs)] });

    it('is told where it did not use to be so, of late', () => {
      const lately = [...many(10, 90), 60, 60];
      expect(of(many(12, 90), lately)).toEqual(seen);
      expect(of(many(25, 90), [...many(13, 60), ...lately])).toEqual(seen);
      expect(of(many(12, 90), many(12, 60))).toBeUndefined();
      expect(of(many(12, 90), many(12, 90))).toBeUndefined();
    });

    it('passes over a form without a score', () =>
      expect(of([90, 90, 90, 90, null], [90, 90, 60, 60, 60])).toEqual(seen));
  });
});
