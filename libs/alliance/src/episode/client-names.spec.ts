/** C13: whose an episode is, under which names, in the episodes of the record that stays too. */
import fc from 'fast-check';
import type { ClinicEvent, EventOf } from '#lib/events';
import { stateWith } from '../../spec/alerts.js';
import { day, named, on, opened, pulse } from '../../spec/history.js';
import type { EpisodeState } from '../state/episode-state.js';
import {
  changeNames,
  namesAnother,
  namesOfClient,
  namesSomebodyNew,
  ownHistory,
  withoutStrangersTo,
} from './client-names.js';
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
const APART = [opened(), merged(5, 'c1', 'b'), unmerged(6, 'c1'), merged(7, 'c1', 'd')];
const BOTH = ['c1', 'b'];

describe('the names of a client', () => {
  const unrelated = fact('left', 0, { type: 'clinician.deactivated', clinician: 'k1' } as never);
  const withoutClient = fact('early', 0, { type: 'appointment.booked', episode: 'e1' } as never);

  it.each<[string, ClinicEvent[], string[]]>([
    ['nothing', [], []],
    ['what names no client of the episode', [unrelated, withoutClient, died(1, 'x')], []],
    [
      'the first that names one',
      [unrelated, withoutClient, died(1, 'x'), of('c3', pulse(2, 80)), pulse(3, 80)],
      ['c3'],
    ],
    ['the opening, whatever came before', [of('c3', pulse(2, 80)), opened(4)], ['c1']],
    ['a merge', [opened(), merged(5, 'old', 'c1')], ['c1', 'old']],
    ['another after the first was taken back', APART, ['c1', 'b', 'd']],
    ['another that could not be', [opened(), merged(5, 'c1', 'b'), merged(6, 'c1', 'd')], ['c1', 'b']],
    [
      'the taking back of another merge',
      [opened(), merged(5, 'c1', 'b'), unmerged(6, 'x'), merged(7, 'c1', 'd')],
      BOTH,
    ],
  ])('are those by %s', (_, events, names) => expect(namesOfClient(events)).toStrictEqual(names));

  it.each<[string, string[], ClinicEvent, boolean]>([
    ['by another name', ['c1'], of('c2', pulse(3, 80)), true],
    ['by one of them', ['c2', 'c1'], pulse(3, 80), false],
    ['before there is any', [], pulse(3, 80), false],
    ['where it is told of no episode', ['c1'], died(3, 'c2'), false],
    ['where it names no client', ['c1'], withoutClient, false],
    ['where Rapport wrote it itself', ['c1'], of('c2', on(3, 'timer.due', {} as never)), false],
  ])('are not those of an event that names the client %s', (...[, names, event, isAnother]) =>
    expect(namesAnother(names, event)).toBe(isAnother),
  );
});

describe('a change of names', () => {
  type NameChange = EventOf<'client.merged' | 'client.unmerged'>;
  const known = (more: Partial<EpisodeState> = {}) => stateWith([], { knownAs: ['c1'], ...more });
  const after = (events: readonly ClinicEvent[], state = known()) =>
    events.reduce((next, event) => changeNames(next, event as NameChange), state);
  const into = (text: string) =>
    text.split(' ').map((pair, i) => merged(5 + i, ...(pair.split('>') as [string, string])));

  it.each<[string, string]>([
    ['c1>b', 'b'],
    ['c1>b b>c', 'c'],
    ['c1>b b>c c>d', 'd'],
    ['old>c1', 'c1'],
    ['c1>c1', 'c1'],
    ['c1>b c1>d', 'b'],
    ['c1>b b>c1', 'c1'],
    ['b>c c>b x>b c1>x', 'b'],
    ['c>b x>b c1>x b>c', 'c'],
  ])('says under which the client is kept: %s is %s', (pairs, client) =>
    expect(after(into(pairs)).client).toBe(client),
  );

  it('is of the client whom the state is about where no name is known', () =>
    expect(after(into('c1>b'), known({ knownAs: [] }))).toMatchObject({ client: 'b', knownAs: ['c1', 'b'] }));

  it('keeps what merges count: none into itself, none of what went elsewhere', () => {
    expect(after(into('c1>c1 c1>b c1>d x>y')).merges).toEqual([
      { retired: 'c1', survivor: 'b' },
      { retired: 'x', survivor: 'y' },
    ]);
    expect(after([...into('c1>b x>y'), unmerged(9, 'c1')]).merges).toEqual([{ retired: 'x', survivor: 'y' }]);
  });

  it('adds names by a merge, and leaves those that stand by taking one back', () => {
    const named = known({ knownAs: ['c1', 'before'] });
    expect(after(into('c1>b'), named)).toMatchObject({ knownAs: ['c1', 'before', 'b'], apart: [] });
    expect(after([...into('c1>b'), unmerged(9, 'b')], named)).toMatchObject({ knownAs: ['c1', 'b'], apart: ['b'] });
    expect(after([...into('c1>b'), unmerged(9, 'c1'), unmerged(10, 'c1')], named)).toMatchObject({
      ...{ knownAs: ['c1'], apart: ['c1'], client: 'c1' },
    });
  });

  it('that changes nothing is noted with why, the latest twenty', () => {
    const before = Array.from({ length: 20 }, (_, i) => ({ event: `s ${i}`, reason: 'not_merged' as const }));
    expect(after([unmerged(5, 'x')], known({ idleMerges: before })).idleMerges).toEqual([
      ...before.slice(1),
      { event: 'urn:rapport apart-x-5', reason: 'not_merged' },
    ]);
    expect(after(into('c1>b c1>b')).idleMerges).toEqual([]);
    expect(after(into('c1>b c1>d')).idleMerges).toEqual([{ event: 'urn:rapport c1-d-6', reason: 'merged_elsewhere' }]);
  });
});

