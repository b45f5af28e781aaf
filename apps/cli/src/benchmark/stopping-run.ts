/** The chance of stopping early in one synthetic clinic, fitted and judged in the way of `stopping-model propose`. */
import { attendedSessions } from '#lib/attendance';
import { DEFAULT_RULES, type ClinicRules, type EpisodeState } from '#lib/alliance';
import { SITES, USUAL_SITE, type DropoutSettings } from '#lib/hazard';
import {
  boundaryOf,
  dropoutRows,
  plainRow,
  predict,
  recalibrateModel,
  referencesOf,
  splitRows,
  type BaselineRow,
  type DropoutRow,
  type HeldSession,
  type PredictedRow,
  type RecalibrationMethod,
} from '#lib/evaluation';
import type { ClinicEvent } from '#lib/events';
import { intervalsOf, type SyntheticClinic } from '#lib/synthetic';

/** Predicted, beside the chance with which the clinic itself drew the answer. */
export type JudgedRow = PredictedRow & {
  readonly drawn: number;
  readonly knowable: number;
  /** The chance before any recalibration. */
  readonly start: number;
};

export interface StoppingRun {
  readonly step: RecalibrationMethod;
  readonly train: readonly BaselineRow[];
  readonly trainStops: number;
  readonly dayAfter: readonly JudgedRow[];
  /** The same clients and model, looked at once more when one usual gap has passed without an hour. */
  readonly cadence: readonly JudgedRow[];
}

export const hoursIn = (state: EpisodeState): HeldSession[] =>
  attendedSessions(state).map(({ at }) => ({ client: state.client, clinician: state.clinician ?? '', at }));

export interface FoldedEpisodes {
  readonly clinic: SyntheticClinic;
  readonly histories: readonly (readonly ClinicEvent[])[];
  readonly states: readonly EpisodeState[];
}

/** The same way as `stopping-model propose`: placed and fitted before a day, judged on clients who began after it. */
export function runStopping({ clinic, histories, states }: FoldedEpisodes): StoppingRun | undefined {
  const asOf = clinic.plan.endsAt;
  const start: DropoutSettings = { model: 'stopping-early-1', site: SITES[USUAL_SITE] };
  const boundary = boundaryOf(states.flatMap((state) => hoursIn(state).slice(0, 1)));
  const from = { ...start, references: referencesOf(states, { ...DEFAULT_RULES, stopping: start }, boundary) };
  const rules: ClinicRules = { ...DEFAULT_RULES, stopping: from };
  const rows = histories.flatMap((history) => dropoutRows(history, { rules, asOf }));
  const { train, test } = splitRows(rows, boundary);
  const first = train.filter(isFirstLook);
  const fitted = recalibrateModel(first, { from, name: 'benchmark' });
  if (!fitted.ok || test.length === 0) return undefined;
  const judge = judging(clinic, { start: from, fitted: fitted.value.stopping });
  return {
    step: fitted.value.advice.step,
    train: first.map(plainRow),
    trainStops: fitted.value.events,
    dayAfter: judge(test.filter(isFirstLook)),
    cadence: judge(test.filter((row) => !isFirstLook(row))),
  };
}

const isFirstLook = ({ landmark }: DropoutRow): boolean => landmark === 'day-after';

/** Rows whose interval the generator knows too; an hour that was corrected away shifts the count of an episode. */
const judging = (
  { truth }: SyntheticClinic,
  { start, fitted }: Readonly<Record<'start' | 'fitted', DropoutSettings>>,
) => {
  const drawn = new Map(
    truth.flatMap(intervalsOf).map((interval) => [`${interval.episode} ${interval.visit}`, interval]),
  );
  return (rows: readonly DropoutRow[]): readonly JudgedRow[] => {
    const before = predict(rows, start);
    return predict(rows, fitted).flatMap((row, i) => {
      const interval = drawn.get(`${row.episode} ${row.interval}`);
      const known = interval && { drawn: interval.chance, knowable: interval.knowable };
      return known ? [{ ...row, ...known, start: before[i]?.p ?? row.p }] : [];
    });
  };
};
