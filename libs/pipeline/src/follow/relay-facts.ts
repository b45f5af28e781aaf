/**
 * Facts that belong into other streams are copied there, as events of the log: a fold reads one stream, and a replay
 * finds in it all that counted.
 *
 *   client/…, clinician/…   what is told of a person goes into each of their episodes: those that are there when it is
 *                           told, and those that they come into later
 *   foreign/<episode>       forms in an episode that name another client go into an episode of their own, which nobody
 *                           opens: a safety answer in one is told, as somebody's whom we cannot name
 *
 * A copy has the same id each time, so relaying again adds nothing. The mark goes last: what ends in between is repeated.
 */
import { Injectable } from '@nestjs/common';
import { RulesCache } from '#lib/clinic-settings';
import { episodeOf, episodeStream, isPersonStream, refOf, wireName } from '#lib/events';
import {
  Appender,
  clearMarks,
  missingCopies,
  readStream,
  toClinicEvent,
  type DirtyMark,
  type NewEvent,
  type PersonInEpisode,
  type StoredEvent,
} from '#lib/eventlog';
import { Clock, Database } from '#lib/platform';
import { Waker } from '#lib/queues';
import { episodesOfPeople } from '#lib/readmodels';
import { copyOf, withoutNames } from './copied-facts.js';
import { foreignIn } from './foreign-facts.js';

const FOREIGN = 'foreign/';
export const foreignMark = (stream: string): string => FOREIGN + episodeOf(stream);
export const isRelayed = ({ stream }: DirtyMark): boolean => isPersonStream(stream) || stream.startsWith(FOREIGN);

const AT_ONCE = 500;

@Injectable()
export class RelayFacts {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly appender: Appender,
    private readonly waker: Waker,
    private readonly rules: RulesCache,
  ) {}

  async relay(marks: readonly DirtyMark[]): Promise<void> {
    const began = this.clock.now();
    const people = marks.filter(({ stream }) => isPersonStream(stream));
    if (people.length > 0) await this.bring(await episodesOfPeople(this.db, people));
    for (const mark of marks) if (mark.stream.startsWith(FOREIGN)) await this.append(await this.ofNobodyKnown(mark));
    await clearMarks(this.db, marks, began);
  }

  /** What is told of people, and has not come into these of their episodes yet. */
  async bring(people: readonly PersonInEpisode[]): Promise<void> {
    for (let more = true; more;) {
      const missing = await missingCopies(this.db, people, AT_ONCE);
      await this.append(missing.map(copyOf));
      more = missing.length === AT_ONCE;
    }
  }

  private async append(copies: readonly NewEvent[]): Promise<void> {
    if (copies.length === 0) return;
    const appended = await this.appender.append(copies, { atomic: false });
    const fresh = copies.filter((_, nth) => appended[nth]?.kind === 'new');
    this.waker.wakeShards(new Set(fresh.flatMap(({ shard }) => shard ?? [])));
  }

  private async ofNobodyKnown({ tenant, stream }: DirtyMark): Promise<NewEvent[]> {
    const key = { tenant, stream: episodeStream(stream.slice(FOREIGN.length)) };
    const events = await readStream(this.db, key);
    const answers = events.filter(hasAnswers);
    if (answers.length === 0) return [];
    const foreign = foreignIn(events.map(toClinicEvent), await this.rules.inForce(this.db, tenant));
    return answers.filter((event) => foreign.has(refOf(toClinicEvent(event)))).map(withoutNames);
  }
}

const ANSWERED: ReadonlySet<string> = new Set(
  (['feedback.submitted', 'feedback.partially_submitted', 'feedback.amended'] as const).map(wireName),
);
/** Nothing else can hold an answer that somebody has to hear. */
const hasAnswers = ({ type }: StoredEvent): boolean => ANSWERED.has(type);
