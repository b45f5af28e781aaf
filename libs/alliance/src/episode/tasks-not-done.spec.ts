import { attended, iso, on, opened, pulse } from '../../spec/history.js';
import { summarise } from '#lib/presentation';
import type { ClinicEvent } from '#lib/events';
import { attentionOf } from './attention.js';
import { foldEpisode } from './episode.js';

type Kind = 'homework' | 'exercise' | 'diary' | 'other';
const given = (at: number, taskKind: Kind, due = at + 7): ClinicEvent =>
  on(at, 'engagement.task_assigned', { task: `${taskKind}-${due}`, taskKind, dueAt: iso(due) });
const overdue = (at: number, taskKind: Kind): ClinicEvent =>
  on(at, 'engagement.task_overdue', { task: `${taskKind}-${at}`, taskKind, dueAt: iso(at) });
const done = (at: number, taskKind: Kind, completion: number): ClinicEvent =>
  on(at, 'engagement.task_completed', { task: `${taskKind}-${at}`, taskKind, dueAt: iso(at), completion });

const calm = (): ClinicEvent[] => [opened(), pulse(1, 85), pulse(7, 86), pulse(14, 85)];
const weeks = (of: (at: number) => ClinicEvent, n: number): ClinicEvent[] =>
  Array.from({ length: n }, (_, i) => of(7 * (i + 1)));
const says = (...events: ClinicEvent[]): string => {
  const state = foldEpisode([...calm(), ...events]);
  return `${attentionOf(state).attention}: ${summarise(state).reason}`;
};
const STEADY = 'on-course: The client’s ratings are steady';

describe('S10 tasks that are not done for weeks', () => {
  it.each<[Kind, string]>([
    ['homework', 'Little of the latest homework was done'],
    ['exercise', 'Few of the latest exercises were done'],
    ['diary', 'Little was written in the diary lately'],
    ['other', 'Little of what was agreed between appointments was done lately'],
  ])('are a reason to look, with their kind: %s', (kind, words) =>
    expect(says(...weeks((at) => overdue(at, kind), 5))).toBe(`keep-an-eye: ${words}`),
  );

  it('are so from the fourth week on, and no longer once more than half is done', () => {
    expect(says(...weeks((at) => overdue(at, 'exercise'), 3))).toBe(STEADY);
    const four = weeks((at) => overdue(at, 'exercise'), 4);
    expect(says(...four)).toContain('keep-an-eye');
    expect(says(...four, done(35, 'exercise', 4), done(42, 'exercise', 4))).toBe(STEADY);
  });

  it('are measured by how much was done', () => {
    expect(says(...weeks((at) => done(at, 'homework', 1), 4))).toContain('keep-an-eye');
    expect(says(...weeks((at) => done(at, 'homework', 2), 4))).toBe(STEADY);
    expect(says(...[3, 3, 0, 0].map((completion, i) => done(7 * (i + 1), 'homework', completion)))).toContain('keep');
  });

  it('count what was due and not reported where the kind is reported at all', () => {
    const silent = [7, 14, 21, 28].map((at) => given(at - 7, 'diary', at));
    expect(says(...silent, pulse(29, 85))).toBe(STEADY);
    expect(says(overdue(7, 'diary'), ...silent.slice(1), pulse(29, 85))).toContain('keep-an-eye');
    expect(says(overdue(7, 'diary'), ...silent.slice(1), pulse(20, 85))).toBe(STEADY);
  });

  it('are not a few days of what comes daily', () => {
    const days = (n: number) => Array.from({ length: n }, (_, i) => overdue(8 + i, 'diary'));
    expect(says(...days(5))).toBe(STEADY);
    expect(says(...days(6))).toContain('keep-an-eye');
  });

  it('of one kind are not covered by another', () =>
    expect(says(...weeks((at) => overdue(at, 'exercise'), 4), ...weeks((at) => done(at, 'homework', 4), 4))).toBe(
      'keep-an-eye: Few of the latest exercises were done',
    ));
});

describe('S15 goals that are noted as not agreed', () => {
  const plan = (goalsAgreed: boolean) => on(2, 'episode.updated', { goalsAgreed });
  const hours = (n: number) => Array.from({ length: n }, (_, i) => attended(3 + 3 * i));

  it('are a reason to look from the third appointment on', () => {
    expect(says(plan(false), ...hours(2))).toBe(STEADY);
    expect(says(plan(false), ...hours(3))).toBe('keep-an-eye: Three kept appointments, and goals are not agreed yet');
  });

  it('are none once they are agreed, and where nobody says anything about them', () => {
    expect(says(plan(false), ...hours(3), on(13, 'episode.updated', { goalsAgreed: true }))).toBe(STEADY);
    expect(says(plan(true), ...hours(4))).toBe(STEADY);
    expect(says(...hours(4))).toBe(STEADY);
  });
});
