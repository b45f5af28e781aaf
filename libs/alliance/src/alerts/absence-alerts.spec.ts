import fc from 'fast-check';
import { DAY } from '#lib/kernel';
import { DEFAULT_WORDINGS, summarise, wordsFor } from '#lib/presentation';
import { anyHistory } from '../../spec/any-history.js';
import {
  attended,
  booked,
  cancelled,
  closed,
  contact,
  day,
  fromHistory,
  handover,
  missed,
  named,
  on,
  opened,
  pulse,
  srsForm,
  withRupture,
} from '../../spec/history.js';
import { absences, late, reason, steady, why } from '../../spec/absent.js';
import { lived } from '../../spec/lived.js';
import { attentionOf } from '../episode/attention.js';
import type { Alert } from '../state/alert.js';
import { continueEpisode, foldEpisode } from '../episode/episode.js';
import { writeState } from '../state/state-text.js';
import type { ClinicEvent } from '#lib/events';

const act = (at: number, alert: string, outcome = 'talked-it-through'): ClinicEvent =>
  on(at, 'alert.resolved', { alert, by: 'k1', outcome } as never);
const wrong = (at: number, alert: string): ClinicEvent =>
  on(at, 'alert.overridden', { alert, by: 'k1', reason: 'wrong' } as never);

describe('a client who has stopped coming', () => {
  it('M4 full marks eight times, then two misses and nothing booked: told, and so said', () => {
    const forms = Array.from({ length: 8 }, (_, i) => srsForm(7 * i, 10, 10, 10, 10));
    const events = [...steady(), ...forms, missed(56), missed(63)];
    expect(absences(events, 63)).toEqual(['missed, day 63, open']);
    const state = foldEpisode(events);
    expect(attentionOf(state).attention).toBe('talk-soon');
    expect(summarise(state).reason).toBe('Has not come to the last 2 appointments; none is booked');
  });

  it('M4 no form ever, three misses, nothing booked: told once, and seen again', () => {
    expect(absences([opened(), missed(7), missed(14), missed(21)], 21)).toEqual(['missed, day 14, open, again 1']);
    expect(reason(opened(), missed(7), missed(14), missed(21))).toBe(
      'Has not come to the last 3 appointments; none is booked',
    );
  });

  it('M4 four late cancellations: told at the fourth', () => {
    expect(absences([...steady(), late(56), late(63), late(70)], 70)).toEqual(['late, day 64, open, again 1']);
    const ahead = [56, 63, 70, 77, 84].map((at) => booked(50, at));
    const called = [...steady(), ...ahead, late(56), late(63), late(70)];
    expect(absences(called, 70)).toEqual([]);
    expect(absences([...called, late(77)], 77)).toEqual(['late-booked, day 76.5, open']);
    expect(reason(...called, late(77))).toBe('The last 4 appointments were cancelled late; the next is booked');
  });

  it.each<[string, ClinicEvent[], string[]]>([
    ['one missed and two called off late', [missed(56), late(63), late(70)], ['mixed, day 64, open, again 1']],
    [
      'the same with the next one booked',
      [booked(50, 90), missed(56), late(63), late(70)],
      ['mixed-booked, day 69.5, open'],
    ],
    ['two missed with the next one booked', [booked(50, 70), missed(56), missed(63)], ['missed-booked, day 63, open']],
    [
      'every other one missed, four of eight',
      [missed(56), attended(63), missed(70), attended(77), missed(84), attended(91), missed(98)],
      ['often, day 98, open'],
    ],
    ['one missed', [missed(56)], []],
    ['one missed, and the next one kept', [missed(56), attended(63)], []],
    ['two missed of which the practice called one off', [missed(56), missed(63, 'clinician')], []],
    ['two missed of which nobody knows whose doing it was', [missed(56), missed(63, 'unknown')], []],
    ['three called off late', [booked(50, 100), late(56), late(63), late(70)], []],
  ])('is told of by the calendar: %s', (_, events, told) => {
    const last = Math.max(...events.map(({ occurredAt }) => occurredAt));
    expect(absences([...steady(), ...events], (last - day(0)) / DAY)).toEqual(told);
  });

  it('is in sight before anybody is told: one missed, and none booked', () => {
    expect(reason(...steady(), missed(56))).toBe('Has not come to the last appointment; none is booked');
    expect(attentionOf(foldEpisode([...steady(), missed(56)])).attention).toBe('keep-an-eye');
    expect(reason(...steady(), booked(50, 63), missed(56))).toBe('No forms yet');
  });

  it('counts a series that is called off in one go once', () => {
    const ahead = [56, 63, 70, 77].map((at) => booked(49, at));
    const all = [56, 63, 70, 77].map((at) => cancelled(55, `a${at}`, { cancelledBy: 'client', late: true }));
    expect(absences([...steady(), ...ahead, ...all], 55)).toEqual([]);
  });

  it('eases when the client comes, and is told anew when it happens again', () => {
    const gone = [...steady(), missed(56), missed(63)];
    expect(absences([...gone, attended(70)], 70)).toEqual(['missed, day 63, eased']);
    expect(absences([...gone, attended(70), missed(77), missed(84)], 84)).toEqual([
      'missed, day 63, eased',
      'missed, day 84, open',
    ]);
  });

  it('says so once an hour is booked, and tells nobody again for that', () => {
    const events = [...steady(), missed(56), missed(63), booked(64, 70)];
    expect(absences(events, 64)).toEqual(['missed-booked, day 63, open']);
    expect(reason(...events)).toBe('Has not come to the last 2 appointments; the next is booked');
  });

  it.each<[string, ClinicEvent[], string]>([
    ['an agreed ending', [closed(64)], 'closed'],
    ['a pause', [on(64, 'episode.paused', {})], 'eased'],
    ['a death', [on(64, 'client.deceased', {} as never)], 'withdrawn'],
    [
      'withdrawn consent',
      [on(64, 'client.consent_changed', { scope: 'alerts', granted: false } as never)],
      'withdrawn',
    ],
    ['a plan that turns out to be completed', [on(64, 'episode.updated', { plannedVisits: 8 })], 'eased'],
  ])('is no longer told of after %s', (_, events, status) =>
    expect(absences([...steady(), missed(56), missed(63), ...events], 64)).toEqual([`missed, day 63, ${status}`]),
  );

  it('comes back as it was when consent is given again', () => {
    const consent = (at: number, granted: boolean) =>
      on(at, 'client.consent_changed', { scope: 'alerts', granted } as never);
    const events = [...steady(), missed(56), missed(63), consent(64, false), consent(65, true)];
    expect(absences(events, 65)).toEqual(['missed, day 63, open']);
  });

  describe('M4 an absence of several hours that was told', () => {
    const weekly = (...weeks: number[]): ClinicEvent[] => [
      ...steady(),
      ...[49, ...weeks].map((at) => named(`next-${at}`, booked(at + 0.1, at + 7, `a${at + 7}`))),
      ...weeks.map(late),
    ];

    it('goes on while hours are booked each week and called off late again', () => {
      expect(absences(weekly(56, 63, 70, 77, 84), 84.5)).toEqual(['late-booked, day 69.5, open, again 2']);
      expect(reason(...lived(weekly(56, 63, 70), 70.5))).toBe(
        'The last 3 appointments were cancelled late; the next is booked',
      );
    });

    it('eases when the client comes', () =>
      expect(absences([...weekly(56, 63, 70), attended(77)], 78)).toEqual(['late-booked, day 69.5, eased']));

    it('is over for whoever dealt with it, until as much has come together again', () => {
      const told = weekly(56, 63, 70);
      const ended = act(70.5, 'stopped-coming:1:a70');
      expect(absences([...told, ended], 71)).toEqual(['late-booked, day 69.5, resolved']);
      expect(absences([...weekly(56, 63, 70, 77, 84, 91, 98), ended], 98)).toHaveLength(2);
    });
  });

  it('is told to whoever takes over', () => {
    const [alert] = foldEpisode([...steady(), missed(56), missed(63), handover(64)]).alerts;
    expect(alert).toMatchObject({ rule: 'stopped-coming', clinician: 'k2', status: 'open' });
  });

  it('is history where it came with history, and nobody before the opening is told', () => {
    const old = [...steady(), missed(56), missed(63)].map(fromHistory);
    expect(foldEpisode(old).alerts).toMatchObject([{ historical: true }]);
    expect(absences([missed(1), missed(2)], 9)).toEqual([]);
    expect(absences([missed(1), missed(2), opened(3)], 9)).toEqual(['missed, day 3, open']);
  });
});

