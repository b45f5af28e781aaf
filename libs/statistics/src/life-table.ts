/** How many stay, period by period: the life table of grouped data and the Kaplan-Meier curve of single times. */

export interface Period {
  readonly atRisk: number;
  readonly events: number;
}

export interface LifeRow extends Period {
  /** Events over those at risk; 0 when nobody was. */
  readonly hazard: number;
  /** Share still there at the end of the period. */
  readonly survivor: number;
}

export function lifeTable(periods: readonly Period[]): readonly LifeRow[] {
  let survivor = 1;
  return periods.map(({ atRisk, events }) => {
    const hazard = atRisk === 0 ? 0 : events / atRisk;
    survivor *= 1 - hazard;
    return { atRisk, events, hazard, survivor };
  });
}

/** Who is at risk in each period when `n` began: all who had neither an event nor an early end to watching before. */
export function periodsOf(
  n: number,
  ends: readonly { readonly events: number; readonly censored: number }[],
): readonly Period[] {
  let left = n;
  return ends.map(({ events, censored }) => {
    const atRisk = left;
    left -= events + censored;
    return { atRisk, events };
  });
}

export interface Observation {
  readonly time: number;
  /** Whether it happened then, or watching ended then. Mind sources that code it the other way round. */
  readonly event: boolean;
}

export interface CurveStep extends Period {
  readonly time: number;
  readonly survivor: number;
  /** Greenwood's. */
  readonly standardError: number;
}

/** One step per time at which something happened. Whoever is censored at that time was still at risk. */
export function kaplanMeier(observations: readonly Observation[]): readonly CurveStep[] {
  const times = [...new Set(observations.filter(({ event }) => event).map(({ time }) => time))].sort((a, b) => a - b);
  let survivor = 1;
  let spread = 0;
  return times.map((time) => {
    const atRisk = observations.filter((o) => o.time >= time).length;
    const events = observations.filter((o) => o.event && o.time === time).length;
    survivor *= 1 - events / atRisk;
    spread += events === atRisk ? 0 : events / (atRisk * (atRisk - events));
    return { time, atRisk, events, survivor, standardError: survivor * Math.sqrt(spread) };
  });
}

/** The curve between its steps: 1 before the first. */
export const stepAt = (curve: readonly CurveStep[], time: number): Pick<CurveStep, 'survivor' | 'standardError'> =>
  curve.findLast((step) => step.time <= time) ?? { survivor: 1, standardError: 0 };
