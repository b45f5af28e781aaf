/** One line of the doctor's report. A warning is worth knowing; only a failure is a reason for exit code 1. */
export interface Check {
  readonly name: string;
  readonly state: 'ok' | 'warning' | 'failed';
  readonly detail: string;
  /** What to do about it; given with everything that is not ok. */
  readonly fix?: string;
}

export const ok = (name: string, detail: string): Check => ({ name, state: 'ok', detail });
export const warning = (name: string, detail: string, fix: string): Check => ({ name, state: 'warning', detail, fix });
export const failed = (name: string, detail: string, fix: string): Check => ({ name, state: 'failed', detail, fix });