describe('what a person did with it', () => {
  const gone = [...steady(), missed(56), missed(63)];
  const key = 'stopped-coming:1:a63';

  it('stays in sight until the client comes, and is told anew when it goes on', () => {
    expect(reason(...gone, act(64, key))).toBe('Has not come to the last 2 appointments; none is booked');
    expect(absences([...gone, act(64, key), missed(70)], 70)).toEqual(['missed, day 63, resolved']);
    const [, again] = foldEpisode([...gone, act(64, key), missed(70), missed(77)]).alerts;
    expect(again).toMatchObject({ follows: key, raisedAt: day(77), facts: { how: 'missed', missed: 2 } });
  });

  it('takes it out of sight where it was wrong', () => {
    expect(reason(...gone, wrong(64, key))).toBe('No forms yet');
    expect(absences([...gone, wrong(64, key), missed(70), missed(77)], 77)).toHaveLength(2);
  });
});

describe('silence', () => {
  it('is told of when nothing is booked for twice the usual time and a day', () => {
    expect(absences(steady())).toEqual(['silence, day 64, open']);
    expect(reason(...lived(steady(), 64))).toBe('Longer than usual since the last appointment; none is booked');
    const fortnightly = [opened(), ...[0, 14, 28, 42].map((at) => attended(at))];
    expect(absences(fortnightly)).toEqual(['silence, day 71, open']);
    expect(absences([opened(), on(0.1, 'episode.updated', { cadenceDays: 28 }), attended(1)])).toEqual([
      'silence, day 58, open',
    ]);
  });

  it.each<[string, ClinicEvent[], string[]]>([
    ['a booked hour ahead', [booked(50, 90), attended(90)], ['silence, day 132, open']],
    ['an hour of which nobody says what became of it', [booked(50, 60)], ['silence, day 75, open']],
    ['a message', [contact(60)], ['silence, day 75, open']],
    ['a form', [pulse(60, 88)], ['silence, day 75, open']],
    ['an hour that the practice called off', [booked(50, 56), missed(56, 'clinician')], ['silence, day 71, open']],
    ['a circumstance', [booked(50, 56), why(56, 'oth-weath')], ['silence, day 71, open']],
    ['the end of the work', [closed(55)], []],
    ['a pause', [on(50, 'episode.paused', {})], []],
    ['a plan that is completed', [on(50, 'episode.updated', { plannedVisits: 8 })], []],
  ])('is broken by %s', (_, events, told) => expect(absences([...steady(), ...events])).toEqual(told));

  it('is longer where a gap as long was usual before', () => {
    const away = [...steady(), attended(77), attended(84)];
    expect(absences(away)).toEqual(['silence, day 64, eased', 'silence, day 113, open']);
  });

  it('is none where no hour was ever kept, as in a practice that sends no calendar', () =>
    expect(absences([opened(), pulse(1, 80), pulse(8, 82)])).toEqual([]));

  it('goes on in the same alert when the client then misses an hour, and ends when one is kept', () => {
    const silent = lived(steady(), 64);
    expect(absences([...silent, missed(70)], 70)).toEqual(['missed-one, day 64, open, again 1']);
    expect(absences([...silent, attended(70)], 70)).toEqual(['silence, day 64, eased']);
  });

  it('eases when an hour is booked, and is told anew when that one is missed', () => {
    const silent = [...steady(), booked(65, 70)];
    expect(absences(silent, 69)).toEqual(['silence, day 64, eased']);
    expect(absences([...silent, missed(70)], 70)).toEqual(['silence, day 64, eased', 'missed-one, day 70, open']);
  });

  it('is counted on where the practice cancels what was booked, once the client had missed an hour', () => {
    const ahead = [56, 63, 70, 77].map((at) => booked(50, at));
    const called = [63, 70, 77].map((at) => cancelled(59, `a${at}`, { cancelledBy: 'practice' }));
    const events = [...steady(), ...ahead, missed(56), ...called];
    expect(absences(events)).toEqual(['missed-one, day 64, open']);
    const [alert] = foldEpisode(lived(events, 64)).alerts as [Alert];
    expect(alert.facts).toMatchObject({ missedOn: '2026-04-27', off: 'yes', lastOn: '2026-04-20' });
    expect(wordsFor(alert).whatChanged).toBe(
      'The last appointment that took place was on 20 April 2026. The appointment on 27 April 2026 was missed. The practice has cancelled what was booked after it.',
    );
    expect(wordsFor(alert, DEFAULT_WORDINGS.in.de).whatChanged).toBe(
      'Der letzte Termin, der stattfand, war am 20. April 2026. Der Termin am 27. April 2026 wurde nicht wahrgenommen. Was danach vereinbart war, hat die Praxis abgesagt.',
    );
  });

  it('is counted from the end of an agreed break', () => {
    const rested = [...steady(), on(52, 'episode.paused', {}), on(80, 'episode.resumed', {})];
    expect(absences(rested)).toEqual(['silence, day 95, open']);
  });
});

