/** What the latest forms about the work say to a caseload line where no strain stands. */
import { hasSunk, lowParts, pairsOf } from '#lib/courses';
import { type Instrument, instrumentOf, spreadOf } from '#lib/instruments';
import { clinicianRatings } from '../relationship/discrepancy.js';
import { profileOf } from '../relationship/profiles/roster.js';
import type { ClinicRules } from '../rules/clinic-rules.js';
import { PART_FELL, partsLower } from '../ruptures/parts-lower.js';
import { ASKING_RULES, type AskingRule } from '../ruptures/roster.js';
import type { EpisodeState } from '../state/episode-state.js';
import { isRated, memberIn, type Series } from '../state/series.js';
import { membersForms, monthlyAlliance, ownAlliance } from './own-forms.js';

/** `part`: a facet or the code of a scale. */
export type LowReason =
  | { readonly code: 'asking'; readonly rule: AskingRule }
  /** Of a form that as a whole has moved less. */
  | { readonly code: 'part-lower'; readonly part: string }
  /** Up and down from form to form. */
  | { readonly code: 'part-swings'; readonly part: string }
  /** On each of the latest three forms, whether or not it ever was higher; whose they are, where not the client's. */
  | { readonly code: 'part-low'; readonly part: string; readonly member?: string };

/** Rules on the latest form alone say less than a part that stays low. */
const OF_ONE_FORM: ReadonlySet<AskingRule> = new Set<AskingRule>(['level', 'low-mark', 'small-fall']);

/** What asks for a look without being a rupture, by the rule that saw it. */
export function lowReason(state: EpisodeState, rules: ClinicRules): LowReason | undefined {
  const own = ownAlliance(state, rules);
  return (
    ofSeries(state, own, rules) ??
    ofMembers(state, rules) ??
    // what stands back in lists asks for a look all the same
    ofSeries(state, monthlyAlliance(state, rules), rules)
  );
}

function ofSeries(state: EpisodeState, own: Series | undefined, rules: ClinicRules): LowReason | undefined {
  const latest = own?.ratings.findLast(isRated);
  if (!own || !latest) return undefined;
  const lower = latest.rules.includes(PART_FELL) ? lowerPart(state, own, rules) : undefined;
  return lower === undefined ? ofLevel(state, own, rules) : { code: 'part-lower', part: lower };
}

function ofLevel(state: EpisodeState, own: Series, rules: ClinicRules): LowReason | undefined {
  const asks = own.ratings.findLast(isRated)?.rules.find((code): code is AskingRule => ASKING_RULES.has(code));
  const asking = asks && ({ code: 'asking', rule: asks } as const);
  if (asking && !OF_ONE_FORM.has(asking.rule)) return asking;
  const part = lowPart(state, own, rules);
  if (part !== undefined) return { code: 'part-low', part };
  return asking ?? (isSeenWorse(state, own, rules) ? { code: 'asking', rule: 'seen-differently' } : undefined);
}

/** What came before these is another time. */
const LATELY = 12;

/** By the clinician, whom no message has to tell. */
function isSeenWorse({ series }: EpisodeState, own: Series, rules: ClinicRules): boolean {
  const instrument = formOf(own, rules);
  const spread = spreadOf(instrument);
  if (spread === undefined) return false;
  return hasSunk(pairsOf(own.ratings.slice(-LATELY).filter(isRated), clinicianRatings(series, instrument)), spread);
}

/** Only series that measure the work come here, so the clinic has their form. */
const formOf = ({ instrument, version }: Series, { instruments }: ClinicRules): Instrument =>
  instrumentOf({ code: instrument, version }, instruments) as Instrument;

function ofMembers(state: EpisodeState, rules: ClinicRules): LowReason | undefined {
  for (const series of membersForms(state, rules)) {
    const part = lowPart(state, series, rules);
    if (part !== undefined) return { code: 'part-low', part, ...memberIn(series.respondent) };
  }
  return undefined;
}

/** The part of the latest form that is lower than usual, on which no strain stands. */
function lowerPart({ approach }: EpisodeState, own: Series, rules: ClinicRules): string | undefined {
  const { first } = profileOf(approach);
  const falls = partsLower({ instrument: formOf(own, rules), rated: own.ratings.filter(isRated), first });
  return falls.toSorted((a, b) => b.changes - a.changes)[0]?.part;
}

/** In the order of the approach, then the lowest. A part of which a person said that it was no strain is left alone. */
function lowPart(state: EpisodeState, own: Series, rules: ClinicRules): string | undefined {
  const { first } = profileOf(state.approach);
  const low = lowParts(formOf(own, rules), own.ratings.filter(isRated)).filter((part) => !isSetAside(state, part));
  return first.find((part) => low.includes(part)) ?? low[0];
}

const isSetAside = ({ rupture }: EpisodeState, part: string): boolean =>
  rupture?.state === 'withdrawn' && [rupture.facts['part'], rupture.facts['alsoPart']].includes(part);
