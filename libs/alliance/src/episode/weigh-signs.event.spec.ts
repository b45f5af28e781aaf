/** One event that is weighed, beside made-up states. */
import { refOf, type ClinicEvent, type EventType } from '#lib/events';
import { stateWith } from '../../spec/alerts.js';
import { calendar, hour, kept } from '../../spec/calendar.js';
import { fallen } from '../../spec/judged.js';
import { coded, form, seriesOf, weekly } from '../../spec/series.js';
import { day, on } from '../../spec/history.js';
import { DEFAULT_RULES, type ClinicRules } from '../rules/clinic-rules.js';
import { fadeInTime, weighSigns } from './weigh-signs.js';
import type { AnsweredPrompt, EpisodeState } from '../state/episode-state.js';
import type { Rupture } from '../state/rupture.js';
import type { Rating } from '../state/series.js';

describe('an event that is weighed', () => {
  type Kept = Partial<EpisodeState>;
  const event = (type: EventType, at = 28): ClinicEvent => on(at, type, {} as never);
  const expired = event('feedback.expired');
  interface Weighed {
    readonly before?: Kept;
    readonly event?: ClinicEvent;
    readonly rules?: ClinicRules;
    readonly isLater?: boolean;
  }
  /** The state itself, and what becomes of it. */
  const weighed = (kept: Kept, { before = {}, rules = DEFAULT_RULES, ...more }: Weighed = {}) => {
    const state = stateWith([], kept);
    const weighing = { event: expired, isLater: true, rules, ...more };
    return { state, next: weighSigns(stateWith([], before), state, weighing) };
  };
  const isLeft = (...args: Parameters<typeof weighed>): boolean => {
    const { state, next } = weighed(...args);
    return next === state;
  };
  /** A form lower than usual on day 28, and an hour that was missed on day 27. */
  const fall = { series: [weekly([90, 90, 90, 72])] };
  const miss = { attendance: calendar([hour(27)]) };
  const both = { ...fall, ...miss };
  const ofSigns = (more: Partial<Rupture> = {}): Rupture =>
    fallen({ rules: ['weak-signs'], cause: 'p', onset: day(20), probableAt: day(20), reference: null, ...more });
  const trial = { ...DEFAULT_RULES, shadow: ['weak-signs'] };

  it('begins a strain, of now and of what was seen', () => {
    const { next } = weighed(both);
    expect(next).toMatchObject({ pastRuptures: 0, signsFrom: null });
    expect(next.rupture).toMatchObject({
      ...{ state: 'open', tier: 'probable', kind: 'unknown', cause: expired.id, onset: day(28), probableAt: day(28) },
      ...{ rules: ['weak-signs'], evidence: ['s f28', refOf(expired)], series: null, reference: null, nadir: null },
      facts: { small: 'form-lower hour-missed', together: 'several', form: 'pulse' },
    });
    expect(next.rupture?.fadesAt).toBeGreaterThan(day(35));
  });

  it.each<EventType>([
    'feedback.submitted',
    'feedback.expired',
    'timer.due',
    'appointment.attended',
    'appointment.missed',
    'appointment.cancelled',
    'appointment.rescheduled',
    'appointment.attendance_corrected',
    'engagement.task_completed',
    'engagement.task_overdue',
  ])('is %s', (type) => expect(weighed(both, { event: event(type) }).next.rupture?.state).toBe('open'));

  it('is no other, none in work that rests, and none without consent', () => {
    expect(isLeft(both, { event: event('engagement.contact_logged') })).toBe(true);
    expect(isLeft({ ...both, status: 'paused' })).toBe(true);
    expect(isLeft({ ...both, consent: { scoring: false, alerts: true, messages: true } })).toBe(true);
  });

  it('is none where a strain is told for another reason', () => {
    expect(isLeft({ ...both, rupture: fallen() })).toBe(true);
    expect(isLeft({ ...both, rupture: fallen({ rules: ['weak-signs', 'reliable-drop'] }) })).toBe(true);
  });

  it('is looked into where something fell due before it, or it may have brought a sign itself', () => {
    const attended = event('appointment.attended');
    expect(isLeft(both, { before: fall, event: attended, isLater: false })).toBe(true);
    expect(isLeft(both, { before: fall, event: attended })).toBe(false);
    expect(isLeft(both, { before: fall, isLater: false })).toBe(false);
  });

  it('begins nothing where there is too little, or nothing new by anybody but the clinician', () => {
    expect(isLeft(fall)).toBe(true);
    expect(isLeft(miss)).toBe(true);
    expect(isLeft({})).toBe(true);
    expect(isLeft(both, { before: both })).toBe(true);
    const hours = [coded(28, ['rupture.withdrawal'])];
    expect(isLeft({ ...both, hours }, { before: both })).toBe(true);
    expect(isLeft({ ...both, hours }, { before: { hours } })).toBe(false);
  });

  it('counts nothing from before another pair’s work, or an earlier strain', () => {
    expect(isLeft({ ...both, signsFrom: day(27) })).toBe(true);
    expect(weighed({ ...both, signsFrom: day(26) }).next).toMatchObject({
      rupture: { state: 'open' },
      signsFrom: day(26),
    });
    const ended = (changedAt: number) => fallen({ state: 'repaired', changedAt: day(changedAt) });
    expect(isLeft({ ...both, rupture: ended(27) })).toBe(true);
    expect(isLeft({ ...both, rupture: ended(26), signsFrom: day(27) })).toBe(true);
    expect(weighed({ ...both, rupture: ended(26), signsFrom: day(20) }).next).toMatchObject({
      ...{ rupture: { cause: expired.id }, pastRuptures: 1, signsFrom: day(26) },
    });
  });

  it('makes a strain that was only suspected one that is told, and leaves it where there is too little', () => {
    const suspected = fallen({ state: 'suspected', probableAt: null });
    expect(weighed({ ...both, rupture: suspected }).next.rupture).toMatchObject({ state: 'open', cause: 'c1' });
    expect(weighed({ ...both, rupture: suspected }).next.rupture?.fadesAt).toBeNull();
    expect(isLeft({ rupture: ofSigns({ state: 'suspected', probableAt: null }) })).toBe(true);
  });

  it('begins a strain again after a person ended the prompt only where enough has come since', () => {
    const rupture = fallen({ cause: 'p' });
    const answered = (at: number, cause = 'p') => ({ answered: { at: day(at), cause } as AnsweredPrompt });
    expect(isLeft({ ...both, rupture, ...answered(27.5) })).toBe(true);
    expect(weighed({ ...both, rupture, ...answered(26) }).next).toMatchObject({
      ...{ rupture: { cause: expired.id, rules: ['weak-signs'] }, pastRuptures: 1 },
    });
    expect(isLeft({ ...both, rupture, ...answered(26, 'another') })).toBe(true);
  });

  describe('names the form of the latest sign that is on one', () => {
    const named = (kept: Kept) => weighed({ ...miss, ...kept }).next.rupture?.facts['form'];
    const lower = (instrument: string, at: number, now: number) =>
      seriesOf([form(6, 38), form(9, 38), form(12, 38), form(13, 38), form(at, now)], { instrument });
    const pulseOf = (more: Partial<Rating>) => ({
      series: [
        seriesOf([7, 14, 21].map((at) => form(at, 90, { scales: [90, 90, 90, 90] })).concat(form(28, 90, more))),
      ],
    });

    it('of several', () => {
      const [first, second] = [lower('srs', 27.5, 30), lower('pulse', 28, 20)];
      expect(named({ series: [first, second] })).toBe('pulse');
      expect(named({ series: [second, first] })).toBe('pulse');
      const [sooner, later] = [lower('pulse', 27.5, 20), lower('srs', 28, 30)];
      expect(named({ series: [sooner, later] })).toBe('srs');
      expect(named({ series: [later, sooner] })).toBe('srs');
    });

    it('although an hour was missed later', () => {
      const series = [seriesOf([...weekly([90, 90, 90]).ratings, form(27, 72)])];
      expect(named({ series, attendance: calendar([hour(28)]) })).toBe('pulse');
    });

    it('by its lowest part, or a word', () => {
      expect(named(pulseOf({ scales: [90, 90, 60, 90] }))).toBe('pulse');
      const word = { probe: { felt: 1, mattered: null, sortedOut: null } } as const;
      const two = { attendance: calendar([hour(27), hour(28)]) };
      expect(named({ ...pulseOf(word), ...two })).toBe('pulse');
    });

    it('and none where no sign is on a form', () => {
      const hours = [coded(28, ['rupture.withdrawal'])];
      const { facts } = weighed({ series: [weekly([90, 90, 90])], hours, ...miss }).next.rupture ?? {};
      expect(facts).toEqual(expect.not.objectContaining({ form: 'pulse' }));
    });
  });

  describe('of a strain of small signs that was told', () => {
    const after = (kept: Kept, rupture = ofSigns()) => weighed({ ...kept, rupture }).next.rupture;
    const back = (at: number) => ({ series: [seriesOf([form(at - 14, 90), form(at - 7, 90), form(at, 90)])] });

    it('changes when it will fade, and is no more evidence', () => {
      const now = after(both);
      expect(now).toEqual({ ...ofSigns(), fadesAt: now?.fadesAt });
      expect(now?.fadesAt).toBeGreaterThan(day(35));
    });

    it('lets it fade where nothing is left', () => {
      expect(after({})).toMatchObject({ state: 'faded', changedAt: day(28), fadesAt: null });
      expect(after({ attendance: calendar([kept(27)]) })).toMatchObject({ state: 'faded' });
    });

    it('mends it where a form since then is as usual, and little is left', () => {
      expect(after(back(28))).toMatchObject({ state: 'repaired', changedAt: day(28), fadesAt: null });
      expect(after(back(28), ofSigns({ onset: day(28) }))).toMatchObject({ state: 'faded' });
      const again = after({ ...back(27), attendance: calendar([hour(28), hour(27.5)]) });
      expect(again).toMatchObject({ state: 'open' });
      expect(again?.fadesAt).toBeGreaterThan(day(28));
    });
  });

  describe('while the rule is on trial', () => {
    const found = { rule: 'weak-signs', tier: 'probable' } as const;
    const written = (kept: Kept) => weighed({ ...miss, ...kept }, { rules: trial }).next;
    const shadows = ({ series }: EpisodeState) => series.map(({ ratings }) => ratings.map(({ shadow }) => shadow));

    it('is written down with the client’s latest form, and with no form of the clinician', () => {
      const twin = weekly([90, 90], { respondent: 'clinician' });
      const { series } = fall;
      const next = written({ series: [...series, twin] });
      expect(next.rupture).toBeNull();
      expect(shadows(next)).toEqual([
        [[], [], [], [found]],
        [[], []],
      ]);
      expect(shadows(written({ series: [weekly([90]), ...series] }))).toEqual([[[]], [[], [], [], [found]]]);
    });

    it('is written once, beside what other rules on trial found', () => {
      const had = (rule: string) => {
        const past = fall.series.map((one) => one.ratings.slice(0, 3)).flat();
        return { series: [seriesOf([...past, form(28, 72, { shadow: [{ rule, tier: 'probable' }] })])] };
      };
      expect(shadows(written(had('weak-signs')))[0]?.[3]).toEqual([found]);
      expect(shadows(written(had('swings')))[0]?.[3]).toEqual([{ ...found, rule: 'swings' }, found]);
    });

    it('is written nowhere where the client has no form', () => {
      const hours = [coded(28, ['rupture.withdrawal'])];
      for (const series of [[], [seriesOf([])]]) expect(written({ hours, series })).toMatchObject({ series });
      expect(weighed({ ...miss, hours }).next.rupture?.state).toBe('open');
      expect(weighed({ hours, ...miss }, { rules: trial }).next.rupture).toBeNull();
    });
  });

  it('lets a strain fade in time', () => {
    expect(fadeInTime(stateWith([], { rupture: ofSigns() }), day(30)).rupture).toMatchObject({
      ...{ state: 'faded', changedAt: day(30) },
    });
    const none = stateWith([]);
    expect(fadeInTime(none, day(30))).toBe(none);
  });
});
