import { closed, day, iso, missed, named, on, opened, pulse, withRupture } from '../../spec/history.js';
import { stateWith } from '../../spec/alerts.js';
import { fallen, noted } from '../../spec/judged.js';
import { coded, form, seriesOf } from '../../spec/series.js';
import { DEFAULT_RULES } from '../rules/clinic-rules.js';
import type { EpisodeState } from '../state/episode-state.js';
import type { Series } from '../state/series.js';
import { continueEpisode, foldEpisode, alertsOf } from './episode.js';
import { codeSession, replaceRupture } from './rupture-markers.js';
import type { ClinicEvent, EventData } from '#lib/events';
import { summarise, narrate } from '#lib/presentation';

type Marks = EventData<'note.alliance_markers_recorded'>;
interface Ticks extends Partial<Pick<Marks, 'source' | 'serviceDate' | 'ownPart'>> {
  readonly note?: string;
}

const ticks = (
  at: number,
  codes: readonly string[],
  { note = `n${at}`, source = 'clinician', ...rest }: Ticks = {},
) => {
  const markers = codes.map((line) => {
    const [code, marker, significance] = line.split(' ');
    return { code, ...(marker ? { marker } : {}), ...(significance ? { significance: Number(significance) } : {}) };
  });
  const data = { note, source, ...rest, markers } as Omit<Marks, 'episode' | 'client'>;
  return named(`marks-${at}-${source}`, on(at, 'note.alliance_markers_recorded', data));
};
const CONFRONTED = 'rupture.confrontation complaints-about-activities 3';
const WITHDREW = 'rupture.withdrawal minimal-response 3';
const rupture = (...events: ClinicEvent[]) => foldEpisode(events).rupture;

describe('a marked hour', () => {
  it('begins a rupture of its kind, dated by the hour and told when it was marked', () => {
    const events = [opened(), ticks(9, [CONFRONTED], { serviceDate: iso(7) })];
    expect(rupture(...events)).toMatchObject({
      state: 'open',
      tier: 'probable',
      kind: 'confrontation',
      onset: day(7),
      probableAt: day(9),
      rules: ['coded-markers'],
    });
    expect(alertsOf(foldEpisode(events))).toEqual([]);
    const seen = [opened(), ticks(9, [CONFRONTED], { serviceDate: iso(7), source: 'supervisor' })];
    expect(alertsOf(foldEpisode(seen))).toMatchObject([{ rule: 'strain-open', facts: { basis: 'marked' } }]);
  });

  it('counts a withdrawal from the second on, within six weeks', () => {
    expect(rupture(opened(), ticks(1, [WITHDREW]))).toBeNull();
    expect(rupture(opened(), ticks(1, [WITHDREW]), ticks(8, [WITHDREW]))?.kind).toBe('withdrawal');
    expect(rupture(opened(), ticks(1, [WITHDREW, WITHDREW]))?.tier).toBe('probable');
    expect(rupture(opened(), ticks(1, [WITHDREW]), ticks(50, [WITHDREW]))).toBeNull();
  });

  it('tells nobody of a rupture that came and went within the hour', () => {
    const state = foldEpisode([opened(), ticks(7, [CONFRONTED, 'repair.achieved validate-the-defensive-stance'])]);
    expect(state.rupture).toMatchObject({ state: 'repaired', repairs: [{ achieved: true }] });
    expect(state.alerts).toEqual([]);
  });

  it('is taken back with its note', () => {
    const voided = on(10, 'note.voided', { note: 'n9', cause: 'entered-in-error' });
    expect(rupture(opened(), ticks(9, [CONFRONTED]), voided)).toBeNull();
    expect(continueEpisode(foldEpisode([opened(), ticks(9, [CONFRONTED])]), [voided])).toBe('refold');
  });

  it('counts once when the same note is marked again', () => {
    const again = ticks(9, [WITHDREW], { note: 'n1' });
    expect(rupture(opened(), ticks(1, [WITHDREW]), again)).toBeNull();
  });

  it('counts for each who marked it', () => {
    const note = 'n1';
    const both = [ticks(1, [WITHDREW], { note }), ticks(2, [WITHDREW], { note, source: 'supervisor' })];
    expect(rupture(opened(), ...both)?.kind).toBe('withdrawal');
  });

  it('is remembered until twenty others have been marked', () => {
    const marks = Array.from({ length: 21 }, (_, i) => ticks(i + 1, ['rupture.withdrawal denial 1']));
    const { hours } = foldEpisode([opened(), ...marks]);
    expect([hours.length, hours[0]?.note, hours.at(-1)?.note]).toEqual([20, 'n2', 'n21']);
  });

  it('begins no rupture, and moves none, once the work has ended', () => {
    expect(rupture(opened(), closed(5), ticks(9, [CONFRONTED]))).toBeNull();
    const ended = [...withRupture(), closed(25)];
    expect(rupture(...ended, ticks(30, [CONFRONTED], { serviceDate: iso(21) }))).toEqual(rupture(...ended));
  });

  it('proves nothing as a suggestion by software, however sure', () => {
    const suggested = ticks(9, ['rupture.confrontation complaints-about-activities 5'], { source: 'assisted' });
    const state = foldEpisode([opened(), suggested]);
    expect([state.rupture, state.alerts, state.hours.length]).toEqual([null, [], 1]);
    expect(rupture(...withRupture(), { ...suggested, occurredAt: day(22) })).toMatchObject({
      tier: foldEpisode(withRupture()).rupture?.tier,
      kind: 'unknown',
    });
  });

  it('leaves verdicts on earlier forms as they were', () => {
    const before = foldEpisode(withRupture()).series;
    expect(foldEpisode([...withRupture(), ticks(30, [CONFRONTED], { serviceDate: iso(2) })]).series).toEqual(before);
  });
});

