/** The clinic of the histories: every form is active, somebody hears of safety answers, and three forms are its own. */
import type { ClinicRules } from '#lib/alliance';
import { DEFAULT_CHOICE, rulesOf } from '#lib/clinic-settings';
import { LIBRARY, type Instrument, type Item } from '#lib/instruments';

const sliders = (prefix: string, count: number, max: number): Item[] =>
  Array.from({ length: count }, (_, i) => ({ id: `${prefix}-${i + 1}`, min: 0, max, step: 1 }));

const own = (instrument: Pick<Instrument, 'code' | 'title' | 'construct' | 'direction' | 'items'>): Instrument => ({
  version: '1',
  respondents: ['client'],
  scales: [{ code: 'total', items: instrument.items.map(({ id }) => id), needs: 1, times: instrument.items.length }],
  reports: ['total'],
  basis: { key: 'ours', missing: 'ours' },
  range: { min: 0, max: instrument.items.reduce((sum, { max }) => sum + max, 0) },
  licence: 'Own wording of the clinic',
  textMayShip: true,
  ...instrument,
});

/** Two questions on how open somebody could be, two on the rest of the hour. */
export const OPEN_HOUR: Instrument = {
  ...own({
    code: 'open-hour',
    title: 'Open hour',
    construct: 'alliance',
    direction: 'higher-is-better',
    items: sliders('oh', 4, 10),
  }),
  facets: [
    { facet: 'openness', items: ['oh-1', 'oh-2'] },
    { facet: 'bond', items: ['oh-3', 'oh-4'] },
  ],
};

/** Coping with the week: four questions, 0 to 4, more is better. */
export const WEEK_WELL: Instrument = own({
  code: 'week-well',
  title: 'Week well',
  construct: 'outcome',
  direction: 'higher-is-better',
  items: sliders('ww', 4, 4),
});

/** Keeping boundaries and settling conflict: four questions on what was hard, less is better. */
export const HARD_WEEK: Instrument = own({
  code: 'hard-week',
  title: 'Hard week',
  construct: 'outcome',
  direction: 'lower-is-better',
  items: sliders('hw', 4, 5),
});

const OWN = [OPEN_HOUR, WEEK_WELL, HARD_WEEK];
export const INSTRUMENTS: readonly Instrument[] = [...OWN, ...LIBRARY];

export const CHOICE = {
  ...DEFAULT_CHOICE,
  active: [...new Set([...DEFAULT_CHOICE.active, ...INSTRUMENTS.map(({ code }) => code)])],
  own: OWN,
  safety: { cover: 'k8', dutyLead: 'k9' },
};

export const RULES: ClinicRules = rulesOf(1, CHOICE);
