import fc from 'fast-check';
import { anyHistory } from '../../spec/any-history.js';
import {
  attended,
  closed,
  day,
  handover,
  iso,
  marked,
  missed,
  named,
  on,
  opened,
  phq,
  phqRules,
  pulse,
  withRupture,
} from '../../spec/history.js';
import type { ClinicEvent, EventData } from '#lib/events';
import { attentionOf } from './attention.js';
import { continueEpisode, foldEpisode } from './episode.js';
import { inOrder } from './steps.js';
import { lookAgainAt } from './timers.js';
import { isMeant } from '../alerts/acts.js';
import { isLive, type Alert } from '../state/alert.js';
import type { EpisodeState } from '../state/episode-state.js';

const KEY = 'strain-open:1:pulse-21-client';
const own = (event: ClinicEvent): ClinicEvent => ({ ...event, source: 'urn:rapport' });
const acknowledged = (at: number, alert = KEY): ClinicEvent => own(on(at, 'alert.acknowledged', { alert, by: 'k1' }));
const overridden = (at: number, reason: EventData<'alert.overridden'>['reason'], alert = KEY): ClinicEvent =>
  own(on(at, 'alert.overridden', { alert, by: 'k1', reason }));
const resolved = (at: number, outcome: EventData<'alert.resolved'>['outcome'], alert = KEY): ClinicEvent =>
  own(on(at, 'alert.resolved', { alert, by: 'k1', outcome }));
const snoozed = (at: number, until: number): ClinicEvent =>
  own(on(at, 'alert.snoozed', { alert: KEY, by: 'k1', until: iso(until) }));
const undone = (at: number, act: ClinicEvent): ClinicEvent =>
  own(on(at, 'alert.act_undone', { alert: KEY, by: 'k1', act: act.id }));

const fold = (...events: ClinicEvent[]): EpisodeState => foldEpisode(events);
const alerts = (...events: ClinicEvent[]): readonly Alert[] => fold(...events).alerts;
const text = (state: unknown): string => JSON.stringify(state);
const because = (...events: ClinicEvent[]): string => attentionOf(fold(...events)).because.code;