describe('a rupture that ratings found', () => {
  const fallen = withRupture();

  it('is confirmed, and gets its kind, when somebody marks the same hour', () => {
    expect(rupture(...fallen)).toMatchObject({ tier: 'probable', kind: 'unknown' });
    expect(rupture(...fallen, ticks(22, [WITHDREW]))).toMatchObject({ tier: 'confirmed', kind: 'withdrawal' });
    expect(rupture(...fallen, ticks(22, [WITHDREW]), ticks(28, [CONFRONTED]))?.kind).toBe('mixed');
    expect(rupture(...fallen, ticks(22, ['rupture.withdrawal denial 1']))).toMatchObject({ tier: 'probable' });
  });

  it('takes its kind from a mark made just before', () => {
    expect(rupture(...fallen.slice(0, -1), ticks(20, [WITHDREW]), ...fallen.slice(-1))?.kind).toBe('withdrawal');
  });

  it.each([
    ['withdrawal', 'three days before', 18],
    ['unknown', 'more than three days before', 17.9],
  ])('is of the kind %s when that was marked %s', (kind, _, at) =>
    expect(rupture(...fallen.slice(0, -1), ticks(at, [WITHDREW]), ...fallen.slice(-1))?.kind).toBe(kind),
  );

  it.each([
    ['confirmed', 'three days before its first sign', 18],
    ['probable', 'longer before than that', 17.9],
    ['confirmed', 'after it', 23],
  ])('is %s by a mark about an hour %s', (tier, _, about) =>
    expect(rupture(...fallen, ticks(23, [WITHDREW], { serviceDate: iso(about) }))?.tier).toBe(tier),
  );

  it.each([
    ['a confrontation', [CONFRONTED]],
    ['a withdrawal and a confrontation', [WITHDREW, CONFRONTED]],
  ])('is confirmed by %s', (_, codes) => expect(rupture(...fallen, ticks(24, codes))?.tier).toBe('confirmed'));

  it('is confirmed also when marks had begun it and the ratings fell later', () => {
    const begun = [opened(), pulse(1, 90), ticks(7, [CONFRONTED]), pulse(14, 60)];
    expect(rupture(...begun)).toMatchObject({
      tier: 'probable',
      rules: expect.arrayContaining(['coded-markers', 'reliable-drop']) as string[],
    });
    expect(rupture(...begun, ticks(16, [WITHDREW]))?.tier).toBe('confirmed');
  });

  it('is confirmed by what a person did about the alert, and only by that', () => {
    const key = alertsOf(foldEpisode(fallen))[0]?.key ?? '';
    const resolved = (outcome: EventData<'alert.resolved'>['outcome']) =>
      rupture(...fallen, on(23, 'alert.resolved', { alert: key, by: 'k1', outcome }))?.tier;
    const overridden = (reason: EventData<'alert.overridden'>['reason']) =>
      rupture(...fallen, on(23, 'alert.overridden', { alert: key, by: 'k1', reason }))?.tier;
    expect([resolved('talked-it-through'), resolved('changed-the-plan'), overridden('already-knew')]).toEqual(
      Array(3).fill('confirmed'),
    );
    expect([resolved('nothing-needed'), resolved('cannot-reach'), overridden('wrong')]).toEqual(
      Array(3).fill('probable'),
    );
  });

  it('remembers what was tried, and half believes a mark that it worked', () => {
    const tried = ticks(22, ['repair.attempted validate-the-defensive-stance', 'repair.attempted change-task-or-goal']);
    const worked = ticks(29, ['repair.achieved invite-thoughts-and-feelings']);
    expect(rupture(...fallen, tried, worked)).toMatchObject({
      state: 'repairing',
      repairs: [
        { at: day(22), strategies: ['validate-the-defensive-stance', 'change-task-or-goal'], achieved: false },
        { at: day(29), strategies: ['invite-thoughts-and-feelings'], achieved: true },
      ],
    });
    expect(rupture(...fallen, tried, worked, pulse(35, 90))?.state).toBe('repaired');
  });

  it('is not confirmed by what a person did about another alert', () => {
    const history = [...fallen, missed(28)];
    const [about, other] = alertsOf(foldEpisode(history)).map(({ key }) => key);
    const done = (alert = ''): ClinicEvent =>
      on(29, 'alert.resolved', { alert, by: 'k1', outcome: 'talked-it-through' });
    expect([rupture(...history, done(about))?.tier, rupture(...history, done(other))?.tier]).toEqual([
      'confirmed',
      'probable',
    ]);
  });

  it('remembers of an hour what was tried, not what went wrong', () => {
    const hour = ticks(22, [WITHDREW, 'repair.attempted', 'repair.attempted change-task-or-goal', 'bond']);
    expect(rupture(...fallen, hour)?.repairs).toEqual([
      {
        at: day(22),
        event: 'urn:practice marks-22-clinician',
        strategies: ['change-task-or-goal'],
        achieved: false,
      },
    ]);
    expect(rupture(...fallen, ticks(22, [WITHDREW]))?.repairs).toEqual([]);
  });

  it('names a strategy once, and counts an hour as repaired when any of its marks says so', () => {
    const hour = ticks(22, ['repair.attempted self-disclosure', 'repair.achieved self-disclosure']);
    expect(rupture(...fallen, hour)?.repairs).toMatchObject([{ strategies: ['self-disclosure'], achieved: true }]);
  });

  it('remembers the first of many repairs and the nine latest', () => {
    const tried = Array.from({ length: 12 }, (_, i) => ticks(22 + i, ['repair.attempted']));
    const repairs = (n: number) => rupture(...fallen, ...tried.slice(0, n))?.repairs.map(({ at }) => at);
    expect(repairs(10)).toEqual([22, 23, 24, 25, 26, 27, 28, 29, 30, 31].map(day));
    expect(repairs(12)).toEqual([22, 25, 26, 27, 28, 29, 30, 31, 32, 33].map(day));
  });

  it.each([
    ['withdrawal', 'its last hour', 28],
    ['unknown', 'an hour after its repair', 29],
  ])('is of the kind %s after its repair when a late mark is about %s', (kind, _, about) =>
    expect(rupture(...fallen, pulse(28, 90), ticks(30, [WITHDREW], { serviceDate: iso(about) }))).toMatchObject({
      state: 'repaired',
      kind,
    }),
  );

  it.each([
    ['repaired', 'the hour in which it was repaired', 28],
    ['open', 'an hour after that', 28.1],
  ])('is %s when a confrontation is marked late in %s', (state, _, about) =>
    expect(rupture(...fallen, pulse(28, 90), ticks(30, [CONFRONTED], { serviceDate: iso(about) }))?.state).toBe(state),
  );

  it('is not opened again by a late mark about an hour before the repair', () => {
    const events = [...fallen, pulse(28, 90), ticks(30, [CONFRONTED], { serviceDate: iso(21) })];
    expect(rupture(...events)).toMatchObject({ state: 'repaired', kind: 'confrontation' });
    expect(rupture(...fallen, pulse(28, 90), ticks(30, [CONFRONTED]))?.state).toBe('open');
  });

  it('keeps the clinician’s own part out of lists and stories', () => {
    const events = [...fallen, ticks(22, [WITHDREW], { ownPart: 4 })];
    const state = foldEpisode(events);
    expect(state.rupture?.contribution).toBe(4);
    expect(JSON.stringify([summarise(state), alertsOf(state), narrate(events)])).not.toMatch(/contribution|ownPart/);
  });
});

