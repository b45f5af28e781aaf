/** At what time each event counts, and in how many steps. */
import { DAY, MINUTE, toIso } from '#lib/kernel';
import type { ClinicEvent } from '#lib/events';
import { closed, day, fromHistory, handover, iso, marked, named, on, opened, pulse } from '../../spec/history.js';
import { reachesBack, stepsOf } from './steps.js';

const FORM = { form: 'f', instrument: { code: 'pulse', version: '1' }, respondent: 'client', items: [] };
type Form = 'feedback.submitted' | 'feedback.partially_submitted';
const entered = (at: number, administeredAt: string, type: Form = 'feedback.submitted'): ClinicEvent =>
  on(at, type, { ...FORM, administeredAt } as never);
const changed = (at: number, since: number): ClinicEvent =>
  named(`to-k2-${at}`, on(at, 'episode.clinician_changed', { to: 'k2', kind: 'handover', effectiveAt: iso(since) }));
const secondsBefore = (n: number): string => toIso(day(9) - n * (MINUTE / 60));
const placed = (...events: ClinicEvent[]): string[] =>
  stepsOf(events).map(
    ({ at, part, original }) => `${original.type.split('.')[1] ?? ''} ${part} ${(at - day(0)) / DAY}`,
  );

describe('an event', () => {
  it.each<[string, ClinicEvent, string[]]>([
    ['as it was told', pulse(9, 80), ['submitted both 9']],
    ['twice where a form was entered late', entered(9, iso(3)), ['submitted fact 3', 'submitted word 9']],
    [
      'twice where an unfinished one was entered late',
      entered(9, iso(3), 'feedback.partially_submitted'),
      ['partially_submitted fact 3', 'partially_submitted word 9'],
    ],
    [
      'twice where somebody has taken over since',
      changed(9, 3),
      ['clinician_changed fact 3', 'clinician_changed word 9'],
    ],
    ['once where it came with history', fromHistory(entered(9, iso(3))), ['submitted both 3']],
    ['once within a minute', entered(9, secondsBefore(59)), ['submitted both 9']],
    ['twice after a minute', entered(9, secondsBefore(60)), [`submitted fact ${9 - MINUTE / DAY}`, 'submitted word 9']],
    ['once where it is dated ahead', entered(9, iso(12)), ['submitted both 9']],
    ['once where it is a mark of an hour long ago', marked(9, {}, { about: 3 }), ['alliance_markers_recorded both 9']],
  ])('counts %s', (_, event, steps) => expect(placed(event)).toEqual(steps));

  it('stands among the others at the time of its fact', () =>
    expect(placed(opened(), pulse(5, 80), entered(9, iso(3)), pulse(10, 80))).toEqual([
      ...['opened both 0', 'submitted fact 3', 'submitted both 5', 'submitted word 9', 'submitted both 10'],
    ]));

  it.each<[string, ClinicEvent, boolean]>([
    ['a correction', on(9, 'note.voided', { note: 'n', cause: 'deleted' }), true],
    ['a form that was entered late', entered(9, iso(3)), true],
    ['a form that was entered at once', pulse(9, 80), false],
    ['a form that is dated ahead', entered(9, iso(12)), false],
    ['another event', opened(9), false],
  ])('reaches back: %s %s %s', (...[, event, reaches]) => expect(reachesBack(event)).toBe(reaches));
});

describe('a form of before the episode', () => {
  it('counts before it', () => expect(placed(opened(7), entered(9, iso(3)))[0]).toBe('submitted fact 3'));
});

describe('a change of the clinician', () => {
  const change = changed(9, 3);
  const at = (...events: ClinicEvent[]): string[] => placed(...events).filter((step) => step.startsWith('clinician'));
  const [AT_3, AT_6] = [
    ['clinician_changed fact 3', 'clinician_changed word 9'],
    ['clinician_changed fact 6', 'clinician_changed word 9'],
  ];

  it.each<[string, ClinicEvent[], string[]]>([
    ['at its time in an episode that ran', [opened(1), change], AT_3],
    ['not before the episode began', [opened(6), change], AT_6],
    ['not before it began at the same instant as it was told', [opened(9), change], ['clinician_changed both 9']],
    ['at its time where it was opened again while it ran', [opened(1), opened(6), change], AT_3],
    ['not before it began again', [opened(1), closed(2), pulse(4, 80), opened(6), change], AT_6],
    ['at its time where it has ended', [opened(1), closed(2), change], AT_3],
    ['at its time whatever comes later', [change, opened(10)], AT_3],
    ['at its time where nothing says when it began', [pulse(1, 80), change], AT_3],
    ['when it was told', [opened(1), handover(9)], ['clinician_changed both 9']],
  ])('takes effect %s', (_, events, steps) => expect(at(...events)).toEqual(steps));
});
