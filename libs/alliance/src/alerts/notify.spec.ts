/** What of one event is told, ended, learnt or left, with the states around it in the hand. */
import type { ClinicEvent } from '#lib/events';
import { alertOf, happening, stateWith } from '../../spec/alerts.js';
import { calendar, hour, kept } from '../../spec/calendar.js';
import { attended, booked, day, missed, on, timer } from '../../spec/history.js';
import { fallen } from '../../spec/judged.js';
import { ratedAs } from '../../spec/ratings.js';
import { DEFAULT_RULES } from '../rules/clinic-rules.js';
import type { Alert } from '../state/alert.js';
import type { EpisodeState, SafetyNote } from '../state/episode-state.js';
import type { Rupture, RuptureState } from '../state/rupture.js';
import type { Series } from '../state/series.js';
import { notifyRecipient, type Notification } from './policy.js';

const told = (
  before: EpisodeState,
  after: EpisodeState,
  { event = happening(), part = 'both' }: { event?: ClinicEvent; part?: Notification['part'] } = {},
): EpisodeState => notifyRecipient(before, after, { event, rules: DEFAULT_RULES, part });
const rows = ({ alerts }: EpisodeState): string[] =>
  alerts.map(({ rule, cause, status, seenAgain }) => `${rule} ${cause} ${status} ${seenAgain}`);

const strain = (more: Partial<Rupture> = {}): Rupture => fallen({ cause: 'p', ...more });
const note: SafetyNote = {
  ...{ at: day(9), answeredOn: null, form: 'q', instrument: 'phq-9', level: 'same-day', event: 's q', cause: 'q' },
  ...{ historical: false, follows: null, later: null, versions: [] },
};
const form = happening();
const lowStart: Series = {
  ...{ instrument: 'pulse', version: '1', respondent: 'client' },
  ratings: ratedAs([50, 50, 50]).map((rating, i) =>
    i === 2 ? { ...rating, event: `urn:practice ${form.id}`, rules: ['low-start'] } : rating,
  ),
};
const missedAlert = (more: Partial<Alert> = {}): Alert =>
  alertOf('missed-during-strain', 'a1', { facts: { missed: 1, booked: 'no', reason: 'unknown' }, ...more });

describe('what has not moved', () => {
  it('is not told, ended or raised', () => {
    const state = stateWith([missedAlert()], { rupture: strain(), safety: [note], series: [lowStart] });
    expect(told(state, { ...state, asOf: day(11) })).toEqual({ ...state, asOf: day(11) });
    expect(told(state, state, { event: attended(10, 'a1') })).toBe(state);
    const over = stateWith([alertOf('strain-open', 'p')], { rupture: strain({ state: 'repaired' }) });
    expect(told(over, over)).toBe(over);
  });

  it('is looked at when it was entered late, when work begins, and when consent is given', () => {
    const state = stateWith([], { rupture: strain(), safety: [note], series: [lowStart] });
    const all = ['safety-answer q open 0', 'strain-open p open 0'];
    expect(rows(told(state, state, { part: 'word' }))).toEqual(all);
    expect(rows(told({ ...state, status: 'unopened' }, state))).toEqual(all);
    const without = { ...state, consent: { ...state.consent, alerts: false } };
    expect(rows(told(without, state))).toEqual(all);
    expect(rows(told(state, without))).toEqual(['safety-answer q open 0']);
  });

  it('nothing is told of a client who died', () =>
    expect(rows(told(stateWith([]), stateWith([], { died: day(9), safety: [note] })))).toEqual([]));
});

describe('a low start', () => {
  const tells = (part: Notification['part']) =>
    rows(told(stateWith([]), stateWith([], { series: [lowStart] }), { event: form, part }));

  it('is told with its form, and of one that was entered late when it is entered', () => {
    expect(tells('both')).toEqual([`low-start ${form.id} open 0`]);
    expect(tells('word')).toEqual([`low-start ${form.id} open 0`]);
    expect(tells('fact')).toEqual([]);
  });

  it('is closed with the work of these two, and not where the first one takes it on', () => {
    const alerts = [
      alertOf('low-start', 'l'),
      alertOf('safety-answer', 's'),
      alertOf('low-start', 'm', { status: 'eased' }),
    ];
    const by = (clinician: string | null) => stateWith(alerts, { clinician });
    expect(rows(told(by('k1'), by('k2')))).toEqual([
      'low-start l closed 0',
      'safety-answer s open 0',
      'low-start m eased 0',
    ]);
    expect(rows(told(by(null), by('k2')))[0]).toBe('low-start l open 0');
  });
});

