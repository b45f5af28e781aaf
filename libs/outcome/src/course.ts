/** What is kept of one outcome form, filled in by one person again and again: plain JSON, absent is null. */
export interface Point {
  /** Clinical time in milliseconds. */
  readonly at: number;
  /** Reference of the event, `source id`. */
  readonly event: string;
  readonly value: number;
}

/** One form as it is compared. `parts` stand in the order of `partsOf`; null where one was not answered. */
export interface OutcomeForm extends Point {
  readonly parts: readonly (number | null)[];
  readonly historical: boolean;
}

/** Against what: the first form, the median of the last ones, or the best level that two forms in a row have held. */
export type Since = 'start' | 'usual' | 'best';

/** More than the form's own error; across its cutoff and no more; one part alone. */
export type Kind = 'error' | 'line' | 'part';

/** How much it asks for: a line in a list, an eye on it, a talk. */
export type Level = 0 | 1 | 2;

export interface Finding {
  readonly kind: Kind;
  readonly level: Level;
  readonly since: Since;
  /** What it is compared with, in units of the form, or of its part. */
  readonly before: number;
  /** Code of the part that moved alone; null otherwise. */
  readonly part: string | null;
}

/** A change for the worse, from the form that showed it until one comes back. */
export interface Worsening extends Finding {
  /** When it began. */
  readonly at: number;
  /** Reference of the form with which it became what it is. */
  readonly event: string;
  /** That form came with history. */
  readonly historical: boolean;
  /** The latest form that showed it, and the figure that it showed. */
  readonly seen: string;
  readonly now: number;
  /** The level at which somebody was told; 0 while nobody was. */
  readonly told: Level;
  /** The figure that a person knew who ended the prompt: only a further clear step is news; null otherwise. */
  readonly known: number | null;
  /** That person said that it was none. */
  readonly setAside: boolean;
}

export interface PartCourse {
  readonly first: number | null;
  /** It was answered for the first time after the first form, such as a goal that was set later. */
  readonly late: boolean;
  /** The last 5. */
  readonly recent: readonly number[];
}

export interface OutcomeCourse {
  readonly instrument: string;
  readonly version: string;
  readonly respondent: string;
  /** How many have a total. */
  readonly forms: number;
  readonly first: Point;
  readonly latest: Point;
  /** The last 5 totals, oldest first. */
  readonly recent: readonly number[];
  /** The best level that two forms in a row have held; null before the second. */
  readonly best: number | null;
  readonly parts: readonly PartCourse[];
  readonly worse: Worsening | null;
  /**
   * The figure of a crossing of the cutoff that somebody was told: until a form is clearly better than that, going to and
   * fro across it is no news; null while there is none.
   */
  readonly crossed: number | null;
  /** Clearly better than at the start; `recovered` has also left the clinical side of the cutoff. */
  readonly better: 'improved' | 'recovered' | null;
}

/** Where a course turned: kept for whoever weighs signs together, and for the timeline. */
export interface OutcomeMoment extends Point {
  readonly kind: 'worse' | 'back' | 'improved' | 'recovered';
  /** Of `worse`; 0 otherwise. */
  readonly level: Level;
  readonly instrument: string;
  readonly version: string;
  readonly respondent: string;
}

export interface Outcome {
  /** One for each form and each person who fills it in. */
  readonly courses: readonly OutcomeCourse[];
  /** The last 12. */
  readonly moments: readonly OutcomeMoment[];
}

export const NO_OUTCOME: Outcome = { courses: [], moments: [] };
