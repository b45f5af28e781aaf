/** What was seen of this pair, the last ten of each; minutes. */
export interface TherapistContribution {
  /** From the booked start to the clinician's first arrival; 0 when in time. */
  readonly arrivals: readonly { readonly appointment: string; readonly late: number }[];
  /** Kept hours of which it was said whether they ended early. */
  readonly endings: readonly { readonly appointment: string; readonly early: boolean }[];
  /** From the hour to the signature. */
  readonly signings: readonly { readonly note: string; readonly lag: number }[];
  /** Notes, and whether somebody has signed what is in them now. */
  readonly notes: readonly { readonly note: string; readonly signed: boolean }[];
  /** From the client's message to the answer. */
  readonly replies: readonly number[];
}

export const NO_CONTRIBUTION: TherapistContribution = {
  arrivals: [],
  endings: [],
  signings: [],
  notes: [],
  replies: [],
};
