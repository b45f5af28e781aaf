/**
 * What is told of the people of an episode comes into it before it is followed, so that nobody hears of somebody who is
 * dead or gone. Most people are known before anything is folded; only who turns up in the fold is asked for after it.
 */
import { foldEpisode } from '#lib/alliance';
import { peopleWithNews, streamKey, type PersonInEpisode, type PersonOfFold } from '#lib/eventlog';
import { episodeOf, episodeStream, type EventType } from '#lib/events';
import type { Queryable } from '#lib/platform';
import { peopleOf } from '#lib/readmodels';
import { foldStreams, type Projection, type Unfolded } from './fold-stream.js';

export interface FoldedOrAwaited {
  readonly folded: readonly Projection[];
  /** Of whom something is told that has to come into their episode first: that one was left as it was. */
  readonly awaited: readonly PersonInEpisode[];
}

export const episodeKey = ({ tenant, episode }: PersonInEpisode): string =>
  streamKey({ tenant, stream: episodeStream(episode) });
export const personKey = ({ tenant, person, episode }: PersonInEpisode): string => `${tenant} ${person} ${episode}`;

/** Folds what waits for nobody's facts. */
export async function foldUnlessAwaited(
  tx: Queryable,
  fresh: readonly Unfolded[],
  brought: ReadonlySet<string>,
): Promise<FoldedOrAwaited> {
  const expected = fresh.flatMap(peopleBefore).filter((one) => !brought.has(personKey(one)));
  const awaited = await newsOf(tx, expected);
  const all = await foldStreams(tx, unlessAwaited(fresh, awaited));
  const asked = new Set([...brought, ...expected.map(personKey)]);
  const turnedUp = all.flatMap(peopleAfter).filter((one) => !asked.has(personKey(one)));
  const late = await newsOf(tx, turnedUp);
  return { folded: unlessAwaited(all, late), awaited: [...awaited, ...late] };
}

const newsOf = async (tx: Queryable, people: readonly PersonOfFold[]): Promise<readonly PersonInEpisode[]> =>
  people.length > 0 ? peopleWithNews(tx, people) : [];

function unlessAwaited<T extends Unfolded>(some: readonly T[], awaited: readonly PersonInEpisode[]): readonly T[] {
  const waiting = new Set(awaited.map(episodeKey));
  return waiting.size === 0 ? some : some.filter(({ checkpoint }) => !waiting.has(streamKey(checkpoint)));
}

/** Whom the state knows; of an episode that nobody has followed, whom its opening names. */
const peopleBefore = (one: Unfolded): PersonOfFold[] =>
  inEpisode(one, one.before ? peopleOf(one.before) : peopleOfOpening(one), one.before === undefined);

const peopleAfter = (one: Projection): PersonOfFold[] => inEpisode(one, peopleOf(one.after), true);

function inEpisode({ checkpoint: { tenant, stream } }: Unfolded, people: string[], isNew: boolean): PersonOfFold[] {
  return people.map((person) => ({ tenant, person, episode: episodeOf(stream), isNew }));
}

const SAYS_WHOSE: ReadonlySet<EventType> = new Set(['episode.opened', 'client.merged']);
const peopleOfOpening = ({ facts, rules }: Unfolded): string[] =>
  peopleOf(
    foldEpisode(
      facts.filter(({ type }) => SAYS_WHOSE.has(type)),
      rules,
    ),
  );
