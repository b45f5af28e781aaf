/**
 * How good the rules on rupture were, held against what is known to be true. A prompt is an alert that a rupture opened.
 *
 * A prompt and a true rupture belong together when they are of one episode and the prompt came from the day on which the
 * rupture began until two days after it was repaired (forms about an hour may take so long), or until the end of the
 * data. One to one, in the order of the prompts: each takes, of the ruptures that are still free, the one that began
 * last. A prompt without a rupture is false, also where it only repeats another one.
 */
import { DAY } from '#lib/kernel';
import { weekOf } from './weekly-quota.js';
import { bootstrap, type Interval95, median } from '#lib/statistics';
import type { SeenRupture } from './rupture-history.js';

export interface TrueRupture {
  readonly episode: string;
  readonly client: string;
  /** End of the hour after which the bond was lower, ms. */
  readonly began: number;
  readonly repairedAt: number | null;
  /** Whether anything that rules can read came while it lasted. */
  readonly readable: boolean;
  /** What speaks against a prompt although something came; null or absent where nothing does. */
  readonly hidden?: HiddenBy | null;
  /** Another alert about the client, such as one on an absence, was raised while it lasted. */
  readonly otherAlert?: boolean;
}

/** Nothing but the clinician's own mark; a client who gives full marks whatever happens; no earlier form to compare with. */
export type HiddenBy = 'own-mark' | 'full-marks' | 'first-form';

/** Ruptures without a prompt, each counted once, in this order. */
export interface MissedRuptures {
  /** Neither a form nor a mark came while it lasted. */
  readonly unreadable: number;
  /** An earlier prompt stood open when it began. */
  readonly standing: number;
  readonly ownMark: number;
  readonly fullMarks: number;
  readonly firstForm: number;
  /** The forms lay within what this client's forms differ by anyway. */
  readonly withinError: number;
}

/** What the clinic did meanwhile: every attended hour. */
export interface HeldSession {
  readonly client: string;
  readonly clinician: string;
  readonly at: number;
}

export interface RuptureGroundTruth {
  readonly truth: readonly TrueRupture[];
  readonly hours: readonly HeldSession[];
  /** Until when the data reach. */
  readonly asOf: number;
  readonly seed: number;
  /** Drawings for each interval of uncertainty; 200 unless given. */
  readonly rounds?: number;
}

export interface RuptureFigures {
  /** True ruptures that began two weeks before the end of the data or earlier. */
  readonly strains: number;
  readonly found: number;
  readonly recall: number | null;
  readonly recallInterval: Interval95 | null;
  /** Of the ruptures, the share about which a form or a mark came at all: no rule can find more. */
  readonly readable: number | null;
  readonly recallOfReadable: number | null;
  /** Strains about which neither a form nor a mark came while they lasted, and how many of those had a prompt. */
  readonly unreadable: number;
  readonly foundUnreadable: number;
  readonly missed: MissedRuptures;
  /** Share of the ruptures that had no prompt and another alert while they lasted, such as one on an absence. */
  readonly otherwiseTold: number | null;
  /** Share of the ruptures that had no prompt of their own because an earlier one stood open when they began. */
  readonly standing: number | null;
  readonly prompts: number;
  /** Of the prompts, how many have a true rupture. */
  readonly precision: number | null;
  readonly falsePrompts: number;
  /** False only because the rupture had been told before. */
  readonly repeats: number;
  /** Of the prompts, the share that rest on nothing but what the person who got them had written. */
  readonly echoes: number | null;
  /** Pairs of a clinician and an ISO week with at least one attended hour. */
  readonly clinicianWeeks: number;
  readonly falsePerClinicianWeek: number | null;
  readonly falseInterval: Interval95 | null;
  /** False prompts in a hundred attended hours: what a fuller practice would see. */
  readonly falsePerHundredHours: number | null;
  /** Median days from the beginning to the prompt. */
  readonly daysToPrompt: number | null;
  readonly repair: RepairFigures;
}

export interface RepairFigures {
  /** Found ruptures that were truly repaired two weeks before the end of the data or earlier. */
  readonly repaired: number;
  /** Of those, how many were seen to be repaired, and not before it was so. */
  readonly recall: number | null;
  /** Ruptures that were found and then seen to be repaired. */
  readonly seen: number;
  /** Of those, how many were repaired by then. */
  readonly precision: number | null;
  /** Median days from the repair to its being seen, where it was not seen too early. */
  readonly days: number | null;
}

export interface Match {
  readonly prompt: SeenRupture;
  readonly rupture: TrueRupture | null;
  readonly repeats: boolean;
}

const GRACE = 2 * DAY;
const FOLLOW_UP = 14 * DAY;
const ROUNDS = 200;

