/** The harbour clinic: each state that an episode, a rupture or an alert can be in, told as a short story. */
import { phq9, type SentEvent } from '#lib/testkit';
import {
  arriving,
  began,
  calm,
  day,
  DAYS,
  form,
  hour,
  iso,
  on,
  pulseBy,
  said,
  withRupture,
  who,
  type Arrival,
} from './told.js';

/** What a person does with the alert of an episode. */
export interface Act {
  readonly on: number;
  readonly episode: string;
  readonly by: string;
  readonly action:
    | 'undo'
    | { readonly kind: 'acknowledge' }
    | { readonly kind: 'snooze'; readonly until: number }
    | { readonly kind: 'override'; readonly reason: 'already-knew' }
    | { readonly kind: 'resolve'; readonly outcome: 'talked-it-through' };
}

export const ACTS: readonly Act[] = [
  { on: 25, episode: 'ep-claimed-at-once', by: 'dr-1', action: { kind: 'acknowledge' } },
  { on: 26, episode: 'ep-claimed', by: 'dr-1', action: { kind: 'acknowledge' } },
  { on: 26, episode: 'ep-claimed', by: 'dr-1', action: 'undo' },
  { on: 26, episode: 'ep-claimed', by: 'dr-1', action: { kind: 'acknowledge' } },
  { on: 26, episode: 'ep-later', by: 'dr-1', action: { kind: 'snooze', until: day(80) } },
  { on: 26, episode: 'ep-later-over', by: 'dr-1', action: { kind: 'snooze', until: day(40) } },
  { on: 27, episode: 'ep-not-useful', by: 'dr-1', action: { kind: 'override', reason: 'already-knew' } },
  { on: 27, episode: 'ep-done', by: 'dr-1', action: { kind: 'resolve', outcome: 'talked-it-through' } },
  { on: 30, episode: 'ep-safety-claimed', by: 'dr-1', action: { kind: 'acknowledge' } },
];

const ruptures = (): SentEvent[] => {
  const [open, repaired, over] = [who('open'), who('repaired'), who('closed')];
  const [wrong, again] = [who('voided'), who('later-over')];
  const repair = [{ code: 'repair.attempted' }, { code: 'repair.achieved', significance: 4 }] as const;
  return [
    ...withRupture(open, 24),
    on(open, 29, said('appointment.booked', { appointment: 'open-a31', start: iso(31), end: iso(31.04) })),
    on(open, 31.1, said('appointment.missed', { appointment: 'open-a31', by: 'client' })),
    ...withRupture(repaired, 24),
    on(
      repaired,
      31.1,
      said('note.alliance_markers_recorded', { note: 'n1', source: 'clinician', markers: [...repair] }),
    ),
    ...hour(repaired, 31),
    ...hour(repaired, 38),
    ...['claimed', 'later', 'not-useful', 'done', 'claimed-at-once'].flatMap((name) => withRupture(who(name), 24)),
    ...withRupture(again, 24),
    ...hour(again, 45, 4, 1),
    ...withRupture(wrong, 24),
    on(wrong, 26, said('feedback.voided', { form: 'f24', instrument: PULSE, cause: 'entered-in-error' })),
    ...withRupture(over, 24),
    on(over, 30, said('episode.closed', { reason: 'unilateral-client' })),
    ...withRupture(who('unreachable', 'dr-5'), 33),
    ...withRupture(who('last'), DAYS - 0.1),
  ];
};

const PULSE = { code: 'pulse', version: '1' };

const safety = (): SentEvent[] => {
  const [unheard, claimed, away] = [who('safety-unheard'), who('safety-claimed'), who('safety-away', 'dr-4')];
  return [
    ...[unheard, claimed, away].map((one) => began(one, 20)),
    phq9(unheard, day(29.9), { form: 'q1', last: 3 }),
    phq9(claimed, day(29.9), { form: 'q1', last: 1 }),
    phq9(away, day(29.9), { form: 'q1', last: 2 }),
    phq9(away, day(36.9), { form: 'q2', last: 0 }),
  ];
};

/** One attended hour, nothing booked: with the chance of stopping switched on, more likely to be the last. */
const stopping = (): SentEvent[] =>
  ['stop-1', 'stop-2', 'stop-3'].flatMap((name) => [began(who(name), 20), ...hour(who(name), 22, 8)]);

const together = (): SentEvent[] => {
  const [couple, group, child] = [who('couple', 'dr-6'), who('group', 'dr-6'), who('child', 'dr-6')];
  const weeks = [10, 17, 24];
  const members = weeks.flatMap((at) => [
    pulseBy(couple, at, { level: 9, respondent: 'member:a' }),
    pulseBy(couple, at + 0.01, { level: at === 24 ? 3 : 8, respondent: 'member:b' }),
    ...['x', 'y', 'z'].map((name, i) => {
      const values = [9 - i, 9, at === 24 ? 5 : 9, 9.5];
      return form(group, at + i / 100, { code: 'gsrs', prefix: 'gsrs-', respondent: `member:${name}`, values });
    }),
    form(child, at, { code: 'cors', prefix: 'cors-', values: [5, 6, 7, at / 10] }),
    form(child, at + 0.01, { code: 'csrs', prefix: 'csrs-', values: [9, 9.5, 10, at === 24 ? 4 : 9] }),
  ]);
  return [
    began(couple, 9, { approach: 'couple-family', plannedVisits: 12, cadenceDays: 7 }),
    began(group, 9, { approach: 'group' }),
    began(child, 9, { approach: 'other', goalsAgreed: true }),
    ...members,
  ];
};

