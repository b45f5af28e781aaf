/** How many events do not count, by the reasons that a list of them gives. */
import { wireName } from '#lib/events';
import { findPlaces } from '#lib/eventlog';
import type { Queryable } from '#lib/platform';
import { foreignEvents, type SetAsideCount, type SetAsideReason } from '#lib/readmodels';

/** `second_opening`: the episode runs already, with other people. */
export type CountedReason = SetAsideReason | 'second_opening';

const OPENING = wireName('episode.opened');

export const foreignReason = <R extends CountedReason>(type: string, reason: R): R | 'second_opening' =>
  type === OPENING ? 'second_opening' : reason;

/** A source is a URI reference and has no space in it. */
export function keyOf(ref: string): { source: string; id: string } {
  const space = ref.indexOf(' ');
  return { source: ref.slice(0, space), id: ref.slice(space + 1) };
}

export interface CountOfReason {
  readonly reason: CountedReason;
  readonly events: number;
}

/** Of so many it is looked up which of them are second openings. */
const MOST = 1_000;

export async function apartOpenings(
  db: Queryable,
  tenant: number,
  counts: readonly SetAsideCount[],
): Promise<readonly CountOfReason[]> {
  if (!counts.some(({ reason }) => reason === 'names_another_client')) return counts;
  const refs = await foreignEvents(db, tenant, MOST);
  const places = await findPlaces(db, tenant, refs.map(keyOf));
  const openings = places.filter(({ type }) => type === OPENING).length;
  return counts
    .flatMap(({ reason, events }): CountOfReason[] =>
      reason === 'names_another_client'
        ? [
            { reason: 'second_opening', events: openings },
            { reason, events: events - openings },
          ]
        : [{ reason, events }],
    )
    .filter(({ events }) => events > 0);
}
