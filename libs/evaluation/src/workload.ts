/** What a test of given quality means for the people who read its flags. All chances are from 0 to 1. */
export interface Flagging {
  readonly prevalence: number;
  readonly sensitivity: number;
  readonly specificity: number;
}

export interface Workload {
  /** Of the flagged, how many are true; undefined when nothing is flagged. */
  readonly ppv: number | undefined;
  readonly flags: number;
  readonly flaggedPerTrue: number | undefined;
}

/** `appointments` is how many are looked at, such as a clinician's week. */
export function workloadOf({ prevalence, sensitivity, specificity }: Flagging, appointments: number): Workload {
  const found = prevalence * sensitivity;
  const flagged = found + (1 - prevalence) * (1 - specificity);
  return {
    ppv: flagged > 0 ? found / flagged : undefined,
    flags: flagged * appointments,
    flaggedPerTrue: found > 0 ? flagged / found : undefined,
  };
}
