/**
 * What must be true of every history, in whatever order and batches it arrives: the same state, alerts and next look;
 * nobody is told of whom is dead, gone or has withdrawn consent; no act is undone; nothing of one client is in
 * another's rows.
 */
import {
  alertsOf,
  claimKey,
  isAct,
  isEndedByPerson,
  isLive,
  lookAgainAt,
  writeState,
  type Alert,
  type EpisodeState,
} from '#lib/alliance';
import { episodeOf, type ClinicEvent } from '#lib/events';
import { caseload } from '#lib/readmodels';
import { RULES } from '../simulation/rules.js';
import { acted } from './acts.js';
import { batchesOf, CLIENTS, MARKS, type History, type Order, type Told } from './clinic.js';
import { House } from './house.js';
import { unassignedStream } from '../../libs/pipeline/src/follow/copied-facts.js';
import { knownFrom, type Known } from './known.js';
import type { Mutant } from './mutants.js';

/** The first thing that went against a law; undefined when all hold. */
export function violationOf({ told }: Pick<History, 'told'>, mutant?: Mutant): string | undefined {
  try {
    const [one, other] = [arrived(told, 0, mutant), arrived(told, 1, mutant)];
    return sameIn(one, other) ?? atRest(one, told) ?? later(one, other, told);
  } catch (error) {
    return String((error as Error).stack);
  }
}

function later(one: House, other: House, told: readonly Told[]): string | undefined {
  one.letTimePass();
  other.letTimePass();
  const difference = sameIn(one, other) ?? atRest(one, told);
  return difference && `after time has passed: ${difference}`;
}

export function arrived(told: readonly Told[], order: Order, mutant?: Mutant): House {
  const house = new House(mutant);
  for (const batch of batchesOf(told, order)) house.take(batch);
  return house;
}

/** The history with what people did about the alerts that it raised. */
export const withActs = (history: History): History => ({ ...history, told: acted(history) });

function sameIn(one: House, other: House): string | undefined {
  const [a, b] = [standing(one), standing(other)];
  const names = (all: typeof a): string => all.map(([stream]) => stream).join(', ');
  if (names(a) !== names(b)) return `episodes differ by order: ${names(a)} and ${names(b)}`;
  for (const [i, [stream, state]] of a.entries()) {
    const again = (b[i] as (typeof b)[number])[1];
    const difference = differenceOf(state, again);
    if (difference) return `${stream} differs by order: ${difference}`;
  }
  return undefined;
}

/**
 * Before an episode is opened, a fact may be taken for somebody else's, and a safety answer in it is told as nobody's. That
 * was told, and stays: so what was put aside counts here only while it is foreign.
 */
function standing(house: House): ReturnType<House['episodes']> {
  const all = house.episodes();
  const foreign = new Set(all.flatMap(([, state]) => state.foreign.map(unassignedStream)));
  return all.filter(([stream]) => !stream.startsWith('episode/unassigned-') || foreign.has(stream));
}

function differenceOf(state: EpisodeState, again: EpisodeState): string | undefined {
  if (writeState(state) === writeState(again)) {
    const looks = [state, again].map((one) => JSON.stringify(lookAgainAt(one, RULES)));
    return looks[0] === looks[1] ? undefined : `next look ${looks.join(' and ')}`;
  }
  const keys = Object.keys(state) as (keyof EpisodeState)[];
  const odd = keys.filter((key) => JSON.stringify(state[key]) !== JSON.stringify(again[key]));
  return odd.map((key) => `${key} ${JSON.stringify(state[key])} and ${JSON.stringify(again[key])}`).join('; ');
}

function atRest(house: House, told: readonly Told[]): string | undefined {
  const known = knownFrom(told);
  for (const [stream, state] of house.episodes()) {
    const problem =
      nobodyIsTold(state, known) ?? actsHold(state, house.events(stream)) ?? nothingOfAnother(state, stream, known);
    if (problem) return `${stream}: ${problem}`;
  }
  return undefined;
}

const isSafety = ({ rule }: Alert): boolean => rule === 'safety-answer';

function nobodyIsTold(state: EpisodeState, known: Known): string | undefined {
  const live = alertsOf(state).filter(isLive);
  if (known.isDead(state.episode)) {
    const [first] = live;
    if (first) return `the client is dead, and ${first.key} is ${first.status}`;
    if (lookAgainAt(state, RULES)) return 'the client is dead, and it is to be looked at again';
  }
  const prompt = live.find((alert) => !isSafety(alert));
  if (prompt && !known.consentsOf(state.episode).alerts)
    return `consent is withdrawn, and ${prompt.key} is ${prompt.status}`;
  const lost = live.find(({ clinician }) => clinician !== '' && known.hasLeft(clinician));
  return lost && `${lost.clinician} has left, and ${lost.key} is ${lost.status}, addressed to them`;
}

/** What a person ended stays ended, and what a person has taken is not open, unless it was taken back. */
function actsHold(state: EpisodeState, events: readonly ClinicEvent[]): string | undefined {
  const undone = new Set(events.flatMap((e) => (e.type === 'alert.act_undone' ? [e.data.act] : [])));
  const standing = events.filter(isAct).filter(({ id }) => !undone.has(id));
  for (const alert of alertsOf(state)) {
    const mine = standing
      .filter(({ data }) => claimKey(data.alert) === claimKey(alert.key))
      .sort((a, b) => a.occurredAt - b.occurredAt);
    const ended = mine.find(({ type }) => type === 'alert.resolved' || type === 'alert.overridden');
    if (ended && !isEndedByPerson(alert)) return `${alert.key} was ended by ${ended.id} and is ${alert.status}`;
    const last = mine.at(-1);
    if (!ended && last?.type === 'alert.acknowledged' && (alert.status === 'open' || alert.status === 'snoozed'))
      return `${alert.key} was taken by ${last.id} and is ${alert.status}`;
  }
  return undefined;
}

/** What is foreign is known by its reference alone, and so is the last that was folded. */
function nothingOfAnother(state: EpisodeState, stream: string, known: Known): string | undefined {
  const names = known.namesOf(episodeOf(stream));
  if (names.size === 0 || stream.startsWith('episode/unassigned-')) return undefined;
  const { foreign: _, last: __, ...shown } = state;
  const rows = JSON.stringify([shown, caseload.rowsOf({ tenant: 1, stream, state, rules: RULES })]);
  if (known.everMerged(...CLIENTS)) return undefined;
  for (const [client, mark] of Object.entries(MARKS))
    if (![...names].some((name) => name.startsWith(client)) && rows.includes(mark))
      return `is of ${[...names].join(' or ')}, and ${mark} is in its rows`;
  return undefined;
}
