/** What somebody asks to be put right, checked against what its kind knows. */
import { lineOfTextFaults, parseInstant, type Violation } from '#lib/kernel';
import { RapportError } from '#lib/platform';
import { JOB_NAMES } from '#lib/queues';
import type { FilterName, RepairFilter, RepairKind } from '#lib/repairs';

/** As it comes from outside: `since` and `until` are instants. */
export type AskedFilter = Partial<Record<Exclude<FilterName, 'ids'>, string | undefined>> & {
  readonly ids?: readonly string[] | undefined;
};

const TIMES = ['since', 'until'] as const;

/** Throws `invalid_query` with every fault. */
export function filterOf(kind: RepairKind, asked: AskedFilter): RepairFilter {
  const given = Object.entries(asked).filter(([, value]) => value !== undefined);
  const faults = [
    ...given.flatMap(([name]) => unknownName(kind, name)),
    ...given.flatMap(([name, value]) => (typeof value === 'string' ? lineOfTextFaults(value, `/${name}`) : [])),
    ...(asked.ids ?? []).flatMap((id) => badId(kind, id)),
    ...badWord('state', asked.state, kind.states),
    ...badWord('queue', asked.queue, JOB_NAMES),
    ...TIMES.flatMap((name) => badTime(name, asked[name])),
  ];
  if (faults.length > 0) throw new RapportError('invalid_query', undefined, { faults: faults.slice(0, 50) });
  const { since, until, ...rest } = Object.fromEntries(given) as AskedFilter;
  const times = TIMES.flatMap((name) => (asked[name] === undefined ? [] : [[name, parseInstant(asked[name] ?? '')]]));
  return { ...rest, ...(Object.fromEntries(times) as Pick<RepairFilter, 'since' | 'until'>) };
}

const unknownName = ({ kind, filters }: RepairKind, name: string): Violation[] =>
  (filters as readonly string[]).includes(name)
    ? []
    : [{ pointer: `/${name}`, code: 'unknown_property', detail: `${kind} are found by ${filters.join(', ')}` }];

const badId = ({ kind, id: shape }: RepairKind, id: string): Violation[] =>
  shape.test(id) ? [] : [{ pointer: '/ids', code: 'invalid_id', detail: `not an id that ${kind} have` }];

const badWord = (name: string, word: string | undefined, known: readonly string[]): Violation[] =>
  word === undefined || known.includes(word)
    ? []
    : [{ pointer: `/${name}`, code: 'unknown_code', detail: `must be one of ${known.join(', ')}` }];

const badTime = (name: string, time: string | undefined): Violation[] =>
  time === undefined || parseInstant(time) !== undefined
    ? []
    : [{ pointer: `/${name}`, code: 'invalid_time', detail: 'must be an RFC 3339 instant with an offset' }];
