/** One line of a caseload: what to look at, and why, in plain words. */
import {
  attentionOf,
  isLive,
  isRuleCode,
  latestAlliance,
  latestOwnForms,
  nextAppointmentOf,
  DEFAULT_RULES,
  type Attention,
  type AttentionReason,
  type ClinicRules,
  type EpisodeState,
  type Rupture,
  type RuptureKind,
  type RuptureState,
  type RuptureTier,
} from '#lib/alliance';
import type { EpisodeStatus } from '#lib/attendance';
import { dropoutRiskNow } from './dropout-risk.js';
import type { DropoutRisk } from './dropout-risk-words.js';
import { partName, titleOf } from './alert-words.js';
import { DEFAULT_WORDING, type Wording } from './wording.js';
import type { FindingInWords, Words } from './words.js';

export interface EpisodeSummary {
  readonly client: string;
  /** When the practice system made the client's record, and when it last changed something in it: names are kept there. */
  readonly clientSince?: number;
  readonly clientUpdated?: number;
  readonly clinician: string;
  /** Who looks after the clinician's work here, where a source said so. */
  readonly supervisor?: string;
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
    readonly tier: RuptureTier;
    /** Which rules speak for it, in the order in which they did, and why. */
    readonly noticed: readonly Noticed[];
  };
  /** The client's own last six ratings, 0 to 100, oldest first; null where a form is missing or has no score. */
  readonly lastAlliance: readonly (number | null)[];
  /** For each of `lastAlliance`, whether it is made up to a whole form from fewer answers; absent where none is. */
  readonly lastAllianceProrated?: readonly boolean[];
  readonly nextAppointment?: number;
  readonly lastAttended?: number;
  readonly attended: number;
  readonly missedByClient: number;
  /** Open, acknowledged or snoozed, without what came with history. */
  readonly openAlerts: number;
  /** Absent where the clinic has the chance of stopping early off. */
  readonly stopping?: DropoutRisk;
  readonly asOf: number;
}

/** `rule` is its code, as in docs/reference/strain.md. */
export interface Noticed extends FindingInWords {
  readonly rule: string;
}

export function summarise(
  state: EpisodeState,
  rules: ClinicRules = DEFAULT_RULES,
  { words }: Wording = DEFAULT_WORDING,
): EpisodeSummary {
  const { attendance, opened } = state;
  const { attention, because } = attentionOf(state, rules);
  return {
    client: state.client,
    clinician: state.clinician ?? '',
    ...peopleIn(state),
    status: state.status,
    ...(opened === null ? {} : { opened }),
    attention,
    reason: sentenceOf(because, words),
    rupture: state.rupture && shown(state.rupture, words),
    lastAlliance: latestAlliance(state, rules),
    ...proratedOf(state, rules),
    ...datesOf(state),
    attended: attendance.tallies.kept,
    missedByClient: attendance.tallies.missedByClient,
    openAlerts: state.alerts.filter((alert) => isLive(alert) && !alert.historical).length,
    ...stoppingOf(dropoutRiskNow(state, rules, words)),
    asOf: state.asOf,
  };
}

function peopleIn(state: EpisodeState): Pick<EpisodeSummary, 'clientSince' | 'clientUpdated' | 'supervisor'> {
  const { clientSince, clientUpdated, supervisor, left } = state;
  return {
    ...(clientSince === null ? {} : { clientSince }),
    ...(clientUpdated === null ? {} : { clientUpdated }),
    ...(supervisor === null || left.includes(supervisor) ? {} : { supervisor }),
  };
}

function proratedOf(state: EpisodeState, rules: ClinicRules): Pick<EpisodeSummary, 'lastAllianceProrated'> {
  const lastAllianceProrated = latestOwnForms(state, rules).map(({ prorated }) => prorated);
  return lastAllianceProrated.includes(true) ? { lastAllianceProrated } : {};
}

const stoppingOf = (stopping: DropoutRisk | undefined): Pick<EpisodeSummary, 'stopping'> =>
  stopping === undefined ? {} : { stopping };

function datesOf(state: EpisodeState): Pick<EpisodeSummary, 'nextAppointment' | 'lastAttended'> {
  const nextAppointment = nextAppointmentOf(state);
  return {
    ...(nextAppointment === undefined ? {} : { nextAppointment }),
    ...(state.attendance.lastAttended === null ? {} : { lastAttended: state.attendance.lastAttended }),
  };
}

const shown = ({ state, kind, facet, onset, tier, rules }: Rupture, words: Words): EpisodeSummary['rupture'] => ({
  state,
  kind,
  ...(facet === null ? {} : { facet }),
  onset,
  tier,
  noticed: rules.filter(isRuleCode).map((rule) => ({ rule, ...words.findings[rule] })),
});

/** The sentence of a reason; at most 80 characters. */
function sentenceOf(because: AttentionReason, words: Words): string {
  const { code } = because;
  if (code === 'alert') return titleOf(because.alert, words);
  if (code === 'unanswered') return words.caseload.unanswered(because.requests);
  if (code === 'part-lower') return words.caseload.partLower(partName(because.part, words));
  return code === 'asking' ? words.caseload.asking[because.rule] : words.caseload[code];
}
