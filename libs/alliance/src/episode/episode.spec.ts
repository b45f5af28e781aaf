import fc from 'fast-check';
import { anyHistory, plainHistory } from '../../spec/any-history.js';
import {
  attended,
  calm,
  clinicianPulse,
  closed,
  day,
  emptyPulse,
  handover,
  iso,
  memberPulse,
  on,
  opened,
  pulse,
  withRupture,
} from '../../spec/history.js';
import { continueEpisode, foldEpisode } from './episode.js';
import { inOrder } from './steps.js';
import type { ClinicEvent } from '#lib/events';
import type { EpisodeState } from '../state/episode-state.js';

const text = (state: EpisodeState | 'refold'): string => JSON.stringify(state);
const throughStorage = (state: EpisodeState): EpisodeState => JSON.parse(text(state)) as EpisodeState;

describe('the fold', () => {
  it('gives the same state in whatever order, and however often, events arrive [P-03]', () => {
    const shuffled = anyHistory.chain((events) =>
      fc.tuple(
        fc.constant(events),
        fc.shuffledSubarray([...events, ...events], {
          minLength: events.length * 2,
        }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([events, again]) => expect(text(foldEpisode(again))).toBe(text(foldEpisode(events)))),
    );
  });

  it('keeps its text through storage', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const state = foldEpisode(events);
        expect(text(throughStorage(state))).toBe(text(state));
      }),
    );
  });

  it('goes on from a stored state to exactly the state of the whole history, or asks to fold again', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(40), fc.nat(5), (events, cut, size) => {
        const ordered = inOrder(events);
        const before = throughStorage(foldEpisode(ordered.slice(0, cut)));
        const next = continueEpisode(before, ordered.slice(cut, cut + size + 1));
        if (next !== 'refold') expect(text(next)).toBe(text(foldEpisode(ordered.slice(0, cut + size + 1))));
      }),
    );
  });

  it('goes on without folding again while nothing is late and nothing corrects', () => {
    fc.assert(
      fc.property(plainHistory, (events) => {
        const ordered = inOrder(events);
        const stepwise = ordered.reduce<EpisodeState>((state, event) => {
          const next = continueEpisode(state, [event]);
          if (next !== 'refold') return next;
          // nobody is known before the first event
          if (state.client !== '') throw new Error(`asked to fold again at ${event.id}`);
          return foldEpisode(ordered.slice(0, ordered.indexOf(event) + 1));
        }, foldEpisode([]));
        expect(text(stepwise)).toBe(text(foldEpisode(events)));
      }),
    );
  });

  it('asks to fold again when an event is late or corrects the past', () => {
    const state = foldEpisode(withRupture());
    expect(continueEpisode(state, [pulse(20, 80)])).toBe('refold');
    expect(continueEpisode(state, [on(30, 'appointment.voided', { appointment: 'a1', cause: 'deleted' })])).toBe(
      'refold',
    );
    expect(continueEpisode(state, [pulse(21, 60)])).toBe(state);
  });

  it('asks to fold again when the state was written by an earlier version', () => {
    const earlier = {
      ...foldEpisode(withRupture()),
      format: 1,
    } as unknown as EpisodeState;
    expect(continueEpisode(earlier, [pulse(28, 90)])).toBe('refold');
  });

  it('never changes an earlier verdict or alert when history goes on [P-01]', () => {
    const verdicts = (state: EpisodeState): string[] =>
      state.series.flatMap(({ ratings }) => ratings.map((r) => `${r.event} ${r.verdict}`));
    const alerts = (state: EpisodeState): string[] =>
      state.alerts.map((a) => `${a.key} ${a.raisedAt} ${a.tier} ${a.clinician}`);
    const steady = plainHistory.map((events) =>
      inOrder(events.filter(({ type }) => type !== 'episode.clinician_changed')),
    );
    fc.assert(
      fc.property(steady, fc.nat(40), (events, cut) => {
        const early = foldEpisode(events.slice(0, cut));
        const late = foldEpisode(events);
        const scored = verdicts(early).filter((v) => !v.startsWith('urn:rapport'));
        expect(verdicts(late)).toEqual(expect.arrayContaining(scored));
        expect(alerts(late).slice(0, early.alerts.length)).toEqual(alerts(early));
      }),
    );
  });
});

