/**
 * Facts that belong into other streams are copied there, as events of the log: a fold reads one stream, and a replay
 * finds in it all that counted.
 *
 *   client/…, clinician/…   what is told of a person goes into each of their episodes: those that are there when it is
 *                           told, and those that they come into later
 *   foreign/<episode>       events of an episode that name another client go into an episode of their own, which nobody
 *                           opens: a safety answer in one is told, as somebody's whom we cannot name
 *
 * A copy has the same id each time, so relaying again adds nothing. The mark goes last: what ends in between is repeated.
 */
import { Injectable } from '@nestjs/common';
import { readState } from '#lib/alliance';
import { episodeOf, episodeStream, isPersonStream, refOf } from '#lib/events';
import {
  Appender,
  clearMarks,
  readFoldedState,
  readStream,
  toClinicEvent,
  type DirtyMark,
  type NewEvent,
  type PersonInEpisode,
} from '#lib/eventlog';
import { Database } from '#lib/platform';
import { Waker } from '#lib/queues';
import { episodesOfPerson } from '#lib/readmodels';
import { copyOf, withoutNames } from './copied-facts.js';

const FOREIGN = 'foreign/';
export const foreignMark = (stream: string): string => FOREIGN + episodeOf(stream);
export const isRelayed = ({ stream }: DirtyMark): boolean => isPersonStream(stream) || stream.startsWith(FOREIGN);

const AT_ONCE = 500;

@Injectable()
export class RelayFacts {
  constructor(
    private readonly db: Database,
    private readonly appender: Appender,
    private readonly waker: Waker,
  ) {}

  async relay(mark: DirtyMark): Promise<void> {
    const copies = isPersonStream(mark.stream) ? await this.ofPerson(mark) : await this.ofNobodyKnown(mark);
    await this.append(copies);
    await clearMarks(this.db, [mark]);
  }

  /** Before an episode is followed: what is told of its people, and has not come into it yet. */
  async bring(people: readonly PersonInEpisode[]): Promise<void> {
    const copies: NewEvent[] = [];
    for (const { tenant, person, episode } of people) {
      const events = await readStream(this.db, { tenant, stream: person });
      copies.push(...events.map((event) => copyOf(event, episodeStream(episode))));
    }
    await this.append(copies);
  }

  private async append(copies: readonly NewEvent[]): Promise<void> {
    for (let i = 0; i < copies.length; i += AT_ONCE) {
      const some = copies.slice(i, i + AT_ONCE);
      const appended = await this.appender.append(some, { atomic: false });
      const fresh = some.filter((_, nth) => appended[nth]?.kind === 'new');
      this.waker.wakeShards(new Set(fresh.flatMap(({ shard }) => shard ?? [])));
    }
  }

  private async ofPerson(mark: DirtyMark): Promise<NewEvent[]> {
    const [events, episodes] = await Promise.all([readStream(this.db, mark), episodesOfPerson(this.db, mark)]);
    return episodes.flatMap((stream) => events.map((event) => copyOf(event, stream)));
  }

  private async ofNobodyKnown({ tenant, stream }: DirtyMark): Promise<NewEvent[]> {
    const key = { tenant, stream: episodeStream(stream.slice(FOREIGN.length)) };
    const state = await readFoldedState(this.db, key);
    if (state === undefined) return [];
    const foreign = new Set(readState(state).foreign);
    const events = await readStream(this.db, key);
    return events.filter((event) => foreign.has(refOf(toClinicEvent(event)))).map(withoutNames);
  }
}
