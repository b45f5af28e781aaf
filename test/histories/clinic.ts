/** A small clinic and all that is told of it, drawn from a seed: in which order and how often it arrives belongs to it. */
import type { EventData, EventType } from '#lib/events';
import { DAY, HOUR } from '#lib/kernel';
import { Chance } from '../simulation/chance.js';
import { CLOCKS, contentOf, TOLD_TYPES, type Dyad, type Scene, type ToldType } from './facts.js';

/** The present of every history. */
export const NOW = Date.UTC(2026, 5, 1, 9);
const DAYS = 60;
const YEARS_LATER = 2 * 365 * DAY;
const SINCE = NOW - YEARS_LATER - (DAYS + 5) * DAY;

export const CLIENTS = ['cl-anna', 'cl-bela'] as const;
export const CLINICIANS = ['dr-1', 'dr-2', 'dr-3', 'dr-cover', 'dr-lead'] as const;
export const MARKS: Readonly<Record<string, string>> = { 'cl-anna': 'of-anna', 'cl-bela': 'of-bela' };
const EPISODES: readonly Dyad[] = [
  { episode: 'ep-anna', client: 'cl-anna', clinician: 'dr-1' },
  { episode: 'ep-bela', client: 'cl-bela', clinician: 'dr-1' },
  { episode: 'ep-anna-2', client: 'cl-anna', clinician: 'dr-2' },
];

/** One fact as it is told, and when it arrives in each of two orders. */
export interface Told {
  readonly id: string;
  readonly source: string;
  readonly type: EventType;
  readonly at: number;
  readonly data: EventData<EventType>;
  readonly sequence?: string;
  readonly historical?: boolean;
  /** Of a client whose mark it carries. */
  readonly mark: string;
  /** Its place in the second order. */
  readonly rank: number;
  /** The batch goes on after it: in the first order, in the second. */
  readonly batched: readonly [boolean, boolean];
  /** It is sent once more, later. */
  readonly again: boolean;
}

export interface History {
  readonly seed: number;
  readonly told: readonly Told[];
}

const EPISODE_TYPES = TOLD_TYPES.filter((type) => !/^(client|clinician)\.|episode\.opened/.test(type));
const PEOPLE_TYPES = TOLD_TYPES.filter((type) => /^(client|clinician)\./.test(type));
/** What says most about orders comes more often than its share of the catalogue. */
const OFTEN: readonly ToldType[] = [
  'feedback.submitted',
  'feedback.submitted',
  'feedback.submitted',
  'appointment.booked',
  'appointment.booked',
  'appointment.missed',
  'appointment.attended',
];

export function historyOf(seed: number): History {
  const chance = new Chance(seed);
  const dyads = EPISODES.slice(0, chance.pick([1, 2, 2, 3]));
  const grid = chance.pick([HOUR, 6 * HOUR, DAY]);
  const told: Told[] = [];
  const add = (fact: Omit<Told, 'id' | 'rank' | 'batched' | 'again' | 'source'>): void => {
    const source = chance.pick(Object.keys(CLOCKS));
    const sequence = chance.happens(0.1) ? { sequence: String(chance.below(3)) } : {};
    const at = fact.at + (CLOCKS[source] ?? 0);
    told.push({ ...fact, ...sequence, at, source, id: `${chance.below(1_000)}-${told.length}`, ...arrival(chance) });
  };
  const drawn = { chance, grid, add };
  for (const dyad of dyads) ofEpisode(dyad, dyads, drawn);
  const people = chance.below(10);
  for (let i = 0; i < people; i++) ofPeople(chance.pick(dyads), dyads, drawn);
  retell(told, drawn);
  return { seed, told: told.toSorted((a, b) => a.at - b.at) };
}

const arrival = (chance: Chance): Pick<Told, 'rank' | 'batched' | 'again'> => ({
  rank: chance.next(),
  batched: [chance.happens(0.8), chance.happens(0.9)],
  again: chance.happens(0.1),
});

interface Drawing {
  readonly chance: Chance;
  readonly grid: number;
  readonly add: (fact: Omit<Told, 'id' | 'rank' | 'batched' | 'again' | 'source'>) => void;
}

const sceneOf = (dyad: Dyad, at: number, chance: Chance): Scene => ({
  chance,
  dyad,
  at,
  mark: MARKS[dyad.client] ?? '',
  clients: CLIENTS,
  clinicians: CLINICIANS,
});

const someTime = ({ chance, grid }: Drawing): number =>
  SINCE + DAY + chance.below(Math.floor((DAYS * DAY) / grid)) * grid;

function ofEpisode(dyad: Dyad, all: readonly Dyad[], drawing: Drawing): void {
  const { chance, add } = drawing;
  const mark = MARKS[dyad.client] ?? '';
  if (chance.happens(0.95)) add({ type: 'episode.opened', at: SINCE, data: dyad, mark });
  const facts = chance.between(4, 22);
  for (let i = 0; i < facts; i++) {
    const at = someTime(drawing);
    const type = chance.pick(chance.happens(0.4) ? OFTEN : EPISODE_TYPES);
    add({ type, at, data: contentOf(type, sceneOf(dyad, at, chance)), mark, ...asHistory(chance) });
  }
  // what belongs to the other client, in this episode
  const other = all.find(({ client }) => client !== dyad.client);
  if (!other || !chance.happens(0.4)) return;
  for (let i = 0; i < 2; i++) {
    const at = someTime(drawing);
    const type = chance.pick([...OFTEN, ...EPISODE_TYPES]);
    const astray = sceneOf({ ...other, episode: dyad.episode }, at, chance);
    add({ type, at, data: contentOf(type, astray), mark: MARKS[other.client] ?? '' });
  }
}

const asHistory = (chance: Chance): { historical?: boolean } => (chance.happens(0.05) ? { historical: true } : {});

function ofPeople(dyad: Dyad, _all: readonly Dyad[], drawing: Drawing): void {
  const { chance, add } = drawing;
  const at = someTime(drawing);
  const type = chance.pick(PEOPLE_TYPES);
  const scene = sceneOf(dyad, at, chance);
  const data = contentOf(type, chance.happens(0.1) ? { ...scene, dyad: asAgain(dyad) } : scene);
  add({ type, at, data, mark: scene.mark });
}

/** The second record of the same client. */
const asAgain = (dyad: Dyad): Dyad => ({ ...dyad, client: `${dyad.client}-again` });

/** The same said again under another id, years later, as it happens when systems change. */
function retell(told: Told[], { chance, add }: Drawing): void {
  for (const { type, at, data, mark } of [...told]) {
    if (!chance.happens(0.06)) continue;
    const later = chance.happens(0.5) ? at + YEARS_LATER : at;
    add({ type, at: later, data, mark, ...(chance.happens(0.5) ? { historical: true } : {}) });
  }
}

export type Order = 0 | 1;

/** The batches in which a history arrives: as it happened, or in any order; some of it twice. */
export function batchesOf(told: readonly Told[], order: Order): readonly (readonly Told[])[] {
  const sorted = order === 0 ? told : told.toSorted((a, b) => a.rank - b.rank);
  const batches: Told[][] = [[]];
  for (const fact of sorted) {
    batches.at(-1)?.push(fact);
    if (!fact.batched[order]) batches.push([]);
  }
  const again = sorted.filter((fact) => fact.again);
  return [...batches, again].filter((batch) => batch.length > 0);
}
