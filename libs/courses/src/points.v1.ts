/**
 * Every figure of the strain score. All sizes are ours: no study gives points for these signs together. They were set by
 * hand from what is published about each sign, and the thresholds were chosen on synthetic clinics (seeds 5 to 8 of the
 * benchmark, which is shown on others). Nothing here was learned from anybody's clients.
 */
/** What good news of a kind takes back. */
export type SignGroup = 'relationship' | 'calendar' | 'tasks';

interface SignPoints {
  readonly points: number;
  readonly group: SignGroup;
  /** So many of the latest count. */
  readonly counts: number;
  /** The clinician wrote it: it adds up, and begins nothing. */
  readonly own?: true;
  /** Why it counts, and where that comes from. */
  readonly about: string;
}

export type SignCode =
  | 'form-lower'
  | 'part-lower'
  | 'said-a-little'
  | 'said-it-mattered'
  | 'said-not-sorted-out'
  | 'clinician-felt-off'
  | 'note-marked'
  | 'form-unanswered'
  | 'hour-missed'
  | 'cancelled-late'
  | 'cancelled-in-time'
  | 'task-not-done';

export const STRAIN_POINTS: Readonly<Record<SignCode, SignPoints>> = {
  'form-lower': {
    points: 1,
    group: 'relationship',
    counts: 2,
    about:
      'Within the error of the form, and still lower than this client usually is; two or three times where it nearly leaves it.',
  },
  'part-lower': {
    points: 1,
    group: 'relationship',
    counts: 2,
    about: 'A good total can hide one part that missed.',
  },
  'said-a-little': {
    points: 0.5,
    group: 'relationship',
    counts: 2,
    about: 'Clients report some tension in 19 to 42 % of sessions (Muran et al. 2009), so it means little by itself.',
  },
  'said-it-mattered': {
    points: 1,
    group: 'relationship',
    counts: 2,
    about: 'Of small frictions most do not matter; this one did, somewhat.',
  },
  'said-not-sorted-out': {
    points: 2,
    group: 'relationship',
    counts: 2,
    about: 'What is talked through repairs; what was left open is what harms (Chen et al. 2018).',
  },
  'clinician-felt-off': {
    points: 3,
    group: 'relationship',
    counts: 2,
    own: true,
    about:
      'Who was in the room says so on the twin form; clinicians see more of it than clients say (Muran et al. 2009).',
  },
  'note-marked': {
    points: 3,
    group: 'relationship',
    counts: 2,
    own: true,
    about: 'Who was in the room marked it: with a sign of the client beside it, it is no impression any more.',
  },
  'form-unanswered': {
    points: 1,
    group: 'relationship',
    counts: 2,
    about: 'Withdrawal shows as silence, too; most forms that stay unanswered mean nothing.',
  },
  'hour-missed': {
    points: 1.5,
    group: 'calendar',
    counts: 2,
    about:
      'Missed appointments mark clients who leave without notice (Yang and Jin 2020), and hurt most early on (Xiao et al. 2017).',
  },
  'cancelled-late': {
    points: 1.5,
    group: 'calendar',
    counts: 2,
    about: 'Nearly a missed appointment: late cancellations mark clients who leave with notice (Yang and Jin 2020).',
  },
  'cancelled-in-time': {
    points: 1,
    group: 'calendar',
    counts: 2,
    about: 'The weaker form of the same: most have an everyday reason.',
  },
  'task-not-done': {
    points: 0.5,
    group: 'tasks',
    counts: 2,
    about: 'Tasks done and outcome go together (r = .26, Mausbach et al. 2010); one that was not done is common.',
  },
};

/** What each good news speaks against. */
export const GOOD_NEWS = {
  'form-as-usual': ['relationship', 'calendar'],
  'repair-marked': ['relationship'],
  'good-marked': ['relationship'],
  'hour-kept': ['calendar'],
  'task-done': ['tasks'],
} as const satisfies Readonly<Record<string, readonly SignGroup[]>>;
export type NewsCode = keyof typeof GOOD_NEWS;

/** After as long, half of a sign is left: by the next weekly hour it says little unless another one comes. */
export const HALF_LIFE_DAYS = 5;
export const HORIZON_DAYS = 42;
/** Of forms about the work so many of each series: of a weekly form, what is older says nothing more. */
export const FORMS_IN_SIGHT = 5;
/** What has sunk below this is no sign of its own any more, and a term below that is not named. */
export const LEAST_APART = 0.2;
export const LEAST_SHOWN = 0.05;
/** A strain of small signs alone is over at this share of the threshold: by time alone, and where a form is as usual. */
export const FADED = { alone: 0.25, asUsual: 0.5 } as const;
/** What one good news leaves of the signs before it. */
export const KEEPS = 0.5;
/** So much has to come from somebody other than the clinician, who knows what they wrote. */
export const LEAST_FROM_OTHERS = 0.5;

/** Spreads below this client's usual, lowest first, and how many times the points count from there. */
export const LOWER = [
  { from: 0.75, times: 0.5 },
  { from: 1, times: 1 },
  { from: 1.5, times: 2 },
  { from: 2, times: 3 },
] as const;
/** The same for one scale, as a share of its range. */
export const PART_LOWER = [{ from: 0.18, times: 1 }] as const;
/** The usual is the mean of so many forms; the form's own error weighs as much as so many. Back is below `back` spreads. */
export const USUAL = { forms: 8, weight: 3, back: 0.5 } as const;
/** Of the direct answers, 0 to 10: it mattered from here on, it was not sorted out up to here. */
export const WORDS = { mattered: 4, unsorted: 5 } as const;

interface Budget {
  /** Prompts of the score for one clinician in a week. */
  readonly perWeek: number;
  readonly threshold: number;
}
/**
 * What each threshold came to on synthetic clinics (seeds 5 to 8, 360 clients each), at some four hours of a clinician in a
 * week; fewest prompts first. Between two rows the threshold is drawn in a straight line. The rows of .05 and .1 have one
 * threshold: what a clinic hears more of there are other signs (`HEARS_MORE_ABOVE`).
 */
export const BUDGETS: readonly Budget[] = [
  { perWeek: 0.01, threshold: 3.5 },
  { perWeek: 0.02, threshold: 2.6 },
  { perWeek: 0.05, threshold: 2.1 },
  { perWeek: 0.1, threshold: 2.1 },
  { perWeek: 0.2, threshold: 1.8 },
  { perWeek: 0.4, threshold: 1.5 },
  { perWeek: 0.5, threshold: 1.42 },
];
export const USUAL_BUDGET = 0.05;

/**
 * Up to this budget it takes several signs from different places, one of them of the hour itself: what is only missing, an
 * answer or the client, is an absence and told as one. A clinic that asks for more hears of single signs and of these, too.
 */
export const HEARS_MORE_ABOVE = 0.05;

/** Outside the table its nearest row holds. */
export function thresholdOf(perWeek: number): number {
  const above = BUDGETS.find((row) => row.perWeek >= perWeek) ?? (BUDGETS.at(-1) as Budget);
  const below = BUDGETS.findLast((row) => row.perWeek <= perWeek) ?? above;
  if (above.perWeek <= below.perWeek) return above.threshold;
  const part = (perWeek - below.perWeek) / (above.perWeek - below.perWeek);
  return below.threshold + part * (above.threshold - below.threshold);
}
