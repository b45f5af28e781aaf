import type { ClinicEvent } from '#lib/events';
import { day, on, opened, pulse, srsForm, withRupture } from '../../spec/history.js';
import { fallen, found, judged, noted, sign } from '../../spec/judged.js';
import { ratedAs, ratingOccasion } from '../../spec/ratings.js';
import { rapportPulse } from '#lib/instruments';
import { SAME_HOUR, type Sign } from '#lib/courses';
import { foldEpisode } from '../episode/episode.js';
import type { CodedSession } from '../state/coded-session.js';
import type { Rupture } from '../state/rupture.js';
import type { RuptureTier } from '../state/rupture-tier.js';
import { isNews, ruptureAfter, sinceAnswer, type JudgedByRules } from './judge.js';
import { beginRupture, type Judged, type RuleFinding } from './repair.js';
import type { Occasion } from './rupture-rule.js';

const heard = (
  tier: RuptureTier | null,
  findings: readonly RuleFinding[] = [],
  more: Partial<Judged> = {},
): JudgedByRules => ({ ...judged('prompt', [], more), verdict: { tier, findings, shadow: [] } });

describe('one form or mark', () => {
  const low = found('level', 'suspected');

  it('begins a rupture from a suspicion on, unless it was so from the start', () => {
    expect(ruptureAfter(null, heard(null))).toBeNull();
    expect(ruptureAfter(null, heard('prompt', [found('low-mark', 'prompt')]))).toBeNull();
    expect(ruptureAfter(null, heard('suspected', [{ ...low, standing: true }]))).toBeNull();
    expect(ruptureAfter(null, heard('suspected', [low]))).toMatchObject({ state: 'suspected', rules: ['level'] });
  });

  it('strengthens one that stands, also by what was so from the start', () =>
    expect(ruptureAfter(fallen(), heard('suspected', [{ ...low, standing: true }]))?.rules).toEqual([
      'reliable-drop',
      'level',
    ]));

  it('follows nothing and calms nothing when it is a mark', () => {
    const half = noted({ state: 'repairing', calmForms: 1 });
    const mark = { series: null, sign: sign({ at: 2 * SAME_HOUR, value: null }) };
    expect(ruptureAfter(half, heard(null, [], mark))).toBe(half);
    expect(ruptureAfter(half, heard('prompt', [found('low-mark', 'prompt')], mark))).toBe(half);
  });

  it('leaves a rupture of small signs to their sum, until it speaks for rupture itself', () => {
    const begun = judged('probable', [found('weak-signs', 'probable')], { series: null, sign: sign({ value: null }) });
    const small = { ...beginRupture(begun), fadesAt: 99 };
    expect(ruptureAfter(small, heard(null))).toBe(small);
    expect(ruptureAfter(small, heard('prompt', [found('low-mark', 'prompt')]))).toBe(small);
    expect(ruptureAfter(small, heard('suspected', [low]))).toMatchObject({
      series: 'x@1/client',
      rules: ['weak-signs', 'level'],
      fadesAt: null,
    });
  });

  it('on another form, later than three days after the last, follows what is known from marks alone', () => {
    const known = noted({ series: 'y@1/client' });
    const at = (later: number) => ruptureAfter(known, heard(null, [], { sign: sign({ at: SAME_HOUR + later }) }));
    expect(at(0)).toBe(known);
    expect(at(1)).toMatchObject({ series: 'x@1/client', formsAfter: 1 });
    expect(ruptureAfter(fallen({ series: 'y@1/client' }), heard(null, [], { sign: sign({ at: 9e9 }) }))).toEqual(
      fallen({ series: 'y@1/client' }),
    );
  });
});

