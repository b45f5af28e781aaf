/**
 * The latent bond between one client and one clinician. States of a rupture:
 *
 *   none ── begins (chance at each visit) ──▶ deepening ── visitsToDepth ──▶ open ── repaired (chance) ──▶ none
 *                                                                              └── never repaired: ebbs, stays open
 *
 * A rupture also lowers commitment, and commitment drives both attendance and stopping.
 */
import type { Dice } from './seeded-random.js';
import type { KindRates } from './kinds.js';
import type { Clinician, Person } from './people.js';
import type { RuptureCause, RuptureKind, RuptureTruth } from './plan.js';
import { ALLIANCE, ATTENDANCE, RUPTURE, STOPPING } from './rates.js';

export interface OpenRupture {
  readonly began: number;
  readonly kind: RuptureKind;
  readonly cause: RuptureCause;
  readonly depth: number;
  readonly visitsToDepth: number;
  /** Visits since it began; 0 at the visit itself. */
  readonly age: number;
  /** The client is willing to say so on a form. */
  readonly spoken: boolean;
  /** A submitted form did say so. */
  readonly reported: boolean;
}

export interface Bond {
  /** Visits with this clinician. */
  readonly visits: number;
  readonly handedOver: boolean;
  readonly wobble: number;
  /** In standard units, 0 on average. */
  readonly commitment: number;
  readonly open?: OpenRupture;
  readonly past: readonly RuptureTruth[];
  /** The latest rupture was repaired in this very visit. */
  readonly justRepaired: boolean;
}

export interface Dyad {
  readonly person: Person;
  readonly clinician: Clinician;
  readonly rates: KindRates;
}

export const FIRST_BOND: Bond = {
  visits: 0,
  handedOver: false,
  wobble: 0,
  commitment: 0,
  past: [],
  justRepaired: false,
};

const CAUSES: Readonly<Record<RuptureKind, Readonly<Record<Exclude<RuptureCause, 'new-clinician'>, number>>>> = {
  withdrawal: {
    misunderstood: 3,
    'felt-judged': 3,
    'not-heard': 2,
    'goals-apart': 2,
    'task-not-fitting': 2,
    pace: 2,
    frame: 1,
  },
  confrontation: {
    misunderstood: 2,
    'felt-judged': 1,
    'not-heard': 2,
    'goals-apart': 2,
    'task-not-fitting': 3,
    pace: 1,
    frame: 3,
  },
};

/** One visit later. `at` is the end of the visit, ms. */
export function meet(bond: Bond, dyad: Dyad, { at, dice }: { readonly at: number; readonly dice: Dice }): Bond {
  const moved = {
    ...bond,
    visits: bond.visits + 1,
    wobble: dice.normal(0, ALLIANCE.withinClient),
    justRepaired: false,
  };
  const next = bond.open ? liveOn(moved, bond.open, { dyad, at, dice }) : maybeBreak(moved, { dyad, at, dice });
  return { ...next, commitment: nextCommitment(next, dice) };
}

interface Moment {
  readonly dyad: Dyad;
  readonly at: number;
  readonly dice: Dice;
}

function liveOn(bond: Bond, open: OpenRupture, { dyad, at, dice }: Moment): Bond {
  const chance = RUPTURE.repairPerVisit * dyad.clinician.mending * (open.spoken ? RUPTURE.repairWhenSpoken : 1);
  if (!dice.chance(chance)) return { ...bond, open: { ...open, age: open.age + 1 } };
  const { open: _closed, ...rest } = bond;
  return { ...rest, past: [...bond.past, truthOf(open, at)], justRepaired: true };
}

