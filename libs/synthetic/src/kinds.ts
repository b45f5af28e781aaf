/**
 * Kinds of clinic. The usual one is what the recorded figures were made on, and stays as it is to the last byte. The
 * others are harder on purpose: where little is said openly, and where little is recorded at all. As in `rates.ts`,
 * nothing here is shared with the detectors.
 */
import { RECORDS, RUPTURE } from './rates.js';

export const CLINIC_KINDS = ['usual', 'guarded', 'sparse'] as const;
export type ClinicKind = (typeof CLINIC_KINDS)[number];

export interface KindRates {
  /** How likely a client is to be willing to say so on a form, while something is wrong. */
  readonly spoken: Readonly<Record<'withdrawal' | 'confrontation', number>>;
  /** In a calm hour: the chance of answering the direct questions as if something were wrong. */
  readonly falseOpenness: number;
  /** Mean share of forms that are answered. */
  readonly answers: number;
  /** The client's form about the hour is asked for at every so many visits. */
  readonly asksEvery: number;
  readonly codingClinicians: number;
  readonly twinClinicians: number;
  /** Absent where the next hours stand in the book, at the same time of each week. */
  readonly adHoc?: AdHocBooking;
}

export interface AdHocBooking {
  /** Share of next hours that are agreed on before the client leaves; the others are booked by phone days later. */
  readonly inTheHour: number;
  /** Days from an hour until the next one is booked, where that is done later. */
  readonly bookedAfter: readonly [number, number];
  /** Days from one hour to the next. */
  readonly gap: readonly [number, number];
  /** Chance that a long break follows an hour. */
  readonly breaks: number;
  readonly breakWeeks: readonly [number, number];
  /** Share of the long breaks that the practice records as a pause. */
  readonly breakIsTold: number;
}

const USUAL: KindRates = {
  spoken: RUPTURE.spoken,
  falseOpenness: 0,
  answers: RECORDS.answersPulse,
  asksEvery: 1,
  codingClinicians: RECORDS.codingClinicians,
  twinClinicians: RECORDS.twinClinicians,
};

export const KIND_RATES: Readonly<Record<ClinicKind, KindRates>> = {
  usual: USUAL,
  guarded: {
    ...USUAL,
    /** [derived] Clients report strain in 19 to 42 % of the hours, observers in 41 to 100 %: at most half is said. */
    spoken: { withdrawal: 0.32, confrontation: 0.5 },
    /** [assumed] No client who says so is always right either. */
    falseOpenness: 0.05,
  },
  sparse: {
    ...USUAL,
    /** [assumed] Forms on occasion, hardly a mark, and a calendar that is made up as one goes. */
    answers: 0.55,
    asksEvery: 3,
    codingClinicians: 0.15,
    twinClinicians: 0.1,
    adHoc: {
      inTheHour: 0.3,
      bookedAfter: [1, 6],
      gap: [7, 24],
      breaks: 0.06,
      breakWeeks: [4, 9],
      breakIsTold: 0.4,
    },
  },
};
