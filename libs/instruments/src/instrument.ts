/**
 * An instrument: a questionnaire as data. Scoring, the policy for missing answers, bands and the safety item are all
 * defined here, so a new one is one file and one line in the roster. Ratings are comparable only within the same code, version
 * and respondent.
 */
import type { Basis } from './basis.js';
import type { Cutoff } from './cutoff.js';
import type { FacetItems } from './facet.js';
import { type Item, recodeAnswer } from './item.js';
import type { Language } from '#lib/kernel';

export type Respondent = 'client' | 'clinician' | 'member' | 'observer';

export interface Scale {
  readonly code: string;
  readonly items: readonly string[];
  /** The least number of answers that can be scored; with fewer the score is null. */
  readonly needs: number;
  /** Codes of scales whose sum this one is; null as soon as one of them is. `times` is then the number of items. */
  readonly sumOf?: readonly string[];
  /** Items that may not be missing: their answer is never guessed from the others. */
  readonly always?: readonly string[];
  /** The score is the mean of the answered items times this. */
  readonly times: number;
  /** Rounded to a whole number, half up. */
  readonly whole?: boolean;
}

export interface Band {
  readonly name: string;
  /** Inclusive, in units of the main scale. A score between two bands belongs to the lower one. */
  readonly from: number;
  readonly to: number;
}

/** A change of the main scale larger than the questionnaire's own error. */
export interface ReliableChange {
  readonly points: number;
  readonly basis: Basis;
  /** In words: where the figure comes from, and under which assumptions. */
  readonly source: string;
  /** What the points were computed from, where that is known: spread, reliability, and the width of the interval. */
  readonly from?: { readonly sd: number; readonly r: number; readonly z: number };
}

/** How well the main scale repeats itself: within one form (alpha) or from one time to another (retest). */
export interface Reliability {
  readonly kind: 'alpha' | 'retest';
  readonly r: number;
  readonly basis: Basis;
}

/** What a group of clients, or of people in general, scores on the main scale. Never a yardstick for clinicians. */
export interface Norm {
  readonly population: 'clinical' | 'general';
  readonly mean: number;
  readonly sd: number;
  readonly n?: number;
  readonly basis: Basis;
}

/** A pattern of single symptoms: an answer counts from `from` on, and each scale needs its number of them. */
export interface Symptoms {
  readonly from: number;
  readonly needs: readonly { readonly scale: string; readonly count: number }[];
}

/** The answers from which a person has to read the form on the same day, or at once. The clinic chooses that person. */
export interface SafetyItem {
  readonly item: string;
  readonly sameDay: number;
  readonly immediate: number;
  /** Of the item and the two answers. */
  readonly basis: Basis;
}

export interface Instrument {
  /** Kebab-case, as in `data.instrument.code`. */
  readonly code: string;
  readonly version: string;
  readonly title: string;
  /** Titles in other languages. */
  readonly titles?: Readonly<Partial<Record<Language, string>>>;
  /** `session` is how a session felt, `engagement` what a client does between sessions; neither is an alliance. */
  readonly construct: 'alliance' | 'outcome' | 'session' | 'engagement';
  /** Who fills it in; the first is the usual one. Bands, cutoffs and norms hold for clients and members only. */
  readonly respondents: readonly [Respondent, ...Respondent[]];
  readonly direction: 'higher-is-better' | 'lower-is-better';
  /** How often it is meant to be asked: after each hour unless said. One of a month stands back where another is in use. */
  readonly rhythm?: 'hour' | 'month';
  readonly items: readonly Item[];
  /** The first scale is the main one: detectors, charts and bands read it. */
  readonly scales: readonly [Scale, ...Scale[]];
  /** How the main scale is reported. If empty, there is no overall score, only separate scales. */
  readonly reports: readonly ('total' | 'mean')[];
  /** Where the key (items, scales, reversal) and the rule for missing answers come from. */
  readonly basis: { readonly key: Basis; readonly missing: Basis };
  readonly range: { readonly min: number; readonly max: number };
  /** A client rating below this calls for attention. Never applied to a form that a clinician filled in. */
  readonly floor?: number;
  /**
   * Reasons to ask that lie within the form's own error: any single answer below `mark` (of items that are not
   * reversed), or a total that is lower than last time by `fall`.
   */
  readonly prompts?: { readonly mark: number; readonly fall: number };
  readonly reliableChange?: ReliableChange;
  readonly bands?: readonly Band[];
  /** The first is the usual one; the others are chosen by the name of their form. */
  readonly cutoffs?: readonly [Cutoff, ...Cutoff[]];
  readonly reliabilities?: readonly Reliability[];
  readonly norms?: readonly Norm[];
  readonly symptoms?: Symptoms;
  readonly safety?: SafetyItem;
  /** Which parts of the relationship its items ask about; an item may belong to several. */
  readonly facets?: readonly FacetItems[];
  /** Items that ask the client directly: felt (0 no, 1 a little, 2 yes), how much it mattered, how well sorted out. */
  readonly probe?: { readonly felt: string; readonly mattered: string; readonly sortedOut: string };
  /** Items that ask what helped: an answer from `helped` on says that it did, one up to `hindered` that it got in the way. */
  readonly whatHelped?: { readonly items: readonly string[]; readonly helped: number; readonly hindered: number };
  readonly licence: string;
  /** Whether the licence lets the wording travel with the data. Scoring never needs it. */
  readonly textMayShip: boolean;
  /** What a reader of its numbers has to know. */
  readonly caveat?: string;
}