function maybeBreak(bond: Bond, { dyad, at, dice }: Moment): Bond {
  const stranger = bond.handedOver && bond.visits <= 2;
  const chance = RUPTURE.beginsPerVisit * dyad.person.conflict * (stranger ? RUPTURE.afterHandover : 1);
  if (!dice.chance(chance)) return bond;
  const kind = dice.chance(RUPTURE.confrontationShare) ? 'confrontation' : 'withdrawal';
  const gradual = dice.chance(RUPTURE.gradualShare);
  const open: OpenRupture = {
    began: at,
    kind,
    cause: stranger ? 'new-clinician' : dice.weighted(CAUSES[kind]),
    depth: RUPTURE.depthMin + RUPTURE.depthRange * dice.roll() ** 1.5,
    visitsToDepth: gradual ? dice.whole(...RUPTURE.gradualVisits) : 1,
    age: 0,
    spoken: dice.chance(dyad.rates.spoken[kind]),
    reported: false,
  };
  return { ...bond, open };
}

function nextCommitment(bond: Bond, dice: Dice): number {
  const memory = ATTENDANCE.commitmentMemory;
  const shock = dice.normal(0, Math.sqrt(1 - memory * memory));
  return memory * bond.commitment + shock - (bond.open ? ATTENDANCE.commitmentLostInRupture : 0);
}

/** A colleague takes over: trust starts again, and what was open with the first clinician stays unrepaired. */
export function handOver({ open, ...bond }: Bond): Bond {
  return { ...bond, visits: 0, handedOver: true, past: open ? [...bond.past, truthOf(open)] : bond.past };
}

export const rupturesOf = (bond: Bond): readonly RuptureTruth[] =>
  bond.open ? [...bond.past, truthOf(bond.open)] : bond.past;

function truthOf({ age: _age, spoken: _spoken, ...open }: OpenRupture, repairedAt?: number): RuptureTruth {
  return repairedAt === undefined ? open : { ...open, repairedAt };
}

/** How much lower than usual the latent alliance is, 0 to 1. */
export function fallOf({ open }: Bond): number {
  if (!open) return 0;
  const reached = Math.min(1, (open.age + 1) / open.visitsToDepth);
  const after = Math.max(0, open.age + 1 - open.visitsToDepth);
  return open.depth * reached * RUPTURE.ebb ** after;
}

/** The logit of the alliance without the rupture. */
export function standing(bond: Bond, { person, clinician }: Dyad): number {
  const grown = person.growth * (1 - Math.exp(-bond.visits / ALLIANCE.growthVisits));
  return person.level + clinician.warmth + grown + bond.wobble;
}

export const readOut = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** The chance that the client does not come back after this visit. */
export function stopChance(bond: Bond, dyad: Dyad, visit: number): number {
  const base = STOPPING.floor + STOPPING.early * Math.exp(-(visit - 1) / STOPPING.earlyVisits);
  const eta =
    Math.log(base) -
    STOPPING.perSpreadOfBond * bondInSpreads(bond, dyad) -
    STOPPING.perCommitment * bond.commitment +
    ruptureEffect(bond) +
    dyad.clinician.stopping +
    dyad.person.unrecorded;
  return 1 - Math.exp(-Math.exp(eta));
}

/** The same with what leaves no trace at its mean: the person's and the clinician's own shifts, and commitment. */
export const knowableChance = (bond: Bond, { person, clinician, rates }: Dyad, visit: number): number =>
  stopChance(
    { ...bond, commitment: 0 },
    { person: { ...person, unrecorded: 0 }, clinician: { ...clinician, stopping: 0 }, rates },
    visit,
  );

export function bondInSpreads(bond: Bond, dyad: Dyad): number {
  return (readOut(standing(bond, dyad)) - fallOf(bond) - ALLIANCE.mean) / ALLIANCE.spread;
}

function ruptureEffect({ open }: Bond): number {
  if (!open) return 0;
  return open.kind === 'confrontation' ? STOPPING.openConfrontation : STOPPING.openWithdrawal;
}

/** Factor on the chance that a booked appointment is cancelled or missed by the client. */
export function absenceFactor(bond: Bond): number {
  return Math.exp((bond.open ? ATTENDANCE.whileOpenRupture : 0) - ATTENDANCE.perCommitment * bond.commitment);
}
