/** Whatever the order in which forms about outcome arrive, and however often the fold is cut, the same is told. */
import fc from 'fast-check';
import { closed, fromHistory, handover, iso, on, opened } from '../../spec/history.js';
import { everyForm, phqOf, totalOf } from '../../spec/outcome-history.js';
import type { ClinicEvent } from '#lib/events';
import { continueEpisode, foldEpisode } from '../episode/episode.js';
import { isLive } from '../state/alert.js';
import { writeState } from '../state/state-text.js';

const rules = everyForm();
const at = fc.integer({ min: 1, max: 80 }).map((n) => n / 2);
const form = fc.tuple(at, fc.constantFrom('ors', 'gad-7', 'goals', 'homework'), fc.integer({ min: 0, max: 10 }));

const event: fc.Arbitrary<ClinicEvent> = fc.oneof(
  { weight: 6, arbitrary: form.map(([d, code, n]) => totalOf(d, code, code === 'ors' ? 4 * n : n)) },
  { weight: 2, arbitrary: fc.tuple(at, fc.integer({ min: 3, max: 24 })).map(([d, n]) => phqOf(d, n, n % 3)) },
  form.map(([d, code, n]) => totalOf(d + 20, code, { value: n, administeredAt: iso(d) })),
  form.map(([d, code, n]) => totalOf(d, code, { value: n, respondent: 'member:a' })),
  form.map(([d, code, n]) => fromHistory(totalOf(d, code, n))),
  form.map(([d, code]) =>
    on(d + 3, 'feedback.voided', {
      form: `${code}-${d}-client`,
      instrument: { code, version: '1' },
      cause: 'deleted',
    } as never),
  ),
  form.map(([d, code, n]) =>
    on(d + 2, n > 5 ? 'alert.resolved' : 'alert.overridden', {
      alert: `outcome-worse:1:${code}-${d}-client`,
      by: 'k1',
      ...(n > 5 ? { outcome: 'talked-it-through' } : { reason: 'wrong' }),
      knew: iso(d + 1),
    } as never),
  ),
  fc.tuple(at, fc.boolean()).map(([d, granted]) => on(d, 'client.consent_changed', { scope: 'all', granted })),
  fc.tuple(at, fc.constantFrom(handover, closed)).map(([d, what]) => what(d)),
);
const history = fc
  .uniqueArray(event, { maxLength: 25, selector: ({ id }) => id })
  .map((events) => [opened(), ...events]);

it('any order of arrival tells the same', () => {
  fc.assert(
    fc.property(history, fc.infiniteStream(fc.nat()), (events, dice) => {
      const shuffled = events
        .map((one) => ({ one, by: dice.next().value as number }))
        .toSorted((a, b) => a.by - b.by)
        .map(({ one }) => one);
      expect(writeState(foldEpisode(shuffled, rules))).toBe(writeState(foldEpisode(events, rules)));
    }),
  );
});

it('one event after the other tells the same as all at once', () => {
  fc.assert(
    fc.property(history, (events) => {
      const folded = events.reduce<{ known: readonly ClinicEvent[]; state: ReturnType<typeof foldEpisode> }>(
        ({ known, state }, one) => {
          const all = [...known, one];
          const next = continueEpisode(state, [one], rules);
          return { known: all, state: next === 'refold' ? foldEpisode(all, rules) : next };
        },
        { known: [], state: foldEpisode([], rules) },
      );
      expect(writeState(folded.state)).toBe(writeState(foldEpisode(events, rules)));
    }),
  );
});

it('each person has one prompt about outcome at a time, and none in a work that has ended', () => {
  fc.assert(
    fc.property(history, (events) => {
      const { alerts, status } = foldEpisode(events, rules);
      const live = alerts.filter((alert) => alert.rule === 'outcome-worse' && isLive(alert));
      const people = live.map(({ facts }) => facts['respondent']);
      expect(new Set(people).size).toBe(people.length);
      if (status === 'closed') expect(live).toEqual([]);
    }),
  );
});
