/** What a person reads about the course of an outcome form: which form, whose, its figures, and the better direction. */
import type { ClinicRules, EpisodeState } from '#lib/alliance';
import { atLeast } from '#lib/kernel';
import { instrumentOf, type Instrument } from '#lib/instruments';
import { latestMoment, outcomeFacts, type OutcomeCourse, type OutcomeFacts, type OutcomeMoment } from '#lib/outcome';
import { fill, type Spelling, type Text } from './text.js';
import type { Words } from './words.js';

type Name = string | number | undefined;

/** How the names and codes among the facts of an outcome are written out; undefined for any other fact. */
export function outcomeSpelling(words: Words, facts: OutcomeFacts): (name: string, value: Name) => string | undefined {
  const { outcome } = words;
  const member = memberIn(facts);
  const own: Readonly<Record<string, (value: string) => string>> = {
    form: (code) => {
      const title = titleIn(words, code, [facts[`form_${words.language}`], facts['form_title']]);
      return member === null ? title : outcome.ofMember(title, member);
    },
    also: (code) => titleIn(words, code, [facts[`also_${words.language}`], facts['also_title']]),
    way: (value) => outcome.way[value as 'higher' | 'lower'],
    better: (value) => outcome.way[value as 'higher' | 'lower'],
    part: (value) => partIn(words, facts['form'], value),
    most: (value) => partIn(words, facts['form'], value),
    respondent: () => outcome.whose(member),
  };
  return (name, value) => own[name]?.(String(value));
}

const memberIn = ({ respondent }: OutcomeFacts): string | null => String(respondent).split('member:')[1] ?? null;

/** As its file names it in this language, as we do, or as its file does in any. */
function titleIn({ instruments }: Words, code: string, [own, any]: readonly [Name, Name]): string {
  return String(own ?? instruments[code] ?? any ?? code);
}

/** A clinic's own parts have no other name than their code. */
const partIn = ({ outcome }: Words, form: Name, part: string): string =>
  outcome.parts[`${form}.${part}`] ?? part.replaceAll(/[-_.]/g, ' ');

export function sayOutcome(text: Text, facts: OutcomeFacts, words: Words): string {
  const spelled = outcomeSpelling(words, facts);
  const spell: Spelling = (name, value) =>
    spelled(name, value) ?? (typeof value === 'number' ? words.number(value) : value);
  return fill(text, facts, spell);
}

export interface OutcomeSummary {
  /** Code of the instrument. */
  readonly instrument: string;
  readonly respondent: string;
  readonly forms: number;
  readonly first: number;
  readonly latest: number;
  readonly at: number;
  readonly standing: 'first-form' | 'steady' | 'worse' | 'set-aside' | 'improved' | 'recovered';
  readonly words: string;
}

/** Every course; the one whose form came last stands last. */
export const summariseOutcome = (
  { outcome }: EpisodeState,
  { instruments }: ClinicRules,
  words: Words,
): readonly OutcomeSummary[] =>
  outcome.courses.flatMap((course) => {
    const instrument = instrumentOf({ code: course.instrument, version: course.version }, instruments);
    return instrument ? [summaryOf(course, instrument, words)] : [];
  });

function summaryOf(course: OutcomeCourse, instrument: Instrument, words: Words): OutcomeSummary {
  const { respondent, forms, first, latest } = course;
  const shown = isShownStill(course, instrument) ? course : { ...course, worse: null };
  const facts = outcomeFacts(shown, instrument);
  const standing = standingOf(course, shown);
  return {
    instrument: course.instrument,
    respondent,
    forms,
    first: rounded(first.value),
    latest: rounded(latest.value),
    at: latest.at,
    standing,
    words: sayOutcome(
      shown.worse ? words.alerts['outcome-worse'].whatChanged : textOf(standing, facts, words),
      facts,
      words,
    ),
  };
}

