/**
 * Forms that are low from the first hours on: told once, early, and not again while they stay as they are. It is no
 * rupture, because there was nothing to fall from; a later fall is told as one. Ends when two forms in a row are above
 * the line, and with the work of this pair.
 */
import { lowLineOf, mean } from '#lib/courses';
import { leastChangeOf, instrumentOf, type Instrument } from '#lib/instruments';
import { type ClinicEvent, refOf } from '#lib/events';
import type { ClinicRules } from '../rules/clinic-rules.js';
import { formNamed } from '../ratings/form-named.js';
import { LOW_START as RULE } from '../ruptures/low-start.rule.js';
import { isLive, type Alert, type AlertFacts } from '../state/alert.js';
import type { EpisodeState } from '../state/episode-state.js';
import { isRated, memberIn, type Rated, type Series } from '../state/series.js';
import { isLowStill } from './from-history.js';
import { changeAlerts, LOW_START, raise, RUPTURE_OPEN, seeAgain, standing } from './raise.js';

interface Heard {
  readonly event: ClinicEvent;
  readonly rules: ClinicRules;
  /** What may be told is another thing from here on: look back, and not only at the form that came. */
  readonly turned: boolean;
}

export function tellLowStart(state: EpisodeState, heard: Heard): EpisodeState {
  let told = state;
  for (const series of state.series) if (mayTell(series, heard)) told = raiseFor(told, series, heard);
  told = tellStill(told, heard);
  return told.alerts.some(isWaiting) ? easeRisen(told, heard.rules) : told;
}

const isWaiting = (alert: Alert): boolean => alert.rule === LOW_START.code && isLive(alert);

function tellStill(state: EpisodeState, { event, rules }: Heard): EpisodeState {
  const still = state.alerts.find((told) => isWaiting(told) && isLowStill(state, { told, event, rules }));
  return still ? seeAgain(state, still, { event, facts: still.facts }) : state;
}

/** By another form of the same person, or as a fall: one conversation, so one prompt. */
const saysItAlready = (alert: Alert): boolean =>
  isWaiting(alert) || (alert.rule === RUPTURE_OPEN.code && isLive(alert));

/** Most forms are no news of this kind, which their last rating says at once. */
const mayTell = ({ ratings }: Series, { turned }: Heard): boolean =>
  turned || ratings.at(-1)?.rules.includes(RULE) === true;

/** So many forms later it is no news from the first hours any more. */
const LATER = 3;

function raiseFor(state: EpisodeState, series: Series, { event, rules: chosen, turned }: Heard): EpisodeState {
  const rated = series.ratings.slice(turned ? -LATER : -1).filter(isRated);
  const found = rated.find(({ rules: seen, event: ref }) => seen.includes(RULE) && (turned || ref === refOf(event)));
  if (!found) return state;
  const early = series.ratings.slice(0, series.ratings.indexOf(found) + 1).filter(isRated);
  const facts = factsOf(series, early, chosen);
  if (state.alerts.some((alert) => saysItAlready(alert) && alert.facts['member'] === facts['member'])) return state;
  return raise(state, LOW_START, {
    cause: found.event.slice(found.event.indexOf(' ') + 1),
    evidence: early.map((rating) => rating.event),
    facts,
    event,
    historical: event.historical,
  });
}

const factsOf = (series: Series, early: readonly Rated[], { instruments }: ClinicRules): AlertFacts => ({
  ...named(series, instruments),
  forms: early.length,
  low: Math.round(mean(early.map(({ value }) => value)) * 10) / 10,
});

function named({ instrument: code, version, respondent }: Series, instruments: ClinicRules['instruments']): AlertFacts {
  const instrument = instrumentOf({ code, version }, instruments);
  return {
    ...(instrument ? { ...formNamed(instrument), outOf: instrument.range.max } : { form: code }),
    ...memberIn(respondent),
  };
}

const ENOUGH = 2;

function easeRisen(state: EpisodeState, { instruments }: ClinicRules): EpisodeState {
  const risen = state.series.filter(({ instrument: code, version, ratings }) => {
    const instrument = instrumentOf({ code, version }, instruments);
    const latest = ratings.filter(isRated).slice(-ENOUGH);
    return instrument !== undefined && latest.length === ENOUGH && latest.every((one) => isAbove(instrument, one));
  });
  const events = new Set(risen.flatMap(({ ratings }) => ratings.map(({ event }) => event)));
  return changeAlerts(
    state,
    (alert) => isWaiting(alert) && alert.evidence.some((ref) => events.has(ref)),
    standing('eased'),
  );
}

/** The line that asks for a look, or, of a form without one, by the form's own error above where it is low. */
function isAbove(instrument: Instrument, { value }: Rated): boolean {
  const line = instrument.floor ?? lowLineOf(instrument) + (leastChangeOf(instrument)?.points ?? 0) / 2;
  return value >= line;
}
