/** One thing that is measured, on a stage, into a notebook. Scenarios run in the order of the roster in main.ts. */
import type { Notebook } from './notebook.js';
import type { Sizes } from './sizes.js';
import type { Backend, Stage } from './stage.js';

export interface Scenario {
  readonly name: string;
  /** Scenarios whose figures its ratios need. */
  readonly needs: readonly string[];
  measure(bench: Bench): Promise<void>;
}

export interface Bench {
  readonly stage: Stage;
  readonly book: Notebook;
  readonly sizes: Sizes;
  /** Redis first, where there is one. */
  readonly backends: readonly Backend[];
  readonly seed: number;
}
