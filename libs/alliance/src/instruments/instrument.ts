/**
 * An instrument: a questionnaire as data. Scoring, missing-answer policy, bands and safety item are all said here, so
 * that a new one is one file and one line in the roster. Ratings are comparable only within the same code, version
 * and respondent.
 */
export interface Item {
  /** As it arrives in `data.items[].item`. */
  readonly id: string;
  /** By language. Absent when the licence does not let us ship it. */
  readonly text?: Readonly<Record<'en', string>>;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Scored as `min + max - answer`. */
  readonly reversed?: true;
  /** Names of the answers from `min` upwards, one per step, by language. */
  readonly choices?: Readonly<Record<'en', readonly string[]>>;
}

export interface Scale {
  readonly code: string;
  readonly items: readonly string[];
  /** Fewest answers that may be scored; fewer give null. */
  readonly needs: number;
  /** Items that may not be missing: their answer is never guessed from the others. */
  readonly always?: readonly string[];
  /** The score is the mean of the answered items times this. */
  readonly times: number;
  /** Rounded to a whole number, half up. */
  readonly whole?: true;
}

export interface Band {
  readonly name: string;
  /** Inclusive, in units of the main scale. */
  readonly from: number;
  readonly to: number;
}

/** A change of the main scale larger than the questionnaire's own error. */
export interface ReliableChange {
  readonly points: number;
  /** Where the figure comes from, and whether anybody has tested it. */
  readonly basis: string;
  readonly validated: boolean;
}

export interface Instrument {
  /** Kebab-case, as in `data.instrument.code`. */
  readonly code: string;
  readonly version: string;
  readonly title: string;
  readonly construct: 'alliance' | 'outcome';
  readonly direction: 'higher-is-better' | 'lower-is-better';
  readonly items: readonly Item[];
  /** The first scale is the main one: detectors, charts and bands read it. */
  readonly scales: readonly [Scale, ...Scale[]];
  readonly range: { readonly min: number; readonly max: number };
  /** A client rating below this asks for a look. Never applied to a form that a clinician filled in. */
  readonly floor?: number;
  readonly reliableChange?: ReliableChange;
  readonly bands?: readonly Band[];
  /** Answer from which a person has to read the form on the same day, and at once. */
  readonly safety?: { readonly item: string; readonly sameDay: number; readonly immediate: number };
  /** Items that ask the client directly: felt (0 no, 1 a little, 2 yes), how much it mattered, how well sorted out. */
  readonly probe?: { readonly felt: string; readonly mattered: string; readonly sortedOut: string };
  readonly licence: string;
  /** What a reader of its numbers has to know. */
  readonly caveat?: string;
}

export interface Answer {
  readonly item: string;
  readonly value: number | null;
}

export type Safety = 'none' | 'same-day' | 'immediate' | 'not-answered';

/** What the client said about the hour itself; `mattered` and `sortedOut` are 0 to 10, null when not answered. */
export interface Probe {
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
  readonly probe: Probe | null;
}

type Answers = ReadonlyMap<string, number>;

/** Scores one form. Answers to unknown items are ignored here; `examine` refuses them at the door. */
export function score(instrument: Instrument, answers: readonly Answer[]): Score {
  const given = new Map<string, number>();
  for (const { item, value } of answers) if (value !== null) given.set(item, value);
  const recoded = recode(instrument, given);
  const scales = instrument.scales.map((scale) => scoreScale(scale, recoded));
  const value = scales[0] ?? null;
  return {
    value,
    scales,
    missing: itemsOfScales(instrument).filter((item) => !given.has(item)),
    band: value === null ? null : bandOf(instrument, value),
    safety: safetyOf(instrument, given),
    probe: probeOf(instrument, given),
  };
}

/** The answer as it counts: reversed items are mirrored inside their own range. */
export const recodeAnswer = (item: Item, answer: number): number =>
  item.reversed ? item.min + item.max - answer : answer;

function recode(instrument: Instrument, given: Answers): Answers {
  const recoded = new Map<string, number>();
  for (const item of instrument.items) {
    const answer = given.get(item.id);
    if (answer !== undefined) recoded.set(item.id, recodeAnswer(item, answer));
  }
  return recoded;
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

const itemsOfScales = (instrument: Instrument): string[] => [...new Set(instrument.scales.flatMap((s) => s.items))];

export const bandOf = (instrument: Instrument, value: number): string | null =>
  instrument.bands?.find((band) => value >= band.from && value <= band.to)?.name ?? null;

function safetyOf({ safety }: Instrument, given: Answers): Safety {
  if (!safety) return 'none';
  const answer = given.get(safety.item);
  if (answer === undefined) return 'not-answered';
  if (answer >= safety.immediate) return 'immediate';
  return answer >= safety.sameDay ? 'same-day' : 'none';
}

function probeOf({ probe }: Instrument, given: Answers): Probe | null {
  const felt = probe && given.get(probe.felt);
  if (!probe || felt === undefined) return null;
  return { felt, mattered: given.get(probe.mattered) ?? null, sortedOut: given.get(probe.sortedOut) ?? null };
}
