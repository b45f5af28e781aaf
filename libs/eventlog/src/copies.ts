/**
 * Facts that stand in one stream and are copied into others. A copy is named after what it copies: copying again adds
 * nothing, what is missing can be asked for, and the order of arrival decides nothing.
 */
import { hash } from 'node:crypto';
import { statement, type Queryable } from '#lib/platform';
import { EVENT_COLUMNS, OWN_SOURCE, decodeRow, type EventRow, type StoredEvent } from './stored-event.js';

const COPY = 'relayed-';

/** The id of the copy that an episode has of an event. A hash, because source and id may fill a key by themselves. */
export const copyId = ({ source, externalId }: Pick<StoredEvent, 'source' | 'externalId'>, episode: string): string =>
  `${COPY}${hash('sha256', `${source} ${externalId}`).slice(0, 32)}-${episode}`;

/** The same, of an event `e` for an episode `k`. */
const COPY_ID = `'${COPY}' || left(encode(sha256(convert_to(e.source || ' ' || e.external_id, 'UTF8')), 'hex'), 32) || '-' || k.episode`;

export const isCopy = ({ source, externalId }: StoredEvent): boolean =>
  source === OWN_SOURCE && externalId.startsWith(COPY);

export interface PersonInEpisode {
  readonly tenant: number;
  /** The person's stream. */
  readonly person: string;
  readonly episode: string;
}

export interface PersonOfFold extends PersonInEpisode {
  /** New to the episode, as far as its folded state knows. */
  readonly isNew: boolean;
}

/**
 * Of the people of some episodes, those of whom something is told that has not come into the episode: their stream waits
 * to be followed, or they are new to the episode and its stream has no copy of their latest fact. Uses primary keys.
 */
export async function peopleWithNews(tx: Queryable, people: readonly PersonOfFold[]): Promise<PersonInEpisode[]> {
  const { rows } = await tx.query<{ nth: number }>(
    statement('people-with-news')`
     SELECT k.nth::int AS nth
     FROM unnest($1::int[], $2::text[], $3::text[], $4::bool[]) WITH ORDINALITY AS k(tenant, person, episode, fresh, nth)
     JOIN stream s ON s.tenant = k.tenant AND s.stream = k.person
     JOIN LATERAL (
       SELECT e.source, e.external_id FROM event e WHERE e.tenant = k.tenant AND e.stream = k.person AND e.version = s.head
     ) e ON true
     WHERE (k.fresh OR EXISTS (SELECT FROM dirty_episode d WHERE d.tenant = k.tenant AND d.stream = k.person))
       AND NOT EXISTS (SELECT FROM event_key c WHERE c.tenant = k.tenant AND c.source = '${OWN_SOURCE}'
                       AND c.external_id = ${COPY_ID})
     ORDER BY k.nth`,
    [
      people.map((p) => p.tenant),
      people.map((p) => p.person),
      people.map((p) => p.episode),
      people.map((p) => p.isNew),
    ],
  );
  return rows.map(({ nth }) => people[nth - 1] as PersonInEpisode);
}

export interface MissingCopy {
  readonly event: StoredEvent;
  readonly episode: string;
}

/** The first events of people that their episodes have no copy of, person by person. Uses primary keys and event_key. */
export async function missingCopies(
  db: Queryable,
  people: readonly PersonInEpisode[],
  limit: number,
): Promise<MissingCopy[]> {
  const { rows } = await db.query<EventRow & { nth: number } & Record<string, unknown>>(
    statement('missing-copies')`
     SELECT ${EVENT_COLUMNS}, k.nth::int AS nth
     FROM unnest($1::int[], $2::text[], $3::text[]) WITH ORDINALITY AS k(tenant, person, episode, nth), LATERAL (
       SELECT * FROM event e WHERE e.tenant = k.tenant AND e.stream = k.person OFFSET 0
     ) e
     WHERE NOT EXISTS (SELECT FROM event_key c WHERE c.tenant = k.tenant AND c.source = '${OWN_SOURCE}'
                       AND c.external_id = ${COPY_ID})
     ORDER BY k.nth, e.version LIMIT $4`,
    [people.map((p) => p.tenant), people.map((p) => p.person), people.map((p) => p.episode), limit],
  );
  return rows.map(({ nth, ...row }) => ({
    event: decodeRow(row),
    episode: (people[nth - 1] as PersonInEpisode).episode,
  }));
}

/** Every stream of a person, for a build in which nothing has been relayed yet. */
export async function peopleStreams(tx: Queryable): Promise<{ tenant: number; stream: string }[]> {
  const { rows } = await tx.query<{ tenant: number; stream: string }>(
    statement('people-streams')`
     SELECT tenant, stream FROM stream WHERE stream LIKE 'client/%' OR stream LIKE 'clinician/%' ORDER BY tenant, stream`,
  );
  return rows;
}
