/**
 * Whose an episode is, under which names. A record that is merged into another one takes its episodes along; taking the
 * merge back leaves nothing of it: neither the name nor what was told of the other record meanwhile.
 */
import { isOwnType, refOf, type ClinicEvent, type EventOf } from '#lib/events';
import type { EpisodeState, IdleMerge, Merge } from '../state/episode-state.js';

const MOST_IDLE = 20;
const MOST_NAMED = 20;

type Names = readonly string[];
type NameChange = EventOf<'client.merged' | 'client.unmerged'>;

/** The client of the opening, failing that of the first event, and all names that merges ever gave them. */
export function namesOfClient(ordered: readonly ClinicEvent[]): Names {
  const own = originOf(ordered);
  if (own === undefined) return [];
  const names = new Set([own]);
  let merges: readonly Merge[] = [];
  for (const event of ordered.filter(isNameChange)) {
    merges = after(merges, event);
    for (const name of kinOf(own, merges)) names.add(name);
  }
  return [...names];
}

const isNameChange = (event: ClinicEvent): event is NameChange =>
  event.type === 'client.merged' || event.type === 'client.unmerged';

function originOf(ordered: readonly ClinicEvent[]): string | undefined {
  const opening = ordered.find(({ type }) => type === 'episode.opened') ?? ordered.find(namesClient);
  return opening && (opening.data as { client?: string }).client;
}

const namesClient = ({ data }: ClinicEvent): boolean => 'episode' in data && 'client' in data;

/**
 * Names a client, and by none of these names. What Rapport appends itself is about the episode that it stands in, also
 * when its client had another name then.
 */
export const namesAnother = (names: Names, { type, data }: ClinicEvent): boolean =>
  'episode' in data && 'client' in data && names.length > 0 && !names.includes(data.client) && !isOwnType(type);

/** From the first record to the one that it is now. */
function chainFrom(origin: string, merges: readonly Merge[]): Names {
  const chain = [origin];
  for (let next = intoWhich(merges, origin); next !== undefined && !chain.includes(next);) {
    chain.push(next);
    next = intoWhich(merges, next);
  }
  return chain;
}

/** All records that are this one by now: what it went into, and what went into any of them. */
function kinOf(origin: string, merges: readonly Merge[]): Names {
  const kin = new Set(chainFrom(origin, merges));
  for (let before = -1; before < kin.size;) {
    before = kin.size;
    for (const { retired, survivor } of merges) if (kin.has(survivor)) kin.add(retired);
  }
  return [...kin];
}

const intoWhich = (merges: readonly Merge[], name: string): string | undefined =>
  merges.find(({ retired }) => retired === name)?.survivor;

/** Merges after one more. Into itself, or out of a record that went elsewhere before, nothing goes. */
function after(merges: readonly Merge[], event: NameChange): readonly Merge[] {
  if (event.type === 'client.unmerged') return merges.filter(({ retired }) => retired !== event.data.restored);
  const { retired, survivor } = event.data;
  const isNonsense = retired === survivor || intoWhich(merges, retired) !== undefined;
  return isNonsense ? merges : [...merges, { retired, survivor }];
}

/** Why a merge, or the taking back of one, changes nothing; undefined where it does, or was told before. */
function idleReason({ merges, apart }: EpisodeState, event: NameChange): IdleMerge['reason'] | undefined {
  if (event.type === 'client.unmerged') {
    const { restored } = event.data;
    return intoWhich(merges, restored) !== undefined || apart.includes(restored) ? undefined : 'not_merged';
  }
  const { retired, survivor } = event.data;
  const before = intoWhich(merges, retired);
  return before === undefined || before === survivor ? undefined : 'merged_elsewhere';
}

/** Where the chain ends; of records that went round in a circle, the one into which the last of them went. */
function survivorOf(origin: string, merges: readonly Merge[]): string {
  const chain = chainFrom(origin, merges);
  const last = chain.at(-1) ?? origin;
  const closing = intoWhich(merges, last);
  if (closing === undefined) return last;
  const circle = chain.slice(chain.indexOf(closing));
  return merges.findLast(({ retired }) => circle.includes(retired))?.survivor ?? last;
}

/** What stands is what the episode is: its names are those of the merges that were not taken back. */
export function changeNames(state: EpisodeState, event: NameChange): EpisodeState {
  const [origin = state.client] = state.knownAs;
  const merges = after(state.merges, event);
  const kin = kinOf(origin, merges);
  const knownAs = event.type === 'client.unmerged' ? kin : [...new Set([...state.knownAs, ...kin])];
  const reason = idleReason(state, event);
  return {
    ...state,
    merges,
    knownAs,
    client: survivorOf(origin, merges),
    apart: event.type === 'client.unmerged' ? [...new Set([...state.apart, event.data.restored])] : state.apart,
    idleMerges:
      reason === undefined
        ? state.idleMerges
        : [...state.idleMerges, { event: refOf(event), reason }].slice(-MOST_IDLE),
  };
}

/** What of a history is this client's, and the other clients about whose merges the episode asks. */
export interface OwnHistory {
  readonly ordered: readonly ClinicEvent[];
  /** Named by its events, and what these went into: the first 20. */
  readonly named: Names;
}

/**
 * Without facts of records that are not, or no longer, this client's: they came here while somebody thought so. Which
 * merges count is decided by the names in the episode's own events, never by what was asked for on the way.
 */
export function ownHistory(ordered: readonly ClinicEvent[]): OwnHistory {
  const origin = originOf(ordered);
  if (origin === undefined) return { ordered, named: [] };
  const merges = ordered.filter(isNameChange).reduce(after, []);
  const others = new Set(ordered.flatMap((event) => otherNamed(origin, event) ?? []));
  const chained = new Set([...others].flatMap((name) => chainFrom(name, merges)));
  const named = [...chained].filter((name) => name !== origin).slice(0, MOST_NAMED);
  const own = new Set(chainFrom(origin, merges));
  const known = merges.filter(({ retired }) => own.has(retired) || named.includes(retired));
  return { ordered: ofRecords(ordered, kinOf(origin, known)), named };
}

/** Another client, whom an event of the episode names. */
function otherNamed(origin: string | undefined, { type, data }: ClinicEvent): string | undefined {
  const { client, episode } = data as { readonly client?: string; readonly episode?: string };
  return client === origin || episode === undefined || isOwnType(type) ? undefined : client;
}

/** What is known of a client whom nobody named before may be in the history, and not count yet. */
export function namesSomebodyNew({ knownAs, named }: EpisodeState, event: ClinicEvent): boolean {
  const other = otherNamed(knownAs[0], event);
  return other !== undefined && !named.includes(other) && named.length < MOST_NAMED;
}

/** The same of what comes after a state. */
export const withoutStrangersTo = ({ knownAs, merges }: EpisodeState, fresh: readonly ClinicEvent[]) =>
  knownAs[0] === undefined ? fresh : ofRecords(fresh, kinOf(knownAs[0], merges));

const ofRecords = (events: readonly ClinicEvent[], names: Names): readonly ClinicEvent[] =>
  events.filter((event) => {
    const record = recordOf(event);
    return record === undefined || names.includes(record);
  });

/** The record that a fact is told of, where it is told of a client and not of an episode. */
function recordOf({ type, data }: ClinicEvent): string | undefined {
  if (type === 'client.merged') return data.retired;
  if (type === 'client.unmerged') return data.restored;
  return type.startsWith('client.') ? (data as { client?: string }).client : undefined;
}
