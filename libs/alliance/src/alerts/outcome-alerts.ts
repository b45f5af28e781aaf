/**
 * An outcome that got worse is the news of its form, and no strain between two people. One prompt at a time for each
 * person who fills in forms: another form of theirs that gets worse too is added to it, and what gets graver is told
 * anew, in the place of the milder prompt. It is seen again while it lasts, and eased once the forms come back.
 */
import { type ClinicEvent, refOf } from '#lib/events';
import { instrumentOf } from '#lib/instruments';
import { isUntold, namesOf, outcomeFacts, withEnded, withTold, type Worsened, worsenedOf } from '#lib/outcome';
import type { ClinicRules } from '../rules/clinic-rules.js';
import { changed } from '../state/changed-state.js';
import { isLive, type Alert, type AlertFacts, type AlertTier } from '../state/alert.js';
import type { EpisodeState, WaitingAct } from '../state/episode-state.js';
import { isRated } from '../state/series.js';
import { changeAlerts, inCharge, OUTCOME_WORSE, raise, seeAgain, standing } from './raise.js';

type Level = Worsened['worse']['level'];
const TIERS: Readonly<Record<Level, AlertTier>> = { 0: 'keep-an-eye', 1: 'keep-an-eye', 2: 'talk-soon' };

export const isOutcome = ({ rule }: Pick<Alert, 'rule'>): boolean => rule === OUTCOME_WORSE.code;

interface Telling {
  readonly event: ClinicEvent;
  readonly part: 'both' | 'fact' | 'word';
  readonly instruments: ClinicRules['instruments'];
}

/** `state` is after the event. Whether there is news is in the state itself, so that it is told whenever it may be. */
export function tellOutcome(state: EpisodeState, telling: Telling): EpisodeState {
  const people = new Set(state.outcome.courses.map(({ respondent }) => respondent));
  return [...people].reduce((next, respondent) => tellOf(next, respondent, telling), state);
}

const livePrompt = ({ alerts }: EpisodeState, respondent: string): Alert | undefined =>
  alerts.find((alert) => isOutcome(alert) && isLive(alert) && alert.facts['respondent'] === respondent);

function tellOf(state: EpisodeState, respondent: string, telling: Telling): EpisodeState {
  const worsened = worsenedOf(state.outcome, respondent).map((course) => withoutDouble(state, course));
  const live = livePrompt(state, respondent);
  if (worsened.length === 0) return live ? changeOne(state, live, standing('eased')) : state;
  if (!worsened.some(isUntold)) return live ? goOn(state, { live, worsened }, telling) : state;
  return telling.part === 'fact' ? state : tellNews(state, { live, worsened }, telling);
}

const changeOne = (state: EpisodeState, { key }: Alert, change: Partial<Alert>): EpisodeState =>
  changeAlerts(state, (alert) => alert.key === key, change);

/** A safety answer has somebody read the same form today: its figures wait in the list meanwhile, a mere crossing too. */
function withoutDouble({ safety }: EpisodeState, course: Worsened): Worsened {
  const { instrument, latest, worse } = course;
  const isRead = safety.some(
    (note) => note.instrument === instrument && note.at === latest.at && note.level !== 'not-answered',
  );
  return isRead ? { ...course, worse: { ...worse, level: worse.kind === 'error' ? 1 : 0 } } : course;
}

interface Standing {
  readonly live: Alert | undefined;
  readonly worsened: readonly Worsened[];
}

function goOn(state: EpisodeState, { live, worsened }: Standing & { readonly live: Alert }, telling: Telling) {
  const facts = factsOf({ live, worsened }, telling);
  if (worsened.some(({ worse }) => worse.seen === refOf(telling.event)))
    return seeAgain(state, live, { event: telling.event, facts });
  const same = live.facts['form'] === facts['form'] && live.facts['also'] === facts['also'];
  return same ? state : changeOne(state, live, { facts });
}

function tellNews(state: EpisodeState, { live, worsened }: Standing, telling: Telling): EpisodeState {
  const news = worsened.filter(isUntold);
  const level = news.reduce<Level>((most, { worse }) => (worse.level > most ? worse.level : most), 0);
  const [first] = news as [Worsened];
  const told = changed(state, { outcome: withTold(state.outcome, first.respondent, level) });
  const { event } = telling;
  if (live && (live.tier === 'talk-soon' || TIERS[level] === 'keep-an-eye'))
    return seeAgain(told, live, { event, facts: factsOf({ live, worsened }, telling) });
  const before = live
    ? changeOne(told, live, { ...standing('closed'), facts: { ...live.facts, ended: 'grown' } })
    : told;
  return raise(before, OUTCOME_WORSE, {
    cause: first.latest.event.slice(first.latest.event.indexOf(' ') + 1),
    evidence: [...new Set(news.map(({ worse }) => worse.seen))],
    facts: factsOf({ live: undefined, worsened: news }, telling),
    event,
    historical: event.historical || news.every(({ worse }) => worse.historical),
    tier: TIERS[level],
  });
}

/** The form that the prompt is about stays the first as long as it is worse; one more is named beside it. */
function factsOf({ live, worsened }: Standing, { instruments }: Telling): AlertFacts {
  const about = worsened.find(({ instrument }) => instrument === live?.facts['form']) ?? worsened[0];
  const other = worsened.find((course) => course !== about);
  const named = (course: Worsened) => instrumentOf({ code: course.instrument, version: course.version }, instruments);
  const instrument = about && named(about);
  const beside = other && named(other);
  return {
    ...(about && instrument ? outcomeFacts(about, instrument) : {}),
    ...(beside ? { also: beside.code, ...namesOf(beside, 'also'), sure: 'also' } : {}),
  };
}

/** The outcome is the client's: whoever takes over the work takes over what is open about it, to look at it anew. */
export const handOverOutcome = (after: EpisodeState): EpisodeState =>
  changeAlerts(after, (alert) => isOutcome(alert) && isLive(alert), { ...standing('open'), ...inCharge(after) });

/** Whether what an alert said still holds. */
export const isStillWorse = ({ outcome }: EpisodeState, { facts }: Alert): boolean =>
  worsenedOf(outcome, String(facts['respondent'])).length > 0;

/** A person ended the prompt: from here on only a further clear step is news. */
export function answerOutcome(state: EpisodeState, alert: Alert, { acted, rules }: Answered): EpisodeState {
  const at = Math.min(acted.knew ?? acted.act.at, acted.act.at);
  const outcome = withEnded(state.outcome, {
    respondent: String(alert.facts['respondent']),
    figureOf: ({ instrument, version, respondent }) =>
      state.series
        .find((one) => one.instrument === instrument && one.version === version && one.respondent === respondent)
        ?.ratings.filter(isRated)
        .findLast((rating) => rating.at <= at)?.value,
    instrumentOf: ({ instrument: code, version }) => instrumentOf({ code, version }, rules.instruments),
    isWrong: acted.act.why === 'wrong',
  });
  return changed(state, { outcome });
}

interface Answered {
  readonly acted: WaitingAct;
  readonly rules: ClinicRules;
}
