/** What people tick: answers drawn from the latent bond and the latent burden. */
import { fallOf, readOut, standing, type Bond, type Dyad } from './bond.js';
import type { Dice } from './seeded-random.js';
import type { Person } from './people.js';
import type { RuptureCause, RuptureKind } from './plan.js';
import { ALLIANCE, RECORDS, RUPTURE, SYMPTOMS } from './rates.js';

export interface Answer {
  readonly item: string;
  readonly value: number | null;
}

export const PULSE = { code: 'pulse', version: '1' } as const;
export const PHQ = { code: 'phq-9', version: '1' } as const;

/** How the fall spreads over p1 to p8: 1 is the mean of p1 to p6, what the cause touches falls more. */
const TOUCHES: Readonly<Record<RuptureCause, readonly number[]>> = {
  misunderstood: [1.7, 1.2, 0.8, 0.8, 0.7, 0.8, 0.6, 0.5],
  'felt-judged': [1.0, 0.8, 1.8, 0.6, 0.7, 1.1, 0.8, 0.4],
  'not-heard': [1.3, 1.8, 0.8, 0.7, 0.6, 0.8, 0.6, 0.4],
  'goals-apart': [0.7, 0.6, 0.7, 1.9, 1.3, 0.8, 0.8, 1.0],
  'task-not-fitting': [0.7, 0.6, 0.7, 1.2, 2.0, 0.8, 0.9, 1.3],
  pace: [0.9, 0.8, 0.7, 1.1, 1.7, 0.8, 1.0, 0.9],
  frame: [0.9, 1.0, 0.8, 0.8, 0.9, 1.6, 0.5, 0.4],
  'new-clinician': [1.2, 0.8, 0.9, 0.8, 0.7, 1.6, 0.5, 0.4],
};

const slider = (value: number): number => Math.min(10, Math.max(0, Math.round(value)));

/** One Pulse form. Small friction is also said by people whose bond is not in trouble. */
export function pulseAnswers(bond: Bond, dyad: Dyad, dice: Dice): readonly Answer[] {
  const rated = ratings(bond, dyad, dice).map((value, i) => ({ item: `p${i + 1}`, value }));
  const shown = rated.map((a) => (dice.chance(RECORDS.leavesOutItem) ? { ...a, value: null } : a));
  return [...shown, ...probeAnswers(bond, dyad, dice)];
}

function ratings(bond: Bond, dyad: Dyad, dice: Dice): readonly number[] {
  const touches = bond.open ? TOUCHES[bond.open.cause] : [];
  const heard = dyad.person.ceiling ? 0.1 : 1;
  return dyad.person.facets.map((facet, i) => {
    const usual = dyad.person.ceiling ? 1.02 : readOut(standing(bond, dyad) + facet);
    return slider(
      10 * (usual - heard * fallOf(bond) * (touches[i] ?? 1)) + dice.normal(0, ALLIANCE.answerNoise * heard),
    );
  });
}

function probeAnswers(bond: Bond, { person, rates }: Dyad, dice: Dice): readonly Answer[] {
  // an hour that was calm is sometimes answered as if it had not been: nothing in the answers tells the two apart
  const isMistaken = !bond.open && rates.falseOpenness > 0 && dice.chance(rates.falseOpenness);
  const fall = isMistaken ? RUPTURE.depthMin + RUPTURE.depthRange * dice.roll() ** 1.5 : fallOf(bond);
  const felt = isMistaken ? strength('withdrawal', fall) : feltOff(bond, person, dice);
  if (felt === 0) return [{ item: 'r1', value: 0 }];
  const mattered = fall > 0 ? dice.normal(3.5 + 14 * fall, 1.2) : dice.normal(2, 1);
  const sorted = fall > 0 ? dice.normal(3, 1.4) : dice.normal(8, 1.2);
  return [
    { item: 'r1', value: felt },
    { item: 'r2', value: slider(mattered) },
    { item: 'r3', value: slider(sorted) },
  ];
}

function feltOff(bond: Bond, person: Person, dice: Dice): 0 | 1 | 2 {
  const { open } = bond;
  if (!open) return dice.chance(bond.justRepaired ? 0.35 : smallFriction(person)) ? 1 : 0;
  const says = open.spoken && (open.age === 0 || dice.chance(0.65));
  return says ? strength(open.kind, fallOf(bond)) : 0;
}

const smallFriction = ({ ceiling }: Person): number => (ceiling ? 0.02 : RUPTURE.smallFriction);
const strength = (kind: RuptureKind, fall: number): 1 | 2 => (kind === 'confrontation' || fall > 0.2 ? 2 : 1);

/** The clinician's twin form: lower on average, and only half aware of what is wrong. */
export function twinAnswers(bond: Bond, dyad: Dyad, dice: Dice): readonly Answer[] {
  const seen = dice.chance(RECORDS.noticesRupture) ? 1 : 0.2;
  const usual = 10 * readOut(standing(bond, dyad)) - ALLIANCE.clinicianRatesLower;
  const rated = Array.from({ length: 8 }, (_, i) => ({
    item: `p${i + 1}`,
    value: slider(usual - 10 * seen * fallOf(bond) + dice.normal(0, 0.8)),
  }));
  return [...rated, { item: 'r1', value: bond.open && seen === 1 ? 1 : 0 }];
}

/** PHQ-9: each question takes its share of the burden; the ninth applies to few. */
const SHARES = [1.1, 1.2, 1.3, 1.5, 0.9, 1.2, 1.0, 0.7] as const;

export function phqAnswers(
  bond: Bond,
  person: Person,
  { visit, dice }: { readonly visit: number; readonly dice: Dice },
): readonly Answer[] {
  const left = 1 - person.responder * (1 - Math.exp(-visit / SYMPTOMS.visitsToChange));
  const burden = person.symptoms * left + (bond.open ? SYMPTOMS.openRupture : 0) + dice.normal(0, SYMPTOMS.noise);
  const shares = [...SHARES, person.ninthItem ? 0.5 : 0.015];
  return shares.map((share, i) => {
    const expected = Math.min(3, Math.max(0, (burden / 9) * share));
    return { item: `phq9-${i + 1}`, value: Math.min(3, Math.floor(expected + dice.roll())) };
  });
}
