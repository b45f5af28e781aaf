/**
 * The relationship as each person describes it: the parts that their latest form asks for, from 0 to 100. Client and
 * clinician are two descriptions beside each other and are never mixed.
 */
import { type Facet, recodeAnswer, type Answer, type Instrument, type Item } from '#lib/instruments';
import type { LatestForm } from '../state/latest-form.js';

/** 0 to 100; a part that was not answered, or not asked, is absent. */
export type FacetValues = Readonly<Partial<Record<Facet, number>>>;

export function facetValues({ facets = [], items }: Instrument, answers: readonly Answer[]): FacetValues {
  const known = new Map(items.map((item) => [item.id, item]));
  const shares = new Map<string, number>();
  for (const { item: id, value } of answers) {
    const item = known.get(id);
    if (item && value !== null) shares.set(id, shareOf(item, value));
  }
  return Object.fromEntries(
    facets.flatMap(({ facet, items: asked }) => {
      const given = asked.flatMap((id) => shares.get(id) ?? []);
      // A part of which less than half was answered is not known.
      return given.length * 2 < asked.length ? [] : [[facet, average(given)]];
    }),
  );
}

const shareOf = (item: Item, value: number): number =>
  ((recodeAnswer(item, value) - item.min) / (item.max - item.min)) * 100;

const average = (values: readonly number[]): number =>
  Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 10) / 10;

/** Collaboration is agreement on goals and on the way there: both have to be known. */
export const collaborationOf = ({ task, goal }: FacetValues): number | null =>
  task === undefined || goal === undefined ? null : (task + goal) / 2;

/** The forms with one more, which takes the place of the earlier one of its series. */
export const withForm = (forms: readonly LatestForm[], form: LatestForm): readonly LatestForm[] => [
  ...forms.filter(
    ({ instrument, version, respondent }) =>
      instrument !== form.instrument || version !== form.version || respondent !== form.respondent,
  ),
  form,
];