describe('an act holds', () => {
  const ahead = (source: string): ClinicEvent[] => [...withRupture().slice(0, -1), { ...pulse(21, 60), source }];

  it.each(['urn:aaa', 'urn:practice', 'urn:rapport-2', 'urn:zzz', 'https://z.example/forms'])(
    'at the very time of the form that raised its alert, whatever its source is called: %s [D1]',
    (source) => {
      for (const act of [acknowledged(21), overridden(21, 'already-knew'), resolved(21, 'nothing-needed')]) {
        const [alert] = alerts(...ahead(source), act);
        expect(alert).toMatchObject({ status: act.type.slice('alert.'.length), act: { by: 'k1', at: day(21) } });
      }
    },
  );

  it('when it stands before the form, whose sender\u2019s clock was ahead [D1]', () => {
    expect(alerts(...withRupture(), acknowledged(20.9))).toMatchObject([{ status: 'acknowledged', raisedAt: day(21) }]);
    expect(alerts(...withRupture(), snoozed(20.9, 30))).toMatchObject([{ status: 'snoozed', snoozedUntil: day(30) }]);
  });

  it('as put off before, when the time is over by the time its alert is raised [D1]', () =>
    expect(alerts(...withRupture(), snoozed(19, 20))).toMatchObject([
      { status: 'open', snoozedUntil: null, act: { kind: 'snoozed' } },
    ]));

  it('when a late event moves the raising behind it [D1]', () => {
    const suspected = [opened(), pulse(0.5, 72), pulse(1, 68), pulse(7, 66)];
    const told = [...suspected, pulse(14, 45)];
    const key = 'strain-open:1:pulse-7-client';
    const act = acknowledged(14.5, key);
    expect(alerts(...told, act)).toMatchObject([{ raisedAt: day(14), status: 'acknowledged' }]);
    const later = [...suspected, pulse(15, 45), act];
    expect(alerts(...later)).toMatchObject([{ raisedAt: day(15), status: 'acknowledged', act: { at: day(14.5) } }]);
    expect(fold(...later).waitingActs).toEqual([]);
  });

  it('for the rupture too, when the prompt comes after it [D1, D12]', () => {
    const state = fold(...withRupture(), overridden(20.9, 'wrong'));
    expect([state.rupture?.state, state.alerts[0]?.status]).toEqual(['withdrawn', 'overridden']);
    expect(fold(...withRupture(), resolved(20.9, 'talked-it-through')).rupture?.state).toBe('repairing');
  });

  it('waits while no such alert stands, and is about no other', () => {
    const state = fold(...withRupture(), acknowledged(22, 'strain-open:1:pulse-14-client'));
    expect(state.alerts).toMatchObject([{ status: 'open', act: null }]);
    expect(state.waitingActs).toMatchObject([
      { alert: 'strain-open:1:pulse-14-client', act: { kind: 'acknowledged' } },
    ]);
  });

  it('is a person\u2019s word above an end that came by itself meanwhile', () => {
    expect(alerts(...withRupture(), pulse(28, 90), resolved(29, 'nothing-needed'))).toMatchObject([
      { status: 'resolved', act: { why: 'nothing-needed' } },
    ]);
    expect(alerts(...withRupture(), closed(28), overridden(29, 'wrong'))).toMatchObject([{ status: 'overridden' }]);
    expect(alerts(...withRupture(), pulse(28, 90), acknowledged(29))).toMatchObject([{ status: 'eased', act: null }]);
    const twice = [resolved(29, 'nothing-needed'), named('again', overridden(30, 'wrong'))];
    expect(alerts(...withRupture(), ...twice)).toMatchObject([{ status: 'resolved' }]);
  });

  it('holds for all who were told of a safety answer, also when only one of them still stands', () => {
    const events = [opened(), phq(7, 2), acknowledged(8, 'safety-answer.cover:1:phq-7')];
    const state = foldEpisode(events, phqRules());
    expect(state.alerts).toMatchObject([{ key: 'safety-answer:1:phq-7', status: 'acknowledged' }]);
    expect(lookAgainAt(state, phqRules())?.reason).not.toBe('safety-unacknowledged');
  });

  it('keeps the latest put-off only [N11]', () => {
    expect(alerts(...withRupture(), snoozed(22, 30), snoozed(23, 26))).toMatchObject([{ snoozedUntil: day(26) }]);
    expect(alerts(...withRupture(), snoozed(22, 24), snoozed(23, 30), attended(25))).toMatchObject([
      { status: 'snoozed', snoozedUntil: day(30) },
    ]);
  });

  const someActs = fc.uniqueArray(
    fc.record({
      nth: fc.nat(5),
      after: fc.integer({ min: -20, max: 40 }).map((n) => n / 2),
      kind: fc.constantFrom('acknowledge', 'wrong', 'already-knew', 'talk', 'snooze', 'undo-one'),
    }),
    { maxLength: 5, selector: ({ after }) => after },
  );

  /** Acts on what the history told, dated before and after its raising. */
  function actsOn(
    told: readonly Alert[],
    drafts: readonly { nth: number; after: number; kind: string }[],
  ): ClinicEvent[] {
    return drafts.flatMap(({ nth, after, kind }, i) => {
      const alert = told[nth % Math.max(1, told.length)];
      if (!alert) return [];
      const at = (alert.raisedAt - day(0)) / 86_400_000 + after;
      const by = { alert: alert.key, by: 'k1' };
      const name = (event: ClinicEvent): ClinicEvent => own(named(`act-${i}`, event));
      switch (kind) {
        case 'acknowledge':
          return [name(on(at, 'alert.acknowledged', by))];
        case 'snooze':
          return [name(on(at, 'alert.snoozed', { ...by, until: iso(at + 7) }))];
        case 'talk':
          return [name(on(at, 'alert.resolved', { ...by, outcome: 'talked-it-through' }))];
        case 'undo-one':
          return [name(on(at, 'alert.act_undone', { ...by, act: 'act-0' }))];
        default:
          return [name(on(at, 'alert.overridden', { ...by, reason: kind as 'wrong' }))];
      }
    });
  }

  const withActs = fc
    .tuple(anyHistory, someActs)
    .map(([events, drafts]) => ({ events, acts: actsOn(foldEpisode(events).alerts, drafts) }));

  it('in any order of arrival, in one go or in two, and none is lost [D1, P-03]', () => {
    const shuffled = withActs.chain(({ events, acts }) => {
      const all = [...events, ...acts];
      return fc.tuple(
        fc.constant(all),
        fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }),
        fc.nat(50),
      );
    });
    fc.assert(
      fc.property(shuffled, ([all, again, cut]) => {
        const state = foldEpisode(all);
        expect(text(foldEpisode(again))).toBe(text(state));
        const ordered = inOrder(all);
        const next = continueEpisode(foldEpisode(ordered.slice(0, cut)), ordered.slice(cut));
        if (next !== 'refold') expect(text(next)).toBe(text(state));
      }),
    );
  });

  it('and leaves nothing open that somebody ended or has [D1]', () => {
    fc.assert(
      fc.property(withActs, ({ events, acts }) => {
        const state = foldEpisode([...events, ...acts]);
        const gone = new Set(acts.flatMap(({ type, data }) => (type === 'alert.act_undone' ? data.act : [])));
        const ends = acts.filter(
          ({ type, id }) => (type === 'alert.overridden' || type === 'alert.resolved') && !gone.has(id),
        );
        for (const { data } of ends) {
          const alert = (data as { alert: string }).alert;
          const meant = state.alerts.filter(({ key }) => isMeant(key, { alert, act: { kind: 'resolved' } } as never));
          expect(meant.filter(isLive)).toEqual([]);
        }
      }),
    );
  });
});