describe('after a prompt was ended', () => {
  const since = (occasion: Occasion) => sinceAnswer(occasion, day(7));

  it('of ratings the last that was known stays, to compare with', () => {
    const given = ratingOccasion(rapportPulse, [80, 81, 82]);
    expect(since(given)).toEqual({ ...given, rated: ratedAs([80, 81, 82]).slice(1), afterEnd: true });
    expect(sinceAnswer(given, day(-1))).toEqual({ ...given, afterEnd: true });
  });

  it('of marks and small signs those stay that came later', () => {
    const hours = [6, 7, 7.1].map((at) => ({ at: day(at) }) as CodedSession);
    expect(since({ kind: 'marked', hours })).toEqual({ kind: 'marked', hours: hours.slice(2), afterEnd: true });
    const signs = [6, 7, 7.1].map((at) => ({ at: day(at) }) as Sign);
    const given = { kind: 'signs', signs, news: [], at: day(8), event: 's 8' } as const;
    expect(since(given)).toEqual({ ...given, signs: signs.slice(2), afterEnd: true });
  });

  it('words are heard as such', () => {
    const [rating] = ratedAs([80]);
    if (!rating) throw new Error('no rating');
    expect(since({ kind: 'words', rating })).toEqual({ kind: 'words', rating, afterEnd: true });
  });

  it.each<[string, RuptureTier, RuleFinding[], boolean]>([
    ['a fall that is probable', 'probable', [found('reliable-drop', 'probable')], true],
    ['a suspicion', 'suspected', [found('level', 'suspected')], false],
    ['what goes on as it was', 'probable', [{ ...found('level', 'suspected'), standing: true }], false],
    ['two prompts', 'prompt', [found('low-mark', 'prompt')], false],
  ])('news are no more than they are: %s', (...[, tier, findings, news]) =>
    expect(isNews({ tier, findings, shadow: [] })).toBe(news),
  );
});

const rupture = (...events: ClinicEvent[]): Rupture | null => foldEpisode(events).rupture;
/** Four equal marks; a sum below 36 asks for a look. */
const srs = (at: number, mark: number): ClinicEvent => srsForm(at, mark, mark, mark, mark);
const confronted = (at: number): ClinicEvent =>
  on(at, 'note.alliance_markers_recorded', {
    note: `n${at}`,
    source: 'clinician',
    markers: [{ code: 'rupture.confrontation', significance: 4 }],
  });

describe('a rupture', () => {
  it('is followed in the series that it was found in, and in no other', () => {
    const elsewhere = [22, 24, 26, 28].map((at) => srs(at, 9.8));
    expect(rupture(...withRupture(), ...elsewhere)).toEqual(rupture(...withRupture()));
    expect(rupture(...withRupture(), ...elsewhere, pulse(30, 90))).toMatchObject({ state: 'repaired', formsAfter: 1 });
  });

  it('is not moved on by marks of its hours', () => {
    const marked = rupture(...withRupture(), confronted(24), confronted(26), confronted(28));
    expect(marked).toMatchObject({ state: 'open', formsAfter: 0, nadir: rupture(...withRupture())?.nadir });
  });

  it('is made surer by what another form shows', () => {
    const other = [srs(19, 9.8), ...withRupture().slice(-1), srs(22, 5)];
    const both = rupture(...withRupture().slice(0, -1), ...other);
    expect(both).toMatchObject({ state: 'open', onset: day(21), formsAfter: 0 });
    expect(both?.evidence).toContain('urn:practice srs-22');
  });

  it('is none where ratings were low from the first form on and sank a little', () => {
    const low = [srs(1, 8.8), srs(7, 8.5), srs(14, 8.2)];
    const { rupture, series } = foldEpisode([opened(), ...low]);
    expect(rupture).toBeNull();
    expect(series[0]?.ratings.at(-1)?.rules).toEqual(expect.arrayContaining(['level', 'small-fall']));
  });

  it('is none where only prompts speak', () => {
    const { rupture, series } = foldEpisode([opened(), srs(1, 9.8), srs(7, 9.4)]);
    expect(rupture).toBeNull();
    expect(series[0]?.ratings.at(-1)).toMatchObject({ verdict: 'prompt', rules: ['small-fall'] });
  });
});