describe('an absence during a strain', () => {
  it('is told once: as missed while the strain stands', () => {
    const events = [...withRupture(), attended(21), booked(22, 28), missed(28), missed(35), missed(42)];
    const { alerts } = foldEpisode(lived(events, 42));
    expect(alerts.map(({ rule, seenAgain }) => [rule, seenAgain])).toEqual([
      ['strain-open', 0],
      ['missed-during-strain', 2],
    ]);
  });

  it('stays the alert that it is when a strain begins after it', () => {
    const events = [
      opened(),
      pulse(1, 88),
      pulse(2, 90),
      attended(2),
      missed(9),
      missed(16),
      pulse(17, 50),
      missed(23),
    ];
    expect(foldEpisode(events).alerts.map(({ rule, seenAgain }) => [rule, seenAgain])).toEqual([
      ['stopped-coming', 1],
      ['strain-open', 0],
    ]);
  });
});

it('comes out the same in whatever order and parts the events arrive', () => {
  fc.assert(
    fc.property(anyHistory, fc.nat(), (events, cut) => {
      const history = lived(events, 150);
      const whole = writeState(foldEpisode(history));
      expect(writeState(foldEpisode(history.toReversed()))).toBe(whole);
      const at = cut % (history.length + 1);
      const ordered = history.toSorted((a, b) => a.occurredAt - b.occurredAt);
      const continued = continueEpisode(foldEpisode(ordered.slice(0, at)), ordered.slice(at));
      if (continued !== 'refold') expect(writeState(continued)).toBe(whole);
    }),
    { numRuns: 40 },
  );
});