describe('of a history', () => {
  const [oldForm, gone] = [of('old', pulse(9, 80)), died(6, 'old')];

  it('that names nobody all counts', () => expect(ownHistory([gone])).toEqual({ ordered: [gone], named: [] }));

  it('what is told of a stranger does not count, although it was merged into this client by those who asked', () => {
    const asked = merged(5, 'old', 'c1');
    expect(ownHistory([opened(), asked, gone])).toEqual({ ordered: [opened()], named: [] });
    const all = [opened(), asked, gone, oldForm];
    expect(ownHistory(all)).toEqual({ ordered: all, named: ['old'] });
  });

  it('what is told of the client counts, and whatever is told of no client', () => {
    const all = [opened(), died(3, 'c1'), merged(5, 'c1', 'b'), died(6, 'b'), unmerged(7, 'c1'), pulse(8, 80)];
    expect(ownHistory(all).ordered).toEqual(all.filter(({ id }) => id !== 'died-b'));
  });

  it('others are asked about whom it names, and what they went into, but not this client', () => {
    const merges = [merged(5, 'old', 'mid'), merged(6, 'mid', 'c1')];
    expect(ownHistory([opened(), ...merges, oldForm, oldForm, of('z', pulse(10, 80))]).named).toEqual([
      ...['old', 'mid', 'z'],
    ]);
  });

  it('others are asked about, the first twenty', () => {
    const forms = Array.from({ length: 22 }, (_, i) => of(`n${i}`, pulse(10 + i, 80)));
    const first = forms.slice(0, 20).map((_, i) => `n${i}`);
    expect(ownHistory([opened(), ...forms]).named).toEqual(first);
    expect(ownHistory([opened(), merged(5, 'n0', 'x'), ...forms]).named).toEqual(['n0', 'x', ...first.slice(1, 19)]);
  });

  it.each<[string, ClinicEvent, string[], boolean]>([
    ['nobody named yet', oldForm, [], true],
    ['one named before', oldForm, ['old'], false],
    ['the client', pulse(9, 80), [], false],
    ['no client', fact('e', 9, { type: 'appointment.booked', episode: 'e1' } as never), [], false],
    ['a client, and no episode', gone, [], false],
    ['the nineteen before', oldForm, Array.from({ length: 19 }, (_, i) => `n${i}`), true],
    ['twenty before', oldForm, Array.from({ length: 20 }, (_, i) => `n${i}`), false],
  ])('somebody new is named by what names %s', (...[, event, before, isNew]) =>
    expect(namesSomebodyNew(stateWith([], { knownAs: ['c1'], named: before }), event)).toBe(isNew),
  );

  it('what comes later of strangers does not count, once it is known whose it is', () => {
    const fresh = [gone, died(7, 'c1'), oldForm, unmerged(8, 'old')];
    const kept = (more: Partial<EpisodeState>) => withoutStrangersTo(stateWith([], more), fresh);
    expect(kept({ knownAs: ['c1'] })).toEqual([fresh[1], oldForm]);
    expect(kept({ knownAs: ['c1'], merges: [{ retired: 'old', survivor: 'c1' }] })).toEqual(fresh);
    expect(kept({ knownAs: [] })).toEqual(fresh);
  });
});

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
