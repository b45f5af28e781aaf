/** On how many forms in a row a fall has been there, up to the latest one: from the second on it is no single low form. */
import { type Instrument, partsOf } from '#lib/instruments';
import { below, toIso } from '#lib/kernel';
import type { Rupture } from '../state/rupture.js';
import { memberOf, type Rated } from '../state/series.js';
import type { RuptureFacts } from './rupture-facts.js';

interface FormsSoFar {
  readonly instrument: Instrument;
  readonly respondent: string;
  /** Oldest first, up to and including the one that spoke for the rupture. */
  readonly rated: readonly Rated[];
}

const ISO_DAY = 10;
/** Such as `2026-03-02`. */
export const dayOf = (at: number): string => toIso(at).slice(0, ISO_DAY);

const FEWEST = 2;

/** The rupture with `lowForms` and `lowSince`, a day, among its facts; without them where one form alone is low. */
export function withLasting(rupture: Rupture, forms: FormsSoFar): Rupture {
  const { lowForms: _, lowSince: __, ...facts } = rupture.facts;
  // figures of another form, or of somebody else, are none of these
  if (facts['form'] !== forms.instrument.code || facts['member'] !== memberOf(forms.respondent)) return rupture;
  const isLow = lowBy(facts, forms.instrument);
  const low = isLow ? forms.rated.slice(forms.rated.findLastIndex((form) => !isLow(form)) + 1) : [];
  const [first] = low;
  const lasting = first && low.length >= FEWEST ? { lowForms: low.length, lowSince: dayOf(first.at) } : {};
  return { ...rupture, facts: { ...facts, ...lasting } };
}

/** Nearer to what is now than to what was before; where nothing fell, below the level that asks for a look. */
function lowBy(facts: RuptureFacts, instrument: Instrument): ((form: Rated) => boolean) | undefined {
  const { part, partBefore, partNow, before, now, floor, slowly } = facts;
  if (part !== undefined) {
    const at = partsOf(instrument).findIndex(({ code }) => code === part);
    const middle = (Number(partBefore) + Number(partNow)) / 2;
    return slowly === undefined ? ({ parts }) => (parts[at] ?? Infinity) < middle : undefined;
  }
  if (before !== undefined) return ({ value }) => value < (Number(before) + Number(now)) / 2;
  return floor === undefined ? undefined : ({ value }) => below(value, Number(floor));
}