/** What got worse is told of the form that showed it; once the latest form lies within the error, of the latest form. */
function isShownStill(course: OutcomeCourse, instrument: Instrument): boolean {
  const { worse, latest } = course;
  if (!worse || worse.setAside) return false;
  if (worse.kind !== 'error' || worse.now === latest.value) return true;
  const { error } = outcomeFacts(course, instrument);
  return atLeast(Math.abs(latest.value - worse.before), Number(error));
}

/** In the form's own units, to one decimal. */
const rounded = (value: number): number => Math.round(value * 10) / 10;

/** Across its cutoff within the form's own error is in sight, and no change for the worse. */
function standingOf({ forms, worse, better }: OutcomeCourse, shown: OutcomeCourse): OutcomeSummary['standing'] {
  if (worse?.setAside) return 'set-aside';
  if (shown.worse && shown.worse.kind !== 'line') return 'worse';
  return better ?? (forms > 1 ? 'steady' : 'first-form');
}

function textOf(standing: OutcomeSummary['standing'], { by, error }: OutcomeFacts, { outcome }: Words): Text {
  const texts: Readonly<Record<Exclude<OutcomeSummary['standing'], 'worse'>, Text>> = {
    'first-form': outcome.first,
    steady: atLeast(Number(by), Number(error)) ? outcome.plain : outcome.within,
    'set-aside': outcome.plain,
    improved: outcome.reasons['outcome-improved'],
    recovered: outcome.reasons['outcome-recovered'],
  };
  return standing === 'worse' ? outcome.plain : texts[standing];
}

/** Follows the score of a form: where it lies, and how far from the first one. */
export function placeOfForm({ outcome }: EpisodeState, event: string, { instrument, words }: Placing): string {
  const course = outcome.courses.find(({ latest }) => latest.event === event);
  if (!course) return '';
  const facts = outcomeFacts({ ...course, worse: null }, instrument);
  const { sinceStart, asAtStart } = words.outcome;
  const since = course.first.value === course.latest.value ? asAtStart : sinceStart;
  const places = [...whereOf(facts, words), ...(course.forms > 1 ? [sayOutcome(since, facts, words)] : [])];
  return places.map((place) => `; ${place}`).join('');
}

/** Its band, and its side of the cutoff. */
function whereOf(facts: OutcomeFacts, words: Words): readonly string[] {
  const { cutoff, bands } = words.outcome;
  const { band, side, better } = facts as { band?: string; side?: 'beyond' | 'within'; better: 'higher' | 'lower' };
  return [
    ...(band === undefined ? [] : [bands[band] ?? band]),
    ...(side === undefined ? [] : [sayOutcome(cutoff[better][side], facts, words)]),
  ];
}

export interface Placing {
  readonly instrument: Instrument;
  readonly words: Words;
}

export interface TurnOfOutcome {
  readonly kind: `outcome.${OutcomeMoment['kind']}`;
  readonly words: string;
}

/** Where the course turned with this event, if it did. */
export function turnOfOutcome(
  before: EpisodeState,
  after: EpisodeState,
  { instruments, words }: { readonly instruments: ClinicRules['instruments']; readonly words: Words },
): TurnOfOutcome | undefined {
  const moment = latestMoment(after.outcome);
  if (!moment || moment === latestMoment(before.outcome)) return undefined;
  const course = after.outcome.courses.find(({ latest }) => latest.event === moment.event);
  const instrument = course && instrumentOf({ code: course.instrument, version: course.version }, instruments);
  if (!course || !instrument) return undefined;
  return {
    kind: `outcome.${moment.kind}`,
    words: sayOutcome(turnText(moment, words), outcomeFacts(course, instrument), words),
  };
}

function turnText({ kind }: OutcomeMoment, { outcome, alerts }: Words): Text {
  if (kind === 'worse') return alerts['outcome-worse'].whatChanged;
  return kind === 'back'
    ? outcome.back
    : outcome.reasons[kind === 'recovered' ? 'outcome-recovered' : 'outcome-improved'];
}
