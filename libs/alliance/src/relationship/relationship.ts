/** All that is known of the relationship in one episode, read from its folded state. */
import { DEFAULT_RULES, type ClinicRules } from '../rules/clinic-rules.js';
import { differenceOf, isAtCeiling, pairsOf } from '#lib/courses';
import { facetValues, type FacetValues, instrumentOf, spreadOf, whatHelped, type WhatHelped } from '#lib/instruments';
import { compositeOf, type Profile } from './profiles/profile.js';
import { profileOf } from './profiles/roster.js';
import { atLeast } from '#lib/kernel';
import { isRated, type Series } from '../state/series.js';
import type { EpisodeState } from '../state/episode-state.js';
import { clinicianRatings } from './discrepancy.js';
import { collaborationOf } from './facets.js';
import type { LatestForm } from '../state/latest-form.js';
import { expectationsClear, marksIn, type Mark } from './marks.js';
import { contributionReliability, type ContributionReliability } from '#lib/attendance';
import { splitOf, type Split } from './split.js';
import { tasksInSight, type TasksInSight } from './tasks-in-sight.js';

/** One person's latest description. */
export interface View extends Omit<LatestForm, 'answers'>, WhatHelped {
  readonly values: FacetValues;
  readonly collaboration: number | null;
  /** Bond, task and goal weighted by the approach, 0 to 100: for display only; null where one of them is unknown. */
  readonly composite: number | null;
  /** Full marks six times in a row: the ratings carry little information, so it is better to ask directly. */
  readonly fullMarks: boolean;
}

export interface Discrepancy {
  /** Clinician above client beyond the usual difference, in spreads; negative when below. */
  readonly spreads: number;
  /** At least one spread on two consecutive hours. */
  readonly lasting: boolean;
  /** The two forms of the latest hour that both described. */
  readonly evidence: readonly [string, string];
}

export interface Relationship {
  readonly profile: Profile;
  readonly views: readonly View[];
  readonly discrepancy: Discrepancy | null;
  readonly split: Split | null;
  readonly ownPart: ContributionReliability;
  readonly plan: Plan;
  /** Tasks between hours, of every kind. */
  readonly tasks: TasksInSight;
  /** What notes say of it, oldest hour first. */
  readonly marks: readonly Mark[];
}

/** What the two have agreed, as far as a source said so. */
export interface Plan {
  readonly cadenceDays: number | null;
  readonly plannedVisits: number | null;
  readonly goalsAgreed: boolean | null;
  /** Whether it is clear what each can expect, by the latest mark about it. */
  readonly expectationsClear: boolean | null;
}

export function relationshipOf(state: EpisodeState, rules: ClinicRules = DEFAULT_RULES): Relationship {
  const profile = profileOf(state.approach);
  return {
    profile,
    views: state.latestForms.map((form) => viewOf(form, profile, { series: state.series, rules })),
    discrepancy: discrepancyIn(state.series, rules) ?? null,
    split: splitOf(state.series, rules) ?? null,
    ownPart: contributionReliability(state),
    plan: planOf(state),
    tasks: tasksInSight(state),
    marks: marksIn(state.hours),
  };
}

const planOf = ({ cadenceDays, plannedVisits, goalsAgreed, hours }: EpisodeState): Plan => ({
  cadenceDays,
  plannedVisits,
  goalsAgreed,
  expectationsClear: expectationsClear(hours),
});

interface Around {
  readonly series: readonly Series[];
  readonly rules: ClinicRules;
}

function viewOf({ answers, ...form }: LatestForm, profile: Profile, { series, rules }: Around): View {
  const { instrument: code, version, respondent } = form;
  const instrument = instrumentOf({ code, version }, rules.instruments);
  const own = series.find((s) => s.instrument === code && s.version === version && s.respondent === respondent);
  const values = instrument ? facetValues(instrument, answers) : {};
  return {
    ...form,
    values,
    collaboration: collaborationOf(values),
    composite: compositeOf(profile, values),
    ...(instrument ? whatHelped(instrument, answers) : { helped: [], hindered: [] }),
    fullMarks: instrument !== undefined && isAtCeiling(instrument, own?.ratings.filter(isRated) ?? []),
  };
}

/** Of the client's most recent form that the clinician fills in as well. */
function discrepancyIn(series: readonly Series[], rules: ClinicRules): Discrepancy | undefined {
  const found = series.flatMap((own) => {
    const instrument = instrumentOf({ code: own.instrument, version: own.version }, rules.instruments);
    if (own.respondent !== 'client' || instrument?.construct !== 'alliance') return [];
    const spread = spreadOf(instrument);
    const pairs = pairsOf(own.ratings.filter(isRated).slice(-3), clinicianRatings(series, instrument)).slice(-2);
    const latest = pairs.at(-1);
    if (!latest || spread === undefined) return [];
    const apart = pairs.map((pair) => differenceOf(pair, spread));
    const evidence = [latest.client.event, latest.clinician.event] as const;
    const lasting = apart.length === 2 && apart.every((spreads) => atLeast(spreads, 1));
    return [{ at: latest.client.at, spreads: apart.at(-1) ?? 0, lasting, evidence }];
  });
  const [newest] = found.toSorted((a, b) => b.at - a.at);
  return (
    newest && {
      spreads: newest.spreads,
      lasting: newest.lasting,
      evidence: newest.evidence,
    }
  );
}