export function evaluateRuptures(seen: readonly SeenRupture[], ground: RuptureGroundTruth): RuptureFigures {
  const { truth, hours, asOf } = ground;
  const matches = matchPrompts(seen, truth);
  const told = new Map(matches.flatMap(({ rupture, prompt }) => (rupture ? [[rupture, prompt] as const] : [])));
  const counted = truth.filter(({ began }) => began <= asOf - FOLLOW_UP);
  const found = counted.filter((rupture) => told.has(rupture));
  const missed = counted.filter((rupture) => !told.has(rupture));
  const wrong = matches.filter(({ rupture }) => rupture === null);
  const weeks = weeksOf(hours);
  return {
    strains: counted.length,
    found: found.length,
    recall: share(found.length, counted.length),
    readable: share(counted.filter(isReadable).length, counted.length),
    recallOfReadable: share(found.filter(isReadable).length, counted.filter(isReadable).length),
    unreadable: counted.length - counted.filter(isReadable).length,
    foundUnreadable: found.length - found.filter(isReadable).length,
    missed: missedOf(missed, seen),
    otherwiseTold: share(missed.filter(({ otherAlert }) => otherAlert === true).length, counted.length),
    standing: share(missed.filter((s) => seen.some(stoodAt(s))).length, counted.length),
    prompts: matches.length,
    precision: share(matches.length - wrong.length, matches.length),
    falsePrompts: wrong.length,
    repeats: wrong.filter(({ repeats }) => repeats).length,
    echoes: share(matches.filter(({ prompt }) => prompt.echo === true).length, matches.length),
    clinicianWeeks: weeks,
    falsePerClinicianWeek: share(wrong.length, weeks),
    falsePerHundredHours: share(100 * wrong.length, hours.length),
    daysToPrompt: median(found.map((s) => ((told.get(s)?.toldAt ?? s.began) - s.began) / DAY)) ?? null,
    repair: repairsOf(told, asOf),
    recallInterval: recallWithin(
      counted.map((rupture) => ({ client: rupture.client, found: told.has(rupture) })),
      ground,
    ),
    falseInterval: falseWithin(wrong, weeks, ground),
  };
}

function missedOf(missed: readonly TrueRupture[], seen: readonly SeenRupture[]): MissedRuptures {
  const readable = missed.filter(isReadable);
  const fresh = readable.filter((rupture) => !seen.some(stoodAt(rupture)));
  const hiddenBy = (code: HiddenBy | null): number => fresh.filter(({ hidden = null }) => hidden === code).length;
  return {
    unreadable: missed.length - readable.length,
    standing: readable.length - fresh.length,
    ownMark: hiddenBy('own-mark'),
    fullMarks: hiddenBy('full-marks'),
    firstForm: hiddenBy('first-form'),
    withinError: hiddenBy(null),
  };
}

const isReadable = ({ readable }: TrueRupture): boolean => readable;

const stoodAt =
  ({ episode, began }: TrueRupture) =>
  (seen: SeenRupture): boolean =>
    seen.episode === episode &&
    seen.toldAt !== null &&
    seen.toldAt < began &&
    (seen.settledAt === null || seen.settledAt > began);

const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

/** By the rule at the head of this file. */
export function matchPrompts(seen: readonly SeenRupture[], truth: readonly TrueRupture[]): readonly Match[] {
  const taken = new Set<TrueRupture>();
  const prompts = seen.filter((s): s is Prompt => s.toldAt !== null).sort((a, b) => a.toldAt - b.toldAt);
  return prompts.map((prompt) => {
    const around = truth.filter((rupture) => rupture.episode === prompt.episode && isAround(rupture, prompt.toldAt));
    const free = around.filter((rupture) => !taken.has(rupture));
    const rupture = free.sort((a, b) => b.began - a.began)[0] ?? null;
    if (rupture) taken.add(rupture);
    return { prompt, rupture, repeats: rupture === null && around.length > 0 };
  });
}

type Prompt = SeenRupture & { readonly toldAt: number };

const isAround = ({ began, repairedAt }: TrueRupture, at: number): boolean =>
  at >= began && (repairedAt === null || at <= repairedAt + GRACE);

type Drawn = Pick<RuptureGroundTruth, 'seed' | 'rounds'>;

function recallWithin(rows: readonly { client: string; found: boolean }[], { seed, rounds = ROUNDS }: Drawn) {
  const of = (drawn: typeof rows) => share(drawn.filter(({ found }) => found).length, drawn.length) ?? undefined;
  return bootstrap(rows, { of, seed, rounds }) ?? null;
}

/** Clients are drawn with their false prompts; the weeks stay. */
function falseWithin(
  wrong: readonly Match[],
  weeks: number,
  { hours, seed, rounds = ROUNDS }: Drawn & Pick<RuptureGroundTruth, 'hours'>,
) {
  const counts = new Map(hours.map(({ client }) => [client, 0]));
  for (const { prompt } of wrong) counts.set(prompt.client, (counts.get(prompt.client) ?? 0) + 1);
  const rows = [...counts].map(([client, count]) => ({ client, count }));
  const of = (drawn: readonly (typeof rows)[number][]) =>
    share(
      drawn.reduce((sum, { count }) => sum + count, 0),
      weeks,
    ) ?? undefined;
  return bootstrap(rows, { of, seed, rounds }) ?? null;
}

function weeksOf(hours: readonly HeldSession[]): number {
  return new Set(hours.map(({ clinician, at }) => `${weekOf(at)} ${clinician}`)).size;
}

function repairsOf(told: ReadonlyMap<TrueRupture, SeenRupture>, asOf: number): RepairFigures {
  const pairs = [...told].map(([{ repairedAt: truly }, { repairedAt: seen }]) => ({ truly, seen }));
  const repaired = pairs.filter(({ truly }) => truly !== null && truly <= asOf - FOLLOW_UP);
  const isRight = ({ truly, seen }: (typeof pairs)[number]): boolean =>
    truly !== null && seen !== null && seen >= truly;
  const claimed = pairs.filter(({ seen }) => seen !== null);
  const delays = pairs.filter(isRight).map(({ truly, seen }) => ((seen ?? 0) - (truly ?? 0)) / DAY);
  return {
    repaired: repaired.length,
    recall: share(repaired.filter(isRight).length, repaired.length),
    seen: claimed.length,
    precision: share(claimed.filter(isRight).length, claimed.length),
    days: median(delays) ?? null,
  };
}
