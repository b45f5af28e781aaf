import type { Answer } from '#lib/instruments';

/** The latest form of one series, answer by answer: what it says of the parts is worked out when somebody looks. */
export interface LatestForm {
  readonly instrument: string;
  readonly version: string;
  readonly respondent: string;
  readonly at: number;
  readonly event: string;
  readonly answers: readonly Answer[];
}
