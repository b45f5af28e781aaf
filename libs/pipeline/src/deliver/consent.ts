/** Whether messages about an episode may leave the house: clients may withdraw that, also while a message waits. */
import type { StreamKey } from '#lib/eventlog';
import type { Queryable } from '#lib/platform';
import { readEpisode } from '#lib/readmodels';

export async function isMuted(db: Queryable, episode: StreamKey): Promise<boolean> {
  const folded = await readEpisode(db, episode);
  return folded !== undefined && !folded.state.consent.messages;
}
