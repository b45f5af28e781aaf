/** When each rule fires and when it does not, on samples every 15 s from 0 on. Four samples are a minute. */
export interface AlertCase {
  readonly alert: string;
  readonly when: string;
  readonly given: Readonly<Record<string, string>>;
  readonly at: string;
  /** Without: it stays silent. */
  readonly fires?: { readonly labels?: Readonly<Record<string, string>>; readonly summary: string };
}

/** One of each process, and a second worker. */
export const W1 = 'job="worker",instance="w1"';
export const W2 = 'job="worker",instance="w2"';
export const A1 = 'job="api",instance="a1"';
export const OF_A1 = { job: 'api', instance: 'a1' };
export const problems = (code: string): string => `rapport_health_problems{code="${code}",${W1}}`;
