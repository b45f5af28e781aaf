/** What somebody marked as helpful, and as getting in the way: their feedback on the work itself, item by item. */
import type { Answer, Instrument } from './instrument.js';

/** Ids of items, in the order of the form. */
export interface WhatHelped {
  readonly helped: readonly string[];
  readonly hindered: readonly string[];
}

export function whatHelped({ whatHelped: asked }: Instrument, answers: readonly Answer[]): WhatHelped {
  if (!asked) return { helped: [], hindered: [] };
  const given = new Map(answers.map(({ item, value }) => [item, value]));
  const where = (holds: (value: number) => boolean): readonly string[] =>
    asked.items.filter((item) => {
      const value = given.get(item) ?? null;
      return value !== null && holds(value);
    });
  return { helped: where((value) => value >= asked.helped), hindered: where((value) => value <= asked.hindered) };
}