it('ends a rupture known from marks alone by a mark, or by two quiet forms', () => {
  const marked = [opened(), pulse(1, 90), ticks(7, [CONFRONTED])];
  expect(rupture(...marked, ticks(14, ['repair.achieved']))?.state).toBe('repaired');
  expect(rupture(...marked, pulse(14, 90))?.state).toBe('repairing');
  expect(rupture(...marked, pulse(14, 90), pulse(21, 90))).toMatchObject({
    state: 'repaired',
    series: 'pulse@1/client',
  });
});

it('hears the client’s own word on a form that has too few answers for a score', () => {
  const form = pulse(7, 90, [2, 8, 2]) as Extract<ClinicEvent, { type: 'feedback.submitted' }>;
  const few = (form.data.items ?? []).filter(({ item }) => item.startsWith('r') || item === 'p1');
  const event = { ...form, data: { ...form.data, items: few } };
  expect(rupture(opened(), pulse(1, 90), event)).toMatchObject({ tier: 'confirmed', state: 'open' });
});

describe('an hour that was marked late', () => {
  /** Marked on day 40 as an hour of day 7. */
  const late = ticks(40, [CONFRONTED], { serviceDate: iso(7) }) as Parameters<typeof codeSession>[1];
  const begins = (series: readonly Series[]): boolean =>
    codeSession(stateWith([], { series }), late, DEFAULT_RULES).rupture !== null;
  const forms = (...at: readonly number[]): Series => seriesOf(at.map((one) => form(one, 80)));
  const asked = (at: number) => form(at, 80, { rules: ['level'] });

  it.each<[string, boolean, readonly Series[]]>([
    ['none', true, []],
    ['two calm ones since', false, [forms(14, 21)]],
    ['three of them', false, [forms(14, 21, 28)]],
    ['two of a member', false, [{ ...forms(14, 21), respondent: 'member:m1' }]],
    ['two beside another form', false, [{ ...forms(14), instrument: 'srs' }, forms(14, 21)]],
    ['one calm one', true, [forms(14)]],
    ['one of each of two', true, [forms(14), { ...forms(21), instrument: 'srs' }]],
    ['one that came on the next day and one more', true, [forms(8, 14)]],
    ['one from before and one more', true, [forms(6.5, 14)]],
    ['two from just after the next day on', false, [forms(8.01, 14)]],
    ['one of two on which a rule spoke', true, [seriesOf([form(14, 80), asked(21)])]],
    ['one on which a rule spoke, then two calm ones', false, [seriesOf([asked(14), form(21, 80), form(28, 80)])]],
    ['one that has no score', true, [seriesOf([form(14, 80), form(21, null)])]],
    ['two of the clinician', true, [{ ...forms(14, 21), respondent: 'clinician' }]],
    ['two about something else', true, [{ ...forms(14, 21), instrument: 'ors' }]],
  ])('begins a strain or not, by the forms: %s: %s', (_, found, series) => expect(begins(series)).toBe(found));

  it('from before the end of an earlier strain begins none, whatever was marked since', () => {
    const rupture = noted({ state: 'repaired', onset: day(1), changedAt: day(15) });
    const hours = [coded(20, ['rupture.confrontation 3'])];
    const { rupture: next } = codeSession(stateWith([], { rupture, hours }), late, DEFAULT_RULES);
    expect([next?.cause, next?.state]).toEqual([rupture.cause, 'repaired']);
  });
});

describe('a strain that takes the place of another', () => {
  const [old, other] = [fallen(), fallen({ cause: 'p' })];
  const state = (rupture: EpisodeState['rupture']) => stateWith([], { rupture, pastRuptures: 1 });

  it('leaves the state as it is where nothing changed', () => {
    const same = state(old);
    expect(replaceRupture(state(old), same, old)).toBe(same);
  });

  it.each<[string, EpisodeState['rupture'], EpisodeState['rupture'], EpisodeState['rupture'], number]>([
    ['a first one', null, null, old, 1],
    ['another one', old, old, other, 2],
    ['another one that stands already', old, other, other, 2],
    ['one that goes on', old, old, { ...old, state: 'repairing' }, 1],
    ['the same again', old, other, old, 1],
    ['none', old, old, null, 2],
  ])('is counted: %s', (...[, before, now, next, count]) =>
    expect(replaceRupture(state(before), state(now), next)).toMatchObject({ rupture: next, pastRuptures: count }),
  );
});
