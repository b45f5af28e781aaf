/**
 * In whose episodes is this person? One row per episode and person: the client under every name that merges gave, and
 * the people of the clinic who have or ever had to do with it. What is told of a person in their own stream is relayed into
 * these episodes.
 */
import type { EpisodeState } from '#lib/alliance';
import { ACTIVE_BUILD, type PersonInEpisode, type StreamKey } from '#lib/eventlog';
import { episodeOf } from '#lib/events';
import { statement, type Queryable } from '#lib/platform';
import { EpisodePeople1764000011000 } from './migrations/1764000011000-episode-people.js';
import type { ReadModel } from './read-model.js';

export interface EpisodePersonRow extends StreamKey {
  /** The person's stream, such as `client/cl-7`. */
  readonly part: string;
}

/**
 * Streams of the people of an episode. Other clients whom its events name are asked about too: one may be a record that
 * went into this client's.
 */
export function peopleOf({ client, knownAs, named, staff }: EpisodeState): string[] {
  const clients = [client, ...knownAs, ...named].filter((name) => name !== '');
  return [...new Set([...clients.map((name) => `client/${name}`), ...staff.map((name) => `clinician/${name}`)])].sort();
}

/** The episodes of people, by their own streams, in the active build. Uses episode_person_of. */
export async function episodesOfPeople(db: Queryable, people: readonly StreamKey[]): Promise<PersonInEpisode[]> {
  const { rows } = await db.query<StreamKey & { person: string } & Record<string, unknown>>(
    statement('episodes-of-people')`
     SELECT p.tenant, p.person, p.stream FROM unnest($1::int[], $2::text[]) AS k(tenant, person)
     JOIN episode_person p ON p.build = ${ACTIVE_BUILD} AND p.tenant = k.tenant AND p.person = k.person
     ORDER BY p.tenant, p.person, p.stream`,
    [people.map((p) => p.tenant), people.map((p) => p.stream)],
  );
  return rows.map(({ tenant, person, stream }) => ({ tenant, person, episode: episodeOf(stream) }));
}

export const episodePeople: ReadModel<EpisodePersonRow> = {
  code: 'episode-people',
  migrations: [EpisodePeople1764000011000],
  rowsOf: ({ tenant, stream, state }) => peopleOf(state).map((part) => ({ tenant, stream, part })),
  /** Uses the primary key. */
  async save(tx, build, rows) {
    await tx.query(
      statement('save-episode-people')`
       INSERT INTO episode_person (build, tenant, stream, person)
       SELECT $1, tenant, stream, person FROM unnest($2::int[], $3::text[], $4::text[]) AS r(tenant, stream, person)
       ON CONFLICT DO NOTHING`,
      [build, rows.map((r) => r.tenant), rows.map((r) => r.stream), rows.map((r) => r.part)],
    );
  },
  async discard(tx, build) {
    await tx.query(statement('discard-episode-people')`DELETE FROM episode_person WHERE build = $1`, [build]);
  },
  async forget(tx, build, keys) {
    await tx.query(
      statement('forget-episode-people')`
       DELETE FROM episode_person p USING unnest($2::int[], $3::text[]) AS k(tenant, stream)
       WHERE p.build = $1 AND p.tenant = k.tenant AND p.stream = k.stream`,
      [build, keys.map((k) => k.tenant), keys.map((k) => k.stream)],
    );
  },
  async readBack(tx, build, keys) {
    const { rows } = await tx.query<EpisodePersonRow & Record<string, unknown>>(
      statement('read-back-episode-people')`
       SELECT p.tenant, p.stream, p.person AS part FROM unnest($2::int[], $3::text[]) AS k(tenant, stream)
       JOIN episode_person p ON p.build = $1 AND p.tenant = k.tenant AND p.stream = k.stream`,
      [build, keys.map((k) => k.tenant), keys.map((k) => k.stream)],
    );
    return rows;
  },
};