describe('a strain', () => {
  const with_ = (rupture: Rupture | null, ...alerts: readonly Alert[]): EpisodeState => stateWith(alerts, { rupture });

  it.each<[RuptureState, string]>([
    ['repaired', 'eased'],
    ['faded', 'eased'],
    ['closed', 'closed'],
    ['withdrawn', 'closed'],
    ['repairing', 'open'],
    ['unrepaired', 'open'],
  ])('that is %s has its alerts %s, and no other has', (state, status) => {
    const alerts = [alertOf('strain-open', 'p'), missedAlert(), alertOf('low-start', 'l')];
    expect(rows(told(with_(strain(), ...alerts), with_(strain({ state }), ...alerts)))).toEqual([
      `strain-open p ${status} 0`,
      `missed-during-strain a1 ${status} 0`,
      'low-start l open 0',
    ]);
  });

  it('ends all alerts with the episode but what a safety answer said', () => {
    const alerts = [alertOf('strain-open', 'p'), alertOf('safety-answer', 's'), alertOf('low-start', 'l')];
    expect(rows(told(with_(strain(), ...alerts), { ...with_(strain(), ...alerts), status: 'closed' }))).toEqual([
      'strain-open p closed 0',
      'safety-answer s open 0',
      'low-start l closed 0',
    ]);
  });

  it('is told once it is probable, beside whatever else has its cause, and eases an earlier one', () => {
    const suspected = strain({ state: 'suspected', probableAt: null });
    expect(rows(told(with_(null), with_(suspected)))).toEqual([]);
    const others = [
      alertOf('low-start', 'p'),
      alertOf('strain-open', 'o'),
      alertOf('strain-open', 'n', { status: 'closed' }),
    ];
    expect(rows(told(with_(suspected, ...others), with_(strain(), ...others)))).toEqual([
      'low-start p open 0',
      'strain-open o eased 0',
      'strain-open n closed 0',
      'strain-open p open 0',
    ]);
  });

  it('of an event that was entered late is told when it is entered, and seen again where it happened', () => {
    const tells = (part: Notification['part'], ...alerts: readonly Alert[]) => {
      const event = happening();
      const rupture = strain({ evidence: ['s', `urn:practice ${event.id}`] });
      return rows(told(with_(null, ...alerts), with_(rupture, ...alerts), { event, part }));
    };
    expect([tells('both'), tells('word'), tells('fact')]).toEqual([
      ['strain-open p open 0'],
      ['strain-open p open 0'],
      [],
    ]);
    const known = alertOf('strain-open', 'p');
    expect([tells('both', known), tells('fact', known), tells('word', known)]).toEqual([
      ['strain-open p open 1'],
      ['strain-open p open 1'],
      ['strain-open p open 0'],
    ]);
  });

  describe('that was told learns from a note, and tells nobody', () => {
    const facts = { kind: 'withdrawal', sure: 'untested', tier: 'probable', now: 60 };
    const alert = alertOf('strain-open', 'p', { facts });
    const other = alertOf('strain-open', 'o', { status: 'acknowledged', facts });
    const learns = (more: Partial<Rupture>, ...alerts: readonly Alert[]): EpisodeState => {
      const known = { kind: 'withdrawal', facts: { exactness: 'untested' } } as const;
      return told(with_(strain(known), ...alerts), with_(strain({ ...known, ...more }), ...alerts));
    };

    it('of what kind it is', () =>
      expect(learns({ kind: 'mixed' }, alert, other).alerts).toStrictEqual([
        { ...alert, facts: { ...facts, kind: 'mixed' } },
        other,
      ]));

    it('that a person confirmed it', () =>
      expect(learns({ tier: 'confirmed', kind: 'unknown' }, alert).alerts).toStrictEqual([
        { ...alert, facts: { ...facts, sure: 'person', tier: 'confirmed' } },
      ]));

    it.each<[string, Partial<Rupture>, Alert]>([
      ['nothing new', {}, alert],
      ['nothing of how sure it was before', { facts: { exactness: 'assumed' } }, alert],
      ['nothing once it has ended', { kind: 'mixed' }, { ...alert, status: 'resolved' }],
    ])('%s', (_, more, known) => {
      const after = learns(more, known);
      expect(after.alerts[0]).toBe(known);
    });
  });
});

