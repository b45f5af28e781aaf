/** Who works here and who comes: traits that stay, drawn once from the person's own stream. */
import { DAY } from '#lib/kernel';
import { diceNamed, fingerprint, type Dice } from './seeded-random.js';
import type { Absence, Approach } from './plan.js';
import type { Span } from './timetable.js';
import type { KindRates } from './kinds.js';
import { ALLIANCE, ATTENDANCE, RECORDS, RUPTURE, STOPPING, SYMPTOMS } from './rates.js';

export interface Clinician {
  readonly clinician: string;
  readonly warmth: number;
  /** Factor on the chance that a rupture is repaired. */
  readonly mending: number;
  /** Shift of the log chance that a client stops. */
  readonly stopping: number;
  readonly codesMarkers: boolean;
  readonly ratesTwinForm: boolean;
  /** Mean hours from visit to signature. */
  readonly signsAfterHours: number;
  /** Monday is 0. */
  readonly dayOff: number;
  readonly absences: readonly Absence[];
}

export interface Person {
  readonly level: number;
  readonly growth: number;
  /** For p1 to p8, added to the logit. */
  readonly facets: readonly number[];
  readonly ceiling: boolean;
  readonly answers: number;
  readonly unrecorded: number;
  readonly conflict: number;
  readonly symptoms: number;
  readonly responder: number;
  readonly ninthItem: boolean;
  readonly approach: Approach;
  readonly plannedVisits: number;
  readonly cadenceDays: 7 | 14;
  /** How many appointments are in the book at any time. */
  readonly bookedAhead: number;
  readonly video: boolean;
  /** The visit after which a colleague takes over, if one does. */
  readonly handoverAfter?: number;
}

const APPROACHES = { cbt: 40, psychodynamic: 18, 'person-centred': 17, dbt: 7, emdr: 8, other: 10 } as const;
const LENGTH: Readonly<Record<string, readonly [number, number]>> = {
  cbt: [12, 22],
  psychodynamic: [24, 60],
  emdr: [10, 20],
  dbt: [24, 44],
};
const RELATIONAL: readonly Approach[] = ['psychodynamic', 'person-centred'];
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

export function drawPerson(dice: Dice, rates: KindRates): Person {
  const approach = dice.weighted(APPROACHES);
  const fortnightly = dice.chance(ATTENDANCE.fortnightlyShare);
  const handover = dice.chance(ATTENDANCE.handoverShare);
  const handoverAfter = dice.whole(4, 10);
  return {
    approach,
    plannedVisits: dice.whole(...(LENGTH[approach] ?? [12, 36])),
    cadenceDays: fortnightly ? 14 : 7,
    bookedAhead: dice.pick([1, 2, 2, 4]),
    video: dice.chance(ATTENDANCE.videoShare),
    ...(handover ? { handoverAfter } : {}),
    conflict: conflictOf(approach) * dice.between(0.5, 1.5),
    ...drawBondTraits(dice, rates),
    ...drawSymptoms(dice),
  };
}

function conflictOf(approach: Approach): number {
  if (RELATIONAL.includes(approach)) return RUPTURE.factor.relational;
  return approach === 'cbt' ? RUPTURE.factor.cognitive : RUPTURE.factor.other;
}

function drawBondTraits(
  dice: Dice,
  rates: KindRates,
): Pick<Person, 'level' | 'growth' | 'facets' | 'ceiling' | 'answers' | 'unrecorded'> {
  return {
    level: dice.normal(ALLIANCE.level, ALLIANCE.betweenClients),
    growth: dice.normal(ALLIANCE.growth, ALLIANCE.growthSpread),
    facets: Array.from({ length: 8 }, () => dice.normal(0, ALLIANCE.facetSpread)),
    ceiling: dice.chance(ALLIANCE.ceilingShare),
    answers: clamp(dice.normal(rates.answers, RECORDS.answersSpread), 0.3, 1),
    unrecorded: dice.normal(0, STOPPING.unrecordedSpread),
  };
}

function drawSymptoms(dice: Dice): Pick<Person, 'symptoms' | 'responder' | 'ninthItem'> {
  return {
    symptoms: clamp(dice.normal(SYMPTOMS.start, SYMPTOMS.startSpread), 2, 26),
    responder: clamp(dice.normal(SYMPTOMS.responder, SYMPTOMS.responderSpread), -0.4, 0.95),
    ninthItem: dice.chance(SYMPTOMS.ninthItemShare),
  };
}

interface DrawnBy {
  readonly seed: number;
  readonly rates: KindRates;
}

export function drawClinician(clinician: string, span: Span, { seed, rates }: DrawnBy): Clinician {
  const dice = diceNamed(seed, clinician);
  return {
    clinician,
    warmth: dice.normal(0, ALLIANCE.betweenClinicians),
    mending: dice.between(0.6, 1.4),
    stopping: dice.normal(0, STOPPING.clinicianSpread),
    codesMarkers: dice.chance(rates.codingClinicians),
    ratesTwinForm: dice.chance(rates.twinClinicians),
    signsAfterHours: dice.between(4, 40),
    dayOff: dice.whole(0, 4),
    absences: drawAbsences(dice, span),
  };
}

/** About five weeks of holiday and two short illnesses a year; drawn forward in time, so a longer span only adds. */
function drawAbsences(dice: Dice, { clock, from, until }: Span): readonly Absence[] {
  const absences: Absence[] = [];
  let at = clock.wallOf(from) + dice.between(5, 60) * DAY;
  while (at < until + DAY) {
    const kind = dice.chance(0.6) ? 'holiday' : 'illness';
    const days = kind === 'holiday' ? dice.pick([5, 7, 7, 14]) : dice.whole(1, 4);
    const start = Math.floor(at / DAY) * DAY;
    absences.push({ from: clock.instantOf(start), until: clock.instantOf(start + days * DAY), kind });
    at += (days + dice.between(20, 80)) * DAY;
  }
  return absences;
}

/**
 * Each client ranks all clinicians by fingerprint and goes to the first. A new clinician takes a fair share of the
 * clients, and nobody else moves.
 */
export function rankClinicians<C extends { readonly clinician: string }>(
  client: string,
  clinicians: readonly C[],
  seed: number,
): readonly [C, C] {
  const rank = (c: C): number => fingerprint(seed, `${client}>${c.clinician}`);
  const [first, second] = [...clinicians].sort((a, b) => rank(a) - rank(b));
  return [first as C, second as C];
}
