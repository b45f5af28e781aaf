/**
 * One question for whatever somebody has in hand: an event's id or position, a reference of the practice, an alert, a
 * delivery, a trace, a job, a repair. Everything that is called so is answered, with where to go on; never what it says.
 */
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { needsMachineRoom, type Principal } from '#lib/identity';
import { Database, RapportError } from '#lib/platform';
import { Waker } from '#lib/queues';
import { Glance, alertSubject, namedIn } from '../on-record/look.js';
import { FINDERS } from './finders.js';
import type { FoundThing } from './found-things.js';

export interface FoundAnything {
  readonly q: string;
  readonly found: readonly FoundThing[];
}

/** Throws `invalid_query`, `scope_required`. Nothing found is an empty list. */
export class FindAnything extends Glance<FoundAnything> {
  readonly recordedAs = 'find';

  constructor(
    readonly reader: Principal,
    readonly q: string,
  ) {
    super();
  }

  protected shown({ found }: FoundAnything): readonly string[] {
    return found.flatMap((one) => [...namedIn([one]), ...(one.what === 'alert' ? [alertSubject(one.id)] : [])]);
  }
}

const LONGEST = 1_024;

@QueryHandler(FindAnything)
export class FindAnythingHandler implements IQueryHandler<FindAnything> {
  constructor(
    private readonly db: Database,
    private readonly waker: Waker,
  ) {}

  async execute({ reader, q: asked }: FindAnything): Promise<FoundAnything> {
    needsMachineRoom(reader);
    const q = asked.trim();
    if (q === '' || q.length > LONGEST || q.includes('\0') || !q.isWellFormed())
      throw new RapportError('invalid_query', undefined, {
        faults: [{ pointer: '/q', code: 'invalid_text', detail: `must be 1 to ${LONGEST} characters` }],
      });
    const parts = { db: this.db, queues: this.waker.all(), tenant: reader.tenant };
    const found: FoundThing[] = [];
    for (const { looksLike, find } of FINDERS) if (looksLike.test(q)) found.push(...(await find(parts, q)));
    return { q, found: onlyOnce(found) };
  }
}

const onlyOnce = (found: readonly FoundThing[]): readonly FoundThing[] => [
  ...new Map(found.map((one) => [`${one.what} ${one.id}`, one])).values(),
];