export interface Answer {
  readonly item: string;
  readonly value: number | null;
}

export type Safety = 'none' | 'same-day' | 'immediate' | 'not-answered';

/** What the client said about the hour itself; `mattered` and `sortedOut` are 0 to 10, null when not answered. */
export interface DirectAnswers {
  readonly felt: number;
  readonly mattered: number | null;
  readonly sortedOut: number | null;
}

export interface Score {
  /** The main scale; null when too few answers. */
  readonly value: number | null;
  /** In the order of `instrument.scales`. */
  readonly scales: readonly (number | null)[];
  readonly missing: readonly string[];
  readonly band: string | null;
  readonly safety: Safety;
  readonly probe: DirectAnswers | null;
}

type Answers = ReadonlyMap<string, number>;

/** Scores one form. Answers to unknown items are ignored here; `examine` refuses them at the door. */
export function score(instrument: Instrument, answers: readonly Answer[]): Score {
  const given = new Map<string, number>();
  for (const { item, value } of answers) if (value !== null) given.set(item, value);
  const recoded = recode(instrument, given);
  const scales = scoreScales(instrument.scales, recoded);
  const value = scales[0] ?? null;
  return {
    value,
    scales,
    missing: itemsOfScales(instrument).filter((item) => !given.has(item)),
    band: value === null ? null : bandOf(instrument, value),
    safety: safetyIn(instrument, answers),
    probe: probeOf(instrument, given),
  };
}

function recode(instrument: Instrument, given: Answers): Answers {
  const recoded = new Map<string, number>();
  for (const item of instrument.items) {
    const answer = given.get(item.id);
    if (answer !== undefined) recoded.set(item.id, recodeAnswer(item, answer));
  }
  return recoded;
}

function scoreScales(scales: readonly Scale[], answers: Answers): (number | null)[] {
  const alone = scales.map((scale) => scoreScale(scale, answers));
  const sum = (codes: readonly string[]): number | null =>
    codes.reduce<number | null>((total, code) => {
      const part = alone[scales.findIndex((scale) => scale.code === code)] ?? null;
      return total === null || part === null ? null : total + part;
    }, 0);
  return alone.map((value, i) => {
    const parts = scales[i]?.sumOf;
    return parts === undefined || value === null ? value : sum(parts);
  });
}

function scoreScale(scale: Scale, answers: Answers): number | null {
  let sum = 0;
  let answered = 0;
  for (const item of scale.items) {
    const answer = answers.get(item);
    if (answer === undefined) continue;
    sum += answer;
    answered++;
  }
  if (answered < scale.needs || scale.always?.some((item) => !answers.has(item))) return null;
  const value = (sum * scale.times) / answered;
  return scale.whole ? Math.floor(value + 0.5) : value;
}

const SCORED = new WeakMap<Instrument, readonly string[]>();

/** An instrument never changes once it is made, so what belongs to its scales is found once. */
function itemsOfScales(instrument: Instrument): readonly string[] {
  const items = SCORED.get(instrument) ?? [...new Set(instrument.scales.flatMap((s) => s.items))];
  SCORED.set(instrument, items);
  return items;
}

/** A made-up total may fall between two bands of whole numbers (24.4): it has not reached the higher one. */
export const bandOf = ({ bands, range }: Instrument, value: number): string | null =>
  value > range.max ? null : (bands?.findLast((band) => value >= band.from)?.name ?? null);

/** Without scoring the rest. */
export function safetyIn({ safety }: Instrument, answers: readonly Answer[]): Safety {
  if (!safety) return 'none';
  const answer = answers.findLast(({ item, value }) => item === safety.item && value !== null)?.value ?? null;
  if (answer === null) return 'not-answered';
  if (answer >= safety.immediate) return 'immediate';
  return answer >= safety.sameDay ? 'same-day' : 'none';
}

function probeOf({ probe }: Instrument, given: Answers): DirectAnswers | null {
  const felt = probe && given.get(probe.felt);
  if (!probe || felt === undefined) return null;
  return { felt, mattered: given.get(probe.mattered) ?? null, sortedOut: given.get(probe.sortedOut) ?? null };
}
