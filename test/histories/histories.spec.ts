/** Laws over random histories of all types, and the cases that once broke one. `npm run histories` draws thousands. */
import { alertsOf, foldEpisode } from '#lib/alliance';
import type { ClinicEvent, EventData, EventType } from '#lib/events';
import { DAY } from '#lib/kernel';
import { RULES } from '../simulation/rules.js';
import { historyOf, NOW, type Told } from './clinic.js';
import { TOLD_TYPES } from './facts.js';
import { arrived, violationOf, withActs } from './laws.js';
import { MUTANTS, type Mutant } from './mutants.js';

const RUNS = 100;
const MOST_RUNS_FOR_A_MUTANT = 150;
const PATIENCE_MS = 60_000;
/** Each night draws others. */
const FIRST = 1;

it(
  `hold in ${RUNS} histories: the same in every order, nobody told who must not be, no act undone, nothing astray`,
  () => {
    for (let seed = FIRST; seed < FIRST + RUNS; seed++) {
      const violation = violationOf(withActs(historyOf(seed)));
      const told = violation && `seed ${seed}: ${violation} (npm run histories -- --runs 1 --seed ${seed})`;
      expect(told).toBeUndefined();
    }
  },
  PATIENCE_MS,
);

it.each(Object.entries(MUTANTS))(
  'would notice the fault "%s": %s',
  (mutant) => {
    const isNoticed = Array.from({ length: MOST_RUNS_FOR_A_MUTANT }, (_, seed) => seed + 1).some(
      (seed) => violationOf(withActs(historyOf(seed)), mutant as Mutant) !== undefined,
    );
    expect(isNoticed).toBe(true);
  },
  PATIENCE_MS,
);

it('draws every type of the catalogue, equal times, repetitions, retellings and clocks that are off', () => {
  const told = Array.from({ length: 200 }, (_, seed) => historyOf(seed).told);
  expect(new Set(told.flat().map(({ type }) => type))).toEqual(new Set(TOLD_TYPES));
  expect(told.some((facts) => new Set(facts.map(({ at }) => at)).size < facts.length)).toBe(true);
  expect(told.flat().some(({ again }) => again)).toBe(true);
  expect(told.flat().some(({ at, historical }) => historical && at > NOW - 70 * DAY)).toBe(true);
  expect(new Set(told.flat().map(({ source }) => source)).size).toBe(3);
});

it('draws the same again from the same seed', () => {
  expect(withActs(historyOf(7))).toEqual(withActs(historyOf(7)));
});

describe('what once broke a law', () => {
  const ANNA = { episode: 'ep-anna', client: 'cl-anna', clinician: 'dr-1' };
  let arrival = 0;
  const fact = <T extends EventType>(day: number, type: T, data: EventData<T>): Told => ({
    id: `${type} ${day} ${++arrival}`,
    source: 'urn:practice:a',
    type,
    at: NOW - 100 * DAY + day * DAY,
    data: data as Told['data'],
    mark: '',
    rank: 1 / arrival,
    batched: [false, false],
    again: false,
  });
  const opened = fact(0, 'episode.opened', ANNA);
  const answer = (day: number, client = 'cl-anna'): Told =>
    fact(day, 'feedback.submitted', {
      ...ANNA,
      client,
      form: `of-${client.slice(3)}-${day}`,
      instrument: { code: 'phq-9', version: '1' },
      respondent: 'client',
      items: [{ item: 'phq9-9', value: 3 }],
    });
  const merged = fact(10, 'client.merged', { client: 'cl-bela', survivor: 'cl-bela', retired: 'cl-anna' });
  const unmerged = fact(20, 'client.unmerged', { client: 'cl-bela', restored: 'cl-anna' });
  const stateOf = (...told: readonly Told[]) =>
    arrived(told, 0)
      .episodes()
      .find(([stream]) => stream === 'episode/ep-anna')?.[1];

  it('a death of the other record, once the merge is taken back', () => {
    const died = fact(15, 'client.deceased', { client: 'cl-bela' });
    expect(stateOf(opened, merged, died)?.died).not.toBeNull();
    expect(stateOf(opened, merged, died, unmerged)?.died).toBeNull();
    expect(violationOf({ told: [opened, merged, died, unmerged] })).toBeUndefined();
  });

  it('a consent that was withdrawn for the other record, once the merge is taken back', () => {
    const none = fact(15, 'client.consent_changed', { client: 'cl-bela', scope: 'all', granted: false });
    expect(stateOf(opened, merged, none, unmerged)?.consent.alerts).toBe(true);
    expect(violationOf({ told: [opened, merged, none, unmerged] })).toBeUndefined();
  });

  it('two records that went into each other: they are one client, the one of the later merge', () => {
    const back = fact(12, 'client.merged', { client: 'cl-anna', survivor: 'cl-anna', retired: 'cl-bela' });
    expect(stateOf(opened, merged, back)?.client).toBe('cl-anna');
    expect(violationOf({ told: [opened, merged, back, answer(13)] })).toBeUndefined();
  });

  it('an act on an alert that was told under the name of the other record', () => {
    const told = [opened, merged, answer(11, 'cl-bela')];
    const [alert] = alertsOf(stateOf(...told) as never);
    const act = fact(12, 'alert.resolved', {
      episode: 'ep-anna',
      client: 'cl-bela',
      alert: alert?.key ?? '',
      by: 'dr-1',
      outcome: 'nothing-needed',
    });
    expect(alertsOf(stateOf(...told, act, unmerged) as never).map(({ status }) => status)).toEqual(['resolved']);
  });

  it('a cover of the clinic who has left before the answer came', () => {
    const left = fact(1, 'clinician.deactivated', { clinician: 'dr-2' });
    const early = answer(5);
    expect(violationOf({ told: [left, early] })).toBeUndefined();
    expect(alertsOf(stateOf(left, early) as never).map(({ clinician }) => clinician)).toEqual(['dr-3']);
  });

  it('two consents of one instant: the same one holds in every order', () => {
    const [yes, no] = [true, false].map((granted) =>
      fact(15, 'client.consent_changed', { client: 'cl-anna', scope: 'alerts', granted }),
    ) as [Told, Told];
    expect(violationOf({ told: [opened, yes, no] })).toBeUndefined();
    expect(stateOf(opened, yes, no)?.consent).toEqual(stateOf(opened, no, yes)?.consent);
  });

  it('an alert that somebody had taken, after consent was withdrawn and given again', () => {
    const event = ({ at, ...rest }: Told): ClinicEvent =>
      ({ sequence: '', historical: false, ...rest, occurredAt: at }) as unknown as ClinicEvent;
    const pulse = (day: number, value: number): Told =>
      fact(day, 'feedback.submitted', {
        ...ANNA,
        form: `f${day}`,
        instrument: { code: 'pulse', version: '1' },
        respondent: 'client',
        items: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => ({ item: `p${n}`, value })),
      });
    const course = [opened, pulse(1, 9), pulse(8, 9), pulse(15, 3)].map(event);
    const [alert] = alertsOf(foldEpisode(course, RULES));
    const taken = fact(16, 'alert.acknowledged', { ...ANNA, alert: alert?.key ?? '', by: 'dr-1' });
    const consent = (day: number, granted: boolean): Told =>
      fact(day, 'client.consent_changed', { client: 'cl-anna', scope: 'alerts', granted });
    const after = foldEpisode([...course, ...[taken, consent(17, false), consent(18, true)].map(event)], RULES);
    expect(alertsOf(after).map(({ status }) => status)).toEqual(['acknowledged']);
  });
});
