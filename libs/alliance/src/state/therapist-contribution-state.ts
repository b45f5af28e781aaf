/** What was seen of this pair, the last ten of each; minutes. */
export interface TherapistContribution {
  /** From the booked start to the clinician's first arrival; 0 when in time. */
  readonly arrivals: readonly { readonly appointment: string; readonly late: number }[];
  /** From the hour to the signature. */
  readonly signings: readonly { readonly note: string; readonly lag: number }[];
}

export const NO_CONTRIBUTION: TherapistContribution = { arrivals: [], signings: [] };