describe('an appointment that is missed in a strain', () => {
  const during = (
    hours: Parameters<typeof calendar>[0],
    alerts: readonly Alert[] = [],
    more: Partial<EpisodeState> = {},
  ) => stateWith([alertOf('strain-open', 'p'), ...alerts], { rupture: RUPTURE, attendance: calendar(hours), ...more });
  const RUPTURE = strain();
  const ahead = { ...hour(1), status: 'booked', tally: null } as const;
  const after = (before: EpisodeState, state: EpisodeState, event: ClinicEvent = missed(1)): string[] =>
    rows(told(before, state, { event })).slice(1);

  it('is told with whether a reason is noted, and whether the next is booked', () => {
    const facts = (reason: string | null, ...more: Parameters<typeof calendar>[0]) =>
      told(during([ahead]), during([hour(1, 'missedByClient', reason), ...more]), { event: missed(1) }).alerts[1]
        ?.facts;
    expect(facts(null)).toEqual({ missed: 1, missedOn: '2026-03-03', booked: 'no', reason: 'unknown' });
    expect(facts('pat', { ...hour(20), status: 'booked', tally: null })).toEqual({
      ...{ missed: 1, missedOn: '2026-03-03', booked: 'yes', reason: 'noted' },
    });
  });

  it.each<[string, EpisodeState, EpisodeState]>([
    ['that was missed before', during([hour(1)]), during([hour(1)])],
    ['that nobody knows', during([]), during([hour(2)])],
    ['with a circumstance', during([ahead]), during([hour(1, 'missedByClient', 'oth-weath')])],
    ['in a pause', during([ahead], [], { status: 'paused' }), during([hour(1)], [], { status: 'paused' })],
    ['while it is only suspected', ...suspicion()],
  ])('is not told of one %s', (_, before, state) => expect(after(before, state)).toEqual([]));

  it('is not told twice, and the next one is seen again', () => {
    const live = [missedAlert()];
    expect(after(during([ahead], live), during([hour(1)], live))).toEqual(['missed-during-strain a1 open 0']);
    const next = told(during([hour(1)], live), during([hour(1), hour(2)], live), { event: missed(2) });
    expect(next.alerts[1]).toMatchObject({ cause: 'a1', seenAgain: 1, facts: { missed: 2 } });
  });

  it('is told when it can no longer be taken back', () => {
    const event = timer({ at: day(3), reason: 'miss-final' as never });
    const open = { ...ahead, provisional: { until: day(2), tally: 'missedByClient' } } as const;
    expect(after(during([open, ahead]), during([hour(1)]), event)).toEqual(['missed-during-strain a1 open 0']);
    expect(after(during([ahead]), during([hour(1)]), event)).toEqual([]);
    const other = { ...hour(1), ref: 'a9' };
    expect(after(during([open]), during([kept(1), other]), event)).toEqual([]);
    expect(after(during([open]), during([{ ...hour(1), start: day(5) }, kept(1)]), event)).toEqual([]);
    expect(after(during([open]), during([hour(1, 'missedByClient', 'oth-weath')]), event)).toEqual([]);
    expect(after(during([open]), during([hour(1), kept(4)]), event)).toEqual(['missed-during-strain a1 open 0']);
  });

  it('is told with the strain that it completes, and beside any other news', () => {
    const low = alertOf('low-start', 'l');
    const before = { ...during([ahead]), alerts: [low], rupture: null };
    expect(rows(told(before, { ...during([hour(1)]), alerts: [low] }, { event: missed(1) }))).toEqual([
      'low-start l open 0',
      'strain-open p open 0',
    ]);
    expect(after(during([ahead]), during([hour(1)], [], { safety: [note] }))).toEqual([
      'safety-answer q open 0',
      'missed-during-strain a1 open 0',
    ]);
  });

  it('says once the next one is booked, of itself alone', () => {
    const live = [missedAlert(), alertOf('low-start', 'l', { facts: { booked: 'no' } })];
    const next = { ...hour(20), status: 'booked', tally: null } as const;
    const state = told(during([hour(1)], live), during([hour(1), next], live), { event: booked(10, 20) });
    expect(state.alerts.slice(1)).toEqual([missedAlert({ facts: { ...live[0]?.facts, booked: 'yes' } }), live[1]]);
    const same = during([hour(1), kept(2)], live);
    expect(told(during([hour(1)], live), same, { event: booked(10, 20) })).toBe(same);
  });

  it('eases when it took place after all, and nothing else of that name does', () => {
    const live = [missedAlert(), alertOf('low-start', 'a1')];
    const taken = (before: EpisodeState) => after(before, during([kept(1)], live), attended(9, 'a1'));
    expect(taken(during([hour(1)], live))).toEqual(['missed-during-strain a1 eased 0', 'low-start a1 open 0']);
    expect(taken(during([kept(1)], live))[0]).toBe('missed-during-strain a1 open 0');
    expect(after(during([hour(1)], live), during([kept(1)], live), attended(9, 'a2'))[0]).toBe(
      'missed-during-strain a1 open 0',
    );
  });

  it.each(['appointment.arrived', 'visit.participant_joined', 'visit.participant_left'] as const)(
    'eases when the client turns out to have been there: %s',
    (type) => {
      const live = [missedAlert()];
      const seen = on(9, type, { appointment: 'a1' } as never);
      const eased = (before: Parameters<typeof calendar>[0], now: Parameters<typeof calendar>[0]) =>
        after(during(before, live), during(now, live), seen)[0];
      expect(eased([hour(1)], [ahead])).toBe('missed-during-strain a1 eased 0');
      expect(eased([hour(1)], [])).toBe('missed-during-strain a1 eased 0');
      expect(eased([hour(1)], [hour(1)])).toBe('missed-during-strain a1 open 0');
      expect(eased([ahead], [ahead])).toBe('missed-during-strain a1 open 0');
    },
  );

  function suspicion(): [EpisodeState, EpisodeState] {
    const rupture = strain({ state: 'suspected', probableAt: null });
    return [during([ahead], [], { rupture }), during([hour(1)], [], { rupture })];
  }
});
