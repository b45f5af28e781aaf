/** C13: whose an episode is, under which names, in the episodes of the record that stays too. */
import fc from 'fast-check';
import type { ClinicEvent } from '#lib/events';
import { day, named, opened, pulse } from '../../spec/history.js';
import type { EpisodeState } from '../state/episode-state.js';
import { continueEpisode, foldEpisode } from './episode.js';

/** The copy that an episode has of what was told of a client. */
const fact = (id: string, at: number, { type, ...data }: { readonly type: string }): ClinicEvent => {
  const envelope = { id, source: 'urn:rapport', occurredAt: day(at), sequence: '', historical: false };
  return { ...envelope, type, data } as unknown as ClinicEvent;
};
const merge = (retired: string, survivor: string) => ({ type: 'client.merged', client: survivor, retired, survivor });
const merged = (at: number, retired: string, survivor: string): ClinicEvent =>
  fact(`${retired}-${survivor}-${at}`, at, merge(retired, survivor));
const separation = (restored: string) => ({ type: 'client.unmerged', client: 'x', restored });
const unmerged = (at: number, restored: string): ClinicEvent =>
  fact(`apart-${restored}-${at}`, at, separation(restored));
const death = (client: string) => ({ type: 'client.deceased', client });
const died = (at: number, client: string): ClinicEvent => fact(`died-${client}`, at, death(client));
const of = (client: string, event: ClinicEvent): ClinicEvent =>
  ({ ...named(`${event.id}-${client}`, event), data: { ...event.data, client } }) as ClinicEvent;
const fold = (...events: ClinicEvent[]): EpisodeState => foldEpisode([opened(), ...events]);
const values = ({ series }: EpisodeState): unknown => series[0]?.ratings.map(({ value }) => value);

describe('C13: an event under the name of a record that went into the one of this episode', () => {
  const old = of('old', pulse(9, 80));

  it.each<[string, ClinicEvent[]]>([
    ['told after the merge', [merged(5, 'old', 'c1'), old]],
    ['told before the merge', [old, merged(20, 'old', 'c1')]],
    ['of a record that went into one that went into it', [merged(5, 'old', 'mid'), merged(6, 'mid', 'c1'), old]],
    ['of a record that went where this one went', [merged(5, 'old', 'new'), merged(6, 'c1', 'new'), old]],
  ])('counts: %s', (_, events) => {
    const state = fold(...events);
    expect(state).toMatchObject({ foreign: [], idleMerges: [] });
    expect(values(state)).toEqual([80]);
    expect(state.client).toBe(state.merges.some(({ retired }) => retired === 'c1') ? 'new' : 'c1');
  });

  it('is set aside as long as nobody told of a merge, and the episode asks about its client', () => {
    expect(fold(old)).toMatchObject({ foreign: ['urn:practice pulse-9-client-old'], named: ['old'], series: [] });
    const elsewhere = fold(old, merged(20, 'old', 'somebody-else'));
    expect(elsewhere).toMatchObject({ named: ['old', 'somebody-else'], knownAs: ['c1'], series: [] });
  });

  it('is set aside again once the merge is taken back, and nothing of the other record stays', () => {
    const state = fold(merged(5, 'old', 'c1'), died(6, 'old'), old, unmerged(20, 'old'));
    expect(state).toMatchObject({ client: 'c1', knownAs: ['c1'], died: null, named: ['old'], series: [] });
  });

  it('brings what is known of that record with it', () =>
    expect(fold(merged(5, 'old', 'c1'), died(6, 'old'), old).died).toBe(day(6)));
});

describe('C13: a merge that changes nothing', () => {
  it.each<[string, ClinicEvent[], string[]]>([
    ['a second one into another record', [merged(5, 'c1', 'b'), merged(6, 'c1', 'c')], ['merged_elsewhere']],
    [
      'a third one as well',
      [merged(5, 'c1', 'b'), merged(6, 'c1', 'c'), merged(7, 'c1', 'd')],
      ['merged_elsewhere', 'merged_elsewhere'],
    ],
    ['the taking back of what was in no merge', [unmerged(5, 'c1')], ['not_merged']],
    ['the taking back before the merge', [unmerged(5, 'c1'), merged(6, 'c1', 'b')], ['not_merged']],
  ])('is named for operations, with why: %s', (_, events, reasons) => {
    const { idleMerges } = fold(...events);
    expect(idleMerges.map(({ reason }) => reason)).toEqual(reasons);
    expect(idleMerges[0]?.event).toMatch(/^urn:rapport /);
  });

  it.each<[string, ClinicEvent[]]>([
    ['one that is told again', [merged(5, 'c1', 'b'), merged(6, 'c1', 'b')]],
    ['a taking back that is told again', [merged(5, 'c1', 'b'), unmerged(6, 'c1'), unmerged(7, 'c1')]],
    ['one after the first was taken back', [merged(5, 'c1', 'b'), unmerged(6, 'c1'), merged(7, 'c1', 'c')]],
    ['two records that went into each other', [merged(5, 'c1', 'b'), merged(6, 'b', 'c1')]],
  ])('is not %s', (_, events) => expect(fold(...events).idleMerges).toEqual([]));

  it('counts once what stood in its way is taken back between the two', () => {
    const events = [merged(5, 'c1', 'b'), merged(7, 'c1', 'c'), unmerged(6, 'c1')];
    expect(fold(...events)).toMatchObject({ client: 'c', idleMerges: [] });
  });
});

it('C13: merges and events of both records give the same state in every order and split', () => {
  const told = fc.constantFrom(
    merged(5, 'old', 'c1'),
    merged(6, 'old', 'b'),
    unmerged(8, 'old'),
    unmerged(9, 'c1'),
    merged(10, 'c1', 'new'),
    of('old', pulse(9, 80)),
    of('new', pulse(12, 70)),
    pulse(13, 60),
    died(14, 'old'),
  );
  fc.assert(
    fc.property(fc.uniqueArray(told, { maxLength: 9 }), fc.nat(9), (events, cut) => {
      const all = [opened(), ...events];
      const state = foldEpisode(all);
      expect(foldEpisode(all.toReversed())).toEqual(state);
      const next = continueEpisode(foldEpisode(all.slice(0, cut + 1)), all.slice(cut + 1));
      if (next !== 'refold') expect(next).toEqual(state);
    }),
  );
});

it('C13: many names, also of records that went elsewhere, are the same folded at once or in parts', () => {
  const told = Array.from({ length: 24 }, (_, i) => of(`n${i}`, pulse(10 + i, 80)));
  const all = [opened(), merged(5, 'n0', 'x'), merged(6, 'n1', 'y'), ...told];
  const whole = foldEpisode(all);
  expect(whole.named).toHaveLength(20);
  for (let cut = 1; cut < all.length; cut++) {
    const next = continueEpisode(foldEpisode(all.slice(0, cut)), all.slice(cut));
    if (next !== 'refold') expect(next).toEqual(whole);
  }
});