const forms = (): SentEvent[] => {
  const [own, many, split] = [who('own-form'), who('many-forms'), who('seen-differently')];
  const many5 = (n: number, value: number): number[] => Array.from({ length: n }, () => value);
  return [
    began(own, 2),
    ...[9, 9, 4].map((value, i) => form(own, 3 + 7 * i, { code: 'harbour-hour', prefix: 'h', values: [value, value] })),
    began(many, 2, { approach: 'psychodynamic' }),
    form(many, 3, { code: 'ors', prefix: 'ors-', values: [4, 5, 4, 5] }),
    form(many, 24, { code: 'ors', prefix: 'ors-', values: [8, 8, 7, 9] }),
    form(many, 3.1, { code: 'srs', prefix: 'srs-', values: [9, 9, 9, 9.5] }),
    form(many, 10.1, { code: 'srs', prefix: 'srs-', values: [8, 9, 6, 9.5] }),
    form(many, 4, { code: 'gad-7', prefix: 'gad7-', values: many5(7, 1) }),
    form(many, 25, { code: 'gad-7', prefix: 'gad7-', values: many5(7, 3) }),
    form(many, 5, { code: 'wai-sr', prefix: 'waisr-', values: many5(12, 4) }),
    form(many, 19, { code: 'wai-sr', prefix: 'waisr-', values: many5(12, 2) }),
    form(many, 6, { code: 'goals', prefix: 'goal-', values: [2, 3] }),
    form(many, 27, { code: 'goals', prefix: 'goal-', values: [7, 6] }),
    form(many, 7, { code: 'homework', prefix: 'homework-', values: [3] }),
    ...calm(split, 24, { approach: 'cbt' }),
    ...[3, 10, 17].map((at) => pulseBy(split, at + 0.1, { level: 9, respondent: 'clinician' })),
    ...hour(split, 24, 7),
    pulseBy(split, 24.1, { level: 10, respondent: 'clinician' }),
  ];
};

const silence = (): SentEvent[] => {
  const [overdue, due, paused] = [who('overdue'), who('due'), who('paused')];
  const since = who('due-since');
  const asked = (dueAt: string) =>
    said('feedback.requested', { form: 'asked', instrument: PULSE, respondent: 'client', dueAt });
  return [
    began(overdue, 20),
    on(overdue, 21, asked(iso(23))),
    began(due, 20),
    on(due, 50, asked(iso(70))),
    began(since, 20),
    on(since, 50, asked(iso(DAYS + 0.1))),
    ...calm(paused, 24, { approach: 'dbt' }),
    on(paused, 26, said('episode.paused', { until: iso(80), by: 'client' })),
  ];
};

const handedOn = (): SentEvent[] => {
  const [cover, marks] = [who('cover'), who('marked', 'dr-2')];
  const coded = (code: 'rupture.withdrawal' | 'rupture.confrontation', at: number) =>
    said('note.alliance_markers_recorded', {
      note: `marks-${at}`,
      source: 'clinician',
      serviceDate: iso(at),
      ownPart: 3,
      markers: [{ code, significance: 4, marker: 'denial' }],
    });
  return [
    ...calm(cover, 24),
    on(cover, 20, said('episode.clinician_changed', { from: 'dr-1', to: 'dr-2', kind: 'cover' })),
    ...hour(cover, 24, 4, 2),
    ...calm(marks, 24),
    on(marks, 24.1, coded('rupture.withdrawal', 24)),
    on(marks, 31.1, coded('rupture.confrontation', 31)),
  ];
};

/** Sent in another order than it happened, or before it counts. */
const outOfOrder = (): Arrival[] => {
  const [late, past, early] = [who('late'), who('history'), who('never-opened')];
  const brought = withRupture(past, -20).map((event) => ({ ...event, historical: true }));
  return [
    ...arriving(calm(late, 24)),
    ...arriving(hour(late, 12, 5, 1), 33),
    ...arriving(brought, 1),
    ...arriving(hour(early, 30)),
  ];
};

export const harbourStory = (): Arrival[] => [
  ...arriving([...ruptures(), ...safety(), ...stopping(), ...together(), ...forms(), ...silence(), ...handedOn()]),
  ...outOfOrder(),
  ...arriving(calm(who('calm'), 52)),
  ...arriving(calm(who('aside'), 40)),
  ...arriving([began(who('safety-late'), 40)]),
];

/** Sent at the very end and followed by nobody: what a start has to go on with. */
export const unfollowed = (at: number): SentEvent[] => [
  ...hour(who('calm'), at - 0.1, 4, 2),
  began(who('new'), at - 0.2),
  ...hour(who('new'), at - 0.15, 9),
  phq9(who('safety-late'), day(at - 0.1), { form: 'q1', last: 2 }),
];