describe('series', () => {
  it('never compares across respondents: a clinician’s low rating raises nothing', () => {
    const events = [opened(), clinicianPulse(1, 92), clinicianPulse(7, 50), clinicianPulse(8, 50)];
    const state = foldEpisode(events);
    expect([state.rupture, state.alerts]).toEqual([null, []]);
    expect(state.series.flatMap(({ ratings }) => ratings.map(({ verdict }) => verdict))).toEqual([null, null, null]);
  });

  it('judges each member’s forms against that member’s own', () => {
    const together = [opened(), memberPulse(1, 'm1', 92), memberPulse(2, 'm2', 71), memberPulse(8, 'm2', 72)];
    expect(foldEpisode(together).rupture).toBeNull();
    expect(foldEpisode([...together, memberPulse(9, 'm1', 60)]).rupture?.series).toBe('pulse@1/member:m1');
  });

  it('never compares across versions', () => {
    const other = pulse(7, 50) as Extract<ClinicEvent, { type: 'feedback.submitted' }>;
    const newer = {
      ...other,
      data: { ...other.data, instrument: { code: 'pulse', version: '2' } },
    };
    expect(foldEpisode([opened(), pulse(1, 92), newer]).rupture).toBeNull();
  });

  it('does not show a form without a score to any rule', () => {
    expect(foldEpisode([opened(), pulse(1, 92), emptyPulse(7), emptyPulse(14)]).rupture).toBeNull();
  });

  it('keeps the last sixty ratings', () => {
    const events = [opened(), ...Array.from({ length: 80 }, (_, i) => pulse(i + 1, 85))];
    expect(foldEpisode(events).series[0]?.ratings).toHaveLength(60);
  });

  it('counts a form that is sent twice under two ids once', () => {
    const again = { ...pulse(7, 50), id: 'again' };
    expect(foldEpisode([opened(), pulse(7, 88), { ...again, occurredAt: day(8) }]).series[0]?.ratings).toHaveLength(1);
  });
});

describe('a change of clinician', () => {
  it('starts the alliance afresh on handover and closes the old rupture', () => {
    const state = foldEpisode([...withRupture(), handover(25), pulse(28, 75)]);
    expect(state).toMatchObject({
      clinician: 'k2',
      rupture: { state: 'closed' },
      alerts: [{ status: 'closed', clinician: 'k1' }],
    });
    expect(state.series[0]?.ratings.map(({ verdict }) => verdict)).toEqual([null]);
  });

  it('tells the cover and keeps the history when somebody only covers', () => {
    const state = foldEpisode([opened(), pulse(1, 92), handover(5, 'k9', 'cover'), pulse(7, 60)]);
    expect(state).toMatchObject({
      clinician: 'k1',
      alerts: [{ clinician: 'k9' }],
    });
  });

  it('takes effect when it was announced for', () => {
    const announced = on(5, 'episode.clinician_changed', {
      to: 'k2',
      kind: 'handover',
      effectiveAt: iso(20),
    });
    const before = foldEpisode([opened(), announced, attended(10)]);
    expect([before.clinician, foldEpisode([opened(), announced, attended(21)]).clinician]).toEqual(['k1', 'k2']);
  });
});

it('knows nobody before the first event, and whom it is about from then on', () => {
  expect(foldEpisode([])).toMatchObject({
    episode: '',
    client: '',
    clinician: null,
  });
  expect(foldEpisode([opened(), handover(5)])).toMatchObject({
    episode: 'e1',
    client: 'c1',
    clinician: 'k2',
  });
});

it('lets an alert rest until the time to which it was put off', () => {
  const key = foldEpisode(withRupture()).alerts[0]?.key ?? '';
  const snoozed = on(22, 'alert.snoozed', {
    alert: key,
    by: 'k1',
    until: iso(25),
  });
  const statusAt = (at: number) => foldEpisode([...withRupture(), snoozed, attended(at)]).alerts[0]?.status;
  expect([statusAt(24.9), statusAt(25)]).toEqual(['snoozed', 'open']);
});

it('stays small however long the history', () => {
  const long = [
    opened(),
    ...Array.from({ length: 250 }, (_, i) => [attended(i + 1), pulse(i + 1, 80 + (i % 15))]).flat(),
  ];
  expect(text(foldEpisode(long)).length).toBeLessThan(44_000);
});

it('raises nothing in a calm course, to its end', () => {
  const state = foldEpisode([...calm(), closed(80)]);
  expect([state.rupture, state.alerts, state.quietSince]).toEqual([null, [], null]);
});
