/** One line of a caseload: what to look at, and why, in plain words. */
import {
  isLive,
  type Alert,
  type AlertTier,
  nextBooked,
  type EpisodeStatus,
  HOUSE_RULES,
  type ClinicRules,
  measures,
  splitOf,
  isUnsettled,
  type Rupture,
  type RuptureKind,
  type RuptureState,
  isRated,
  type Rating,
  type Series,
  type StrainTier,
  type EpisodeState,
} from '#lib/alliance';
import { chanceNow } from './dropout-risk.js';
import type { Chance } from './dropout-risk-words.js';
import { instrumentOf } from '#lib/instruments';
import { titleOf } from './alert-words.js';
import { HOUSE_WORDING, type Wording } from './wording.js';
import type { AskingRule, FindingInWords, Words } from './words.js';

export type Attention = AlertTier | 'on-course' | 'not-enough-yet';

export interface EpisodeSummary {
  readonly client: string;
  readonly clinician: string;
  readonly status: EpisodeStatus;
  readonly opened?: number;
  readonly attention: Attention;
  /** Plain words, at most 80 characters. */
  readonly reason: string;
  readonly rupture: null | {
    readonly state: RuptureState;
    readonly kind: RuptureKind;
    /** A scale code of the instrument: the part that fell most. */
    readonly facet?: string;
    readonly onset: number;
    readonly tier: StrainTier;
    /** Which rules speak for it, in the order in which they did, and why. */
    readonly noticed: readonly Noticed[];
  };
  /** The client's own last six ratings, 0 to 100, oldest first; null where a form is missing or has no score. */
  readonly lastAlliance: readonly (number | null)[];
  readonly nextAppointment?: number;
  readonly lastAttended?: number;
  readonly attended: number;
  readonly missedByClient: number;
  /** Open, acknowledged or snoozed. */
  readonly openAlerts: number;
  /** Absent where the clinic has the chance of stopping early off. */
  readonly stopping?: Chance;
  readonly asOf: number;
}

/** `rule` is its code, as in docs/reference/strain.md. */
export interface Noticed extends FindingInWords {
  readonly rule: string;
}

/** Below this many rated forms nothing can be compared. */
const FEWEST_FORMS = 2;
const SPARK = 6;

export function summarise(
  state: EpisodeState,
  rules: ClinicRules = HOUSE_RULES,
  { words }: Wording = HOUSE_WORDING,
): EpisodeSummary {
  const { attendance, opened } = state;
  const own = ownAlliance(state, rules);
  return {
    client: state.client,
    clinician: state.clinician ?? '',
    status: state.status,
    ...(opened === null ? {} : { opened }),
    ...attentionOf(state, { rules, words }),
    rupture: state.rupture && shown(state.rupture, words),
    lastAlliance: own?.ratings.slice(-SPARK).map(outOfHundred(own, rules)) ?? [],
    ...datesOf(state),
    attended: attendance.tallies.kept,
    missedByClient: attendance.tallies.missedByClient,
    openAlerts: state.alerts.filter(isLive).length,
    ...stoppingOf(chanceNow(state, rules, words)),
    asOf: state.asOf,
  };
}

const stoppingOf = (stopping: Chance | undefined): Pick<EpisodeSummary, 'stopping'> =>
  stopping === undefined ? {} : { stopping };

function datesOf({ attendance, asOf }: EpisodeState): Pick<EpisodeSummary, 'nextAppointment' | 'lastAttended'> {
  const nextAppointment = nextBooked(attendance, asOf);
  return {
    ...(nextAppointment === undefined ? {} : { nextAppointment }),
    ...(attendance.lastAttended === null ? {} : { lastAttended: attendance.lastAttended }),
  };
}

const shown = ({ state, kind, facet, onset, tier, rules }: Rupture, words: Words): EpisodeSummary['rupture'] => ({
  state,
  kind,
  ...(facet === null ? {} : { facet }),
  onset,
  tier,
  noticed: rules.flatMap((rule) => noticedBy(rule, words.findings[rule])),
});

/** A state may name a rule that this version no longer has. */
const noticedBy = (rule: string, words: FindingInWords | undefined): Noticed[] => (words ? [{ rule, ...words }] : []);

/** The alliance series that the client filled in most recently. */
function ownAlliance({ series }: EpisodeState, rules: ClinicRules): Series | undefined {
  const own = series.filter((s) => s.respondent === 'client' && measures(s, 'alliance', rules));
  return own.reduce<Series | undefined>((latest, s) => (latest && lastAt(latest) > lastAt(s) ? latest : s), undefined);
}

const lastAt = ({ ratings }: Series): number => ratings.at(-1)?.at ?? 0;