describe('what a person says of a strain', () => {
  it.each([
    [resolved(22, 'talked-it-through'), 'repairing', 'confirmed'],
    [resolved(22, 'changed-the-plan'), 'repairing', 'confirmed'],
    [overridden(22, 'already-knew'), 'open', 'confirmed'],
    [overridden(22, 'not-relevant'), 'open', 'probable'],
    [overridden(22, 'bad-moment'), 'open', 'probable'],
    [resolved(22, 'nothing-needed'), 'open', 'probable'],
    [resolved(22, 'cannot-reach'), 'open', 'probable'],
    [acknowledged(22), 'open', 'probable'],
    [snoozed(22, 30), 'open', 'probable'],
    [overridden(22, 'wrong'), 'withdrawn', 'probable'],
  ] as const)('%# becomes its state [D12]', (act, state, tier) =>
    expect(fold(...withRupture(), act).rupture).toMatchObject({ state, tier }),
  );

  it('ends what the episode says of it with the alert, when it was wrong [D12]', () => {
    expect(because(...withRupture(), overridden(22, 'not-relevant'))).toBe('strained');
    expect(because(...withRupture(), overridden(22, 'wrong'))).not.toBe('strained');
    expect(because(...withRupture(), overridden(22, 'wrong'), pulse(28, 90))).toBe('steady');
    expect(fold(...withRupture(), missed(21.5), overridden(22, 'wrong')).alerts.map(({ status }) => status)).toEqual([
      'overridden',
      'closed',
    ]);
  });

  it('is no silence about a strain that was none, and none is missed during it [D12]', () => {
    const wrong = [...withRupture(), overridden(22, 'wrong')];
    expect(lookAgainAt(fold(...wrong))?.reason).not.toBe('quiet-since-strain');
    expect(lookAgainAt(fold(...withRupture()))?.reason).toBe('quiet-since-strain');
    expect(alerts(...wrong, missed(28)).map(({ rule }) => rule)).toEqual(['strain-open']);
  });

  it('shows that work on it has begun, until forms say otherwise [D12]', () => {
    const talked = [...withRupture(), resolved(22, 'talked-it-through')];
    expect(because(...talked)).toBe('easing');
    expect(fold(...talked, pulse(28, 61)).rupture?.state).toBe('open');
    expect(fold(...talked, pulse(28, 90)).rupture?.state).toBe('repaired');
  });

  it('leaves the strain alone when what ended was the alert about an appointment [D12]', () => {
    const state = fold(...withRupture(), missed(28), overridden(29, 'wrong', 'missed-during-strain:1:a28'));
    expect([state.rupture?.state, ...state.alerts.map(({ status }) => status)]).toEqual(['open', 'open', 'overridden']);
  });
});

