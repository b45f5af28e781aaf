import fc from 'fast-check';
import { anyHistory } from '../../spec/any-history.js';
import {
  attended,
  booked,
  cancelled,
  day,
  iso,
  missed,
  on,
  opened,
  phq,
  phqRules,
  pulse,
  withRupture,
} from '../../spec/history.js';
import { foldEpisode } from '../episode/episode.js';
import type { ClinicEvent } from '#lib/events';
import type { EpisodeState } from './episode-state.js';
import { readState, writeState } from './state-text.js';

describe('the state as text', () => {
  it('is read back as what was written, and written again as the same text', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const state = foldEpisode(events);
        const text = writeState(state);
        expect(readState(text)).toEqual(state);
        expect(writeState(readState(text))).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  it('is less than half as long as plain JSON after forty visits', () => {
    const visits = Array.from({ length: 40 }, (_, n) => [pulse(7 * n + 1, 85), attended(7 * n + 1, `a${n}`)]).flat();
    const state = foldEpisode([opened(), ...visits]);
    expect(writeState(state).length * 2).toBeLessThan(JSON.stringify(state).length);
  });

  /** Stored states are in this form: another one needs another format number. */
  describe('as it is stored', () => {
    interface Stored {
      readonly from: string;
      readonly series: readonly (readonly [string, string, string, readonly (readonly unknown[])[]])[];
      readonly attendance: readonly unknown[];
    }
    const stored = (state: EpisodeState): Stored => JSON.parse(writeState(state)) as Stored;
    const fold = (...events: ClinicEvent[]): EpisodeState => foldEpisode([opened(), ...events], phqRules());

    it('names the source of its forms once', () => {
      const state = fold(
        pulse(1, 90),
        { ...pulse(7, 90), source: 'urn:other' },
        { ...phq(8, 0), source: 'urn:practice-2' },
      );
      expect(stored(state).from).toBe('urn:practice');
      expect(stored(state).series.map(([, , , ratings]) => ratings.map(([, event]) => event))).toEqual([
        [' pulse-1-client', 'urn:other pulse-7-client'],
        ['urn:practice-2 phq-8'],
      ]);
      expect(stored(fold()).from).toBe('');
      expect(readState(writeState(state))).toEqual(state);
    });

    it('has a rating without what nothing is to be said of', () => {
      const { series } = stored(fold(phq(1, 0)));
      expect(series).toEqual([['phq-9', '1', 'client', [[day(1), ' phq-1', 'q1', 8, [8], 0]]]]);
    });

    it('has the conclusions of a rating after its scores and the client’s own word', () => {
      const [, , , ratings] = stored(foldEpisode(withRupture())).series[0] ?? [];
      const word = [0, null, null];
      expect(ratings?.at(-1)?.slice(5)).toEqual([word, 'probable', ['level', 'reliable-drop', 'dual-spread']]);
      expect(ratings?.[0]).toHaveLength(6);
    });

    it('has what rules on trial concluded, also where no other did', () => {
      const state = foldEpisode(withRupture());
      const [pulses] = state.series;
      const shadow = [{ rule: 'level', tier: 'suspected' as const }];
      const ratings = (pulses?.ratings ?? []).map((rating) => ({
        ...rating,
        shadow,
      }));
      const onTrial = {
        ...state,
        series: pulses ? [{ ...pulses, ratings }] : [],
      };
      expect(stored(onTrial).series[0]?.[3][0]?.slice(6)).toEqual([null, [], shadow]);
      expect(readState(writeState(onTrial))).toEqual(onTrial);
    });

    it('has rules that only ask for a look', () => {
      const state = foldEpisode([opened(), pulse(1, 75), pulse(7, 69)]);
      const rules = state.series[0]?.ratings.at(-1)?.rules;
      expect(stored(state).series[0]?.[3].at(-1)?.slice(7)).toEqual([rules]);
    });

    it('has an appointment without what nothing is to be said of', () => {
      const moved = on(2, 'appointment.rescheduled', {
        appointment: 'a14',
        start: iso(14),
        end: iso(14.04),
        initiatedBy: 'client',
      });
      const called = { cancelledBy: 'practice' as const };
      const { attendance } = stored(
        fold(
          booked(1, 7),
          moved,
          cancelled(3, 'a7', { ...called, reasonCode: 'maint' }),
          booked(4, 21),
          missed(21),
          booked(22, 28),
          missed(29),
        ),
      );
      const counts = [0, 2, 0, 0, 0, 0, 0, 0, 1, 0, 0];
      expect(attendance).toEqual([
        counts,
        1,
        0,
        0,
        null,
        null,
        [
          ['a7', day(7), 'cancelled', 8, 'maint', 0, null, { d: day(3) }],
          ['a14', day(14), 'booked', -1, null, 1, null, { o: 1 }],
          ['a21', day(21), 'missed', 1],
          ['a28', day(28), 'booked', -1],
          ['a29', null, 'missed', 1, null, 0, day(29)],
        ],
        '',
        [['booked', 'a28', day(22), 'unknown']],
      ]);
    });
  });
});

it('fills up what an earlier format did not know, inside its parts too', () => {
  const { endings: _, ...ownPart } = foldEpisode([]).ownPart;
  const before = JSON.stringify({ ...JSON.parse(writeState(foldEpisode([]))), format: 8, ownPart });
  expect(readState(before).ownPart).toEqual(foldEpisode([]).ownPart);
});