function outOfHundred(
  { instrument, version }: Series,
  { instruments }: ClinicRules,
): (rating: Rating) => number | null {
  const range = instrumentOf({ code: instrument, version }, instruments)?.range;
  if (!range) return () => null;
  return ({ value }) => (value === null ? null : ((value - range.min) / (range.max - range.min)) * 100);
}

type Why = Pick<EpisodeSummary, 'attention' | 'reason'>;

interface Telling {
  readonly rules: ClinicRules;
  readonly words: Words;
}

/** The first of these that applies. */
const attentionOf = (state: EpisodeState, telling: Telling): Why =>
  whyToday(state, telling) ??
  whyResting(state, telling.words.caseload) ??
  whySoon(state, telling) ??
  whyLook(state, telling) ??
  whyCalm(state, telling);

const told = ({ tier }: Alert, reason: string): Why => ({ attention: tier, reason });

/** Putting a safety alert off does not take it out of sight. */
function whyToday({ alerts }: EpisodeState, { words }: Telling): Why | undefined {
  const alert = alerts.findLast((a) => isLive(a) && a.tier === 'act-today');
  return alert && told(alert, titleOf(alert, words));
}

function whySoon({ alerts, quietSince }: EpisodeState, { words }: Telling): Why | undefined {
  const alert = alerts.findLast((a) => isLive(a) && a.status !== 'snoozed');
  return alert && told(alert, quietSince === null ? titleOf(alert, words) : words.caseload.quiet);
}

type Caseload = Words['caseload'];

function whyResting({ status }: EpisodeState, caseload: Caseload): Why | undefined {
  if (status === 'closed') return { attention: 'on-course', reason: caseload.ended };
  if (status === 'paused') return { attention: 'on-course', reason: caseload.paused };
  return status === 'unopened' ? { attention: 'not-enough-yet', reason: caseload.unopened } : undefined;
}

const look = (reason: string): Why => ({ attention: 'keep-an-eye', reason });

const whyLook = (state: EpisodeState, telling: Telling): Why | undefined =>
  whyStrained(state, telling.words.caseload) ??
  whyMissing(state, telling.words.caseload) ??
  whySplit(state, telling) ??
  whyLow(state, telling);

const whySplit = ({ series }: EpisodeState, { rules, words }: Telling): Why | undefined =>
  splitOf(series, rules)?.wide ? look(words.caseload.membersDiffer) : undefined;

function whyStrained({ rupture, quietSince }: EpisodeState, caseload: Caseload): Why | undefined {
  if (!isUnsettled(rupture)) return undefined;
  if (quietSince !== null) return look(caseload.quiet);
  return look(rupture.state === 'repairing' ? caseload.easing : caseload.strained);
}

function whyMissing(state: EpisodeState, caseload: Caseload): Why | undefined {
  if (state.safety.at(-1)?.level === 'not-answered' && isLatestForm(state)) return look(caseload.safetyOpen);
  return state.unanswered >= 2 ? look(caseload.unanswered(state.unanswered)) : undefined;
}

/** What asks for a look without being a strain, by the rule that saw it. */
function whyLow(state: EpisodeState, { rules, words }: Telling): Why | undefined {
  const { asking } = words.caseload;
  const latest = ownAlliance(state, rules)?.ratings.findLast(isRated);
  const asks = latest?.rules.find((rule): rule is AskingRule => rule in asking);
  return asks === undefined ? undefined : look(asking[asks]);
}

/** Whether the newest safety note is about the newest form of its kind. */
function isLatestForm({ safety, series }: EpisodeState): boolean {
  const note = safety.at(-1);
  return note !== undefined && series.some(({ ratings }) => ratings.at(-1)?.form === note.form);
}

function whyCalm(state: EpisodeState, { rules, words: { caseload } }: Telling): Why {
  const own = ownAlliance(state, rules);
  const rated = own?.ratings.filter(isRated) ?? [];
  if (!own || rated.length < FEWEST_FORMS)
    return { attention: 'not-enough-yet', reason: rated.length === 0 ? caseload.noForms : caseload.oneForm };
  const latest = rated.slice(-SPARK).map(outOfHundred(own, rules));
  return { attention: 'on-course', reason: calmWords(state.rupture, isFullMarks(latest), caseload) };
}

function calmWords(rupture: Rupture | null, fullMarks: boolean, { eased, fullMarks: full, steady }: Caseload): string {
  if (rupture?.state === 'repaired') return eased;
  return fullMarks ? full : steady;
}

function isFullMarks(latest: readonly (number | null)[]): boolean {
  return latest.length === SPARK && latest.every((value) => value === 100);
}