describe('new evidence after an end', () => {
  const course = [opened(), pulse(1, 92), pulse(7, 91), pulse(14, 68)];
  const FIRST = 'strain-open:1:pulse-14-client';
  const ends = [
    overridden(15, 'wrong', FIRST),
    overridden(15, 'not-relevant', FIRST),
    resolved(15, 'talked-it-through', FIRST),
    resolved(15, 'nothing-needed', FIRST),
  ];

  it.each(ends)('is a new prompt that names the one before it: %# [M3]', (end) => {
    const told = alerts(...course, end, pulse(21, 45, [2, 8, 1]));
    expect(told).toMatchObject([
      { key: FIRST, status: end.type.slice('alert.'.length), follows: null },
      { key: 'strain-open:1:pulse-21-client', status: 'open', follows: FIRST, facts: { before: 68, now: 45 } },
    ]);
    expect(alerts(...course, end, pulse(21, 45, [2, 8, 1]), pulse(28, 42, [1, 6, 0]))).toMatchObject([
      { key: FIRST },
      { status: 'open', seenAgain: 1 },
    ]);
  });

  it.each(ends)('is a fall without a word, a word without a fall, and a slow fall: %# [M3]', (end) => {
    expect(alerts(...course, end, pulse(21, 45))[1]).toMatchObject({ follows: FIRST, facts: { before: 68 } });
    expect(alerts(...course, end, pulse(21, 69, [2, 8, 1]))[1]).toMatchObject({
      follows: FIRST,
      facts: { felt: 'yes' },
    });
    const slow = [pulse(21, 64), pulse(28, 60), pulse(35, 55), pulse(42, 48)];
    expect(alerts(...course, end, ...slow)[1]).toMatchObject({ follows: FIRST, status: 'open' });
  });

  it.each(ends)('is not that it goes on as it was, nor the same form again: %# [M3]', (end) => {
    const same = [pulse(21, 68), pulse(28, 67), pulse(35, 69), pulse(42, 66), pulse(49, 67), pulse(56, 68)];
    expect(alerts(...course, end, ...same)).toHaveLength(1);
    const again = { ...pulse(14, 68), id: 'told-again', occurredAt: day(16) };
    expect(alerts(...course, end, again)).toHaveLength(1);
  });

  it('does not take the values that were called wrong as its reference [M3]', () => {
    const fell = [...course, ends[0] as ClinicEvent, pulse(21, 45)];
    expect(fold(...fell).rupture).toMatchObject({ cause: 'pulse-21-client', facts: { before: 68 } });
    expect(fold(...fell, pulse(28, 67)).rupture?.reference).toBeCloseTo(68, 0);
  });

  it('is a new fall after it had come back [M3]', () => {
    const back = [...course, ends[2] as ClinicEvent, pulse(21, 90)];
    expect(fold(...back).rupture?.state).toBe('repaired');
    expect(alerts(...back, pulse(28, 60))[1]).toMatchObject({ status: 'open', facts: { before: 90, now: 60 } });
  });

  it('is a mark of a later hour, and not one of an hour before [M3]', () => {
    const end = ends[2] as ClinicEvent;
    const code = 'rupture.confrontation';
    const seen = (about: number) => marked(22, { code, significance: 4 }, { about, source: 'supervisor' });
    expect([21, 14].map((about) => alerts(...course, end, seen(about)).length)).toEqual([2, 1]);
  });

  it('is another missed appointment, which names the one before it [M3]', () => {
    const ended = [...withRupture(), missed(28), resolved(29, 'talked-it-through', 'missed-during-strain:1:a28')];
    expect(alerts(...ended, missed(35))[2]).toMatchObject({ cause: 'a35', follows: 'missed-during-strain:1:a28' });
  });

  it('starts afresh with another clinician, whose alert follows nobody else\u2019s [M3]', () => {
    const next = [handover(22), pulse(28, 92), pulse(35, 91), pulse(42, 60)];
    const told = alerts(...course, ends[1] as ClinicEvent, ...next);
    expect(told[1]).toMatchObject({ clinician: 'k2', follows: null, facts: { before: 92 } });
  });
});

describe('an act that is taken back', () => {
  it.each([acknowledged(22), snoozed(22, 30), overridden(22, 'wrong'), resolved(22, 'talked-it-through')])(
    'leaves the state as if it had never been: %#',
    (act) => {
      const later = [pulse(28, 50), missed(35), pulse(42, 45, [2, 8, 1])];
      const told = ({ alerts: all, rupture, answered, waitingActs }: EpisodeState) => ({
        all,
        rupture,
        answered,
        waitingActs,
      });
      const with_ = fold(...withRupture(), act, undone(22.003, act), ...later);
      expect(told(with_)).toEqual(told(fold(...withRupture(), ...later)));
      expect(told(fold(...withRupture(), act, ...later))).not.toEqual(told(with_));
    },
  );

  it('leaves the one before it standing, and can be done anew', () => {
    const claimed = acknowledged(22);
    const ended = resolved(23, 'nothing-needed');
    expect(alerts(...withRupture(), claimed, ended, undone(23.001, ended))).toMatchObject([
      { status: 'acknowledged', act: { event: claimed.id } },
    ]);
    const anew = named('anew', resolved(24, 'nothing-needed'));
    expect(alerts(...withRupture(), claimed, ended, undone(23.001, ended), anew)).toMatchObject([
      { status: 'resolved', act: { event: 'anew' } },
    ]);
  });

  it('is asked to fold again, because what came since may have been told otherwise', () => {
    const act = overridden(22, 'wrong');
    expect(continueEpisode(fold(...withRupture(), act), [undone(22.001, act)])).toBe('refold');
  });

  it('is one that stands before the taking back, however they came, and only an act can be taken back', () => {
    const act = acknowledged(22);
    expect(alerts(...withRupture(), undone(22.5, act), act)).toMatchObject([{ status: 'open', act: null }]);
    expect(alerts(...withRupture(), undone(21.5, act), act)).toMatchObject([{ status: 'acknowledged' }]);
    expect(alerts(...withRupture(), undone(22, pulse(21, 60)))).toHaveLength(1);
  });
});
