/** Builds histories for the specs of this room: one episode of client c1 with clinician k1, days counted from day 0. */
import { DAY, toIso } from '#lib/kernel';
import { DEFAULT_CHOICE, rulesOf } from '#lib/clinic-settings';
import type { SafetyPolicy } from '../src/rules/safety-policy.js';
import type { ClinicRules } from '../src/rules/clinic-rules.js';
import type { LookAgain } from '../src/episode/timers.js';
import type { ClinicEvent, EventData, EventType } from '#lib/events';

export const START = Date.UTC(2026, 2, 2, 9);
export const day = (n: number): number => START + n * DAY;
export const iso = (n: number): string => toIso(day(n));

const dyad = { episode: 'e1', client: 'c1' };
type Own<T extends EventType> = Omit<EventData<T>, 'episode' | 'client'>;

/** An event on a day; its id is its type and day unless it is `named`. */
export const on = <T extends EventType>(at: number, type: T, data: Own<T>): ClinicEvent =>
  ({
    id: `${type}-${at}`,
    source: 'urn:practice',
    occurredAt: day(at),
    sequence: '',
    historical: false,
    type,
    data: { ...dyad, ...data },
  }) as unknown as ClinicEvent;

export const named = (id: string, event: ClinicEvent): ClinicEvent => ({ ...event, id });
export const fromHistory = (event: ClinicEvent): ClinicEvent => ({ ...event, historical: true });

export const opened = (at = 0): ClinicEvent => on(at, 'episode.opened', { clinician: 'k1' });
export const closed = (at: number): ClinicEvent => on(at, 'episode.closed', { reason: 'mutual' });
export const handover = (at: number, to = 'k2', kind: 'handover' | 'cover' | 'supervision' = 'handover'): ClinicEvent =>
  on(at, 'episode.clinician_changed', { to, kind });

const PULSE = { code: 'pulse', version: '1' };

/** Answers whose alliance composite is as near to `level` as whole sliders allow. */
export function pulseItems(
  level: number,
  [felt, mattered, sortedOut]: readonly number[] = [0],
): { item: string; value: number }[] {
  const sum = Math.round((level * 6) / 10);
  const six = [0, 1, 2, 3, 4, 5].map((i) => Math.floor((sum + i) / 6));
  const probe = [felt, mattered, sortedOut].flatMap((value, i) =>
    value === undefined ? [] : [{ item: `r${i + 1}`, value }],
  );
  return [
    ...six.map((value, i) => ({ item: `p${i + 1}`, value })),
    { item: 'p7', value: 8 },
    { item: 'p8', value: 8 },
    ...probe,
  ];
}

const pulseOf = (respondent: string, at: number, items: ReturnType<typeof pulseItems>): ClinicEvent => {
  const form = `f${at}-${respondent}`;
  return named(
    `pulse-${at}-${respondent}`,
    on(at, 'feedback.submitted', { form, instrument: PULSE, respondent, items }),
  );
};

/** A pulse form; the probe is [felt 0..2, how much it mattered, how well sorted out]. */
export const pulse = (at: number, level: number, probe?: readonly number[]): ClinicEvent =>
  pulseOf('client', at, pulseItems(level, probe));

/** The same form as the clinician would fill it in, with everything off. */
export const clinicianPulse = (at: number, level: number): ClinicEvent =>
  pulseOf('clinician', at, pulseItems(level, [2, 9, 1]));

/** One member's form where several people come together. */
export const memberPulse = (at: number, member: string, level: number): ClinicEvent => {
  const form = `f${at}-${member}`;
  const data = { form, instrument: PULSE, respondent: `member:${member}`, items: pulseItems(level) };
  return named(`pulse-${at}-${member}`, on(at, 'feedback.submitted', data));
};

/** A pulse form with too few answers for a score. */
export const emptyPulse = (at: number): ClinicEvent => pulseOf('client', at, [{ item: 'p1', value: 2 }]);

export const requested = (at: number, due: number, form = `f${at}-client`): ClinicEvent =>
  on(at, 'feedback.requested', { form, instrument: PULSE, respondent: 'client', dueAt: iso(due) });

const PHQ9 = { code: 'phq-9', version: '1' };
export const phqItems = (value: number, ninth: number | null): { item: string; value: number | null }[] =>
  [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => ({ item: `phq9-${n}`, value: n === 9 ? ninth : value }));
export const phq = (at: number, ninth: number | null): ClinicEvent =>
  named(
    `phq-${at}`,
    on(at, 'feedback.submitted', { form: `q${at}`, instrument: PHQ9, respondent: 'client', items: phqItems(1, ninth) }),
  );
export const partialPhq = (at: number, ninth: number | null): ClinicEvent => {
  const items = phqItems(0, ninth).slice(6);
  const form = `q${at}`;
  return named(
    `partial-${at}`,
    on(at, 'feedback.partially_submitted', { form, instrument: PHQ9, respondent: 'client', items }),
  );
};

const answered = (at: number, code: string, items: readonly { item: string; value: number }[]): ClinicEvent => {
  const form = `${code}-${at}`;
  const data = { form, instrument: { code, version: '1' }, respondent: 'client', items };
  return named(form, on(at, 'feedback.submitted', data as unknown as Own<'feedback.submitted'>));
};
/** Four marks from 0 to 10. */
export const srsForm = (at: number, ...marks: readonly number[]): ClinicEvent =>
  answered(
    at,
    'srs',
    marks.map((value, i) => ({ item: `srs-${i + 1}`, value })),
  );
/** Twelve answers from 1 to 5, all the same. */
export const waiSrForm = (at: number, value: number): ClinicEvent =>
  answered(
    at,
    'wai-sr',
    Array.from({ length: 12 }, (_, i) => ({ item: `waisr-${i + 1}`, value })),
  );

const SLIDERS = 'o1 o2 v1 v2 s1 s2 x1 x2 c1 c2 b1 b2 g1 g2 h1 h2 a1 a2 e1 e2'.split(' ');
const reviewBy =
  (respondent: string) =>
  (at: number, level: number, given: Readonly<Record<string, number>> = {}): ClinicEvent => {
    const answers = { ...Object.fromEntries(SLIDERS.map((item) => [item, level])), ...given };
    const items = Object.entries(answers).map(([item, value]) => ({ item, value }));
    const form = `review-${at}-${respondent}`;
    const data = { form, instrument: { code: 'review', version: '1' }, respondent, items };
    return named(form, on(at, 'feedback.submitted', data as unknown as Own<'feedback.submitted'>));
  };
/** The Rapport Review: every slider says `level`, except what is given by its id; ways of working by theirs. */
export const reviewForm = reviewBy('client');
export const clinicianReview = reviewBy('clinician');

/** Of a clinic that has the PHQ-9 active. */
export const phqRules = (safety: SafetyPolicy = { cover: 'k8', dutyLead: 'k9' }): ClinicRules =>
  rulesOf(1, { ...DEFAULT_CHOICE, active: [...DEFAULT_CHOICE.active, 'phq-9'], safety });

interface Marking {
  readonly source?: string;
  /** Day of the hour that is marked. */
  readonly about?: number;
}

export const marked = (at: number, marker: object, { source = 'clinician', about = at }: Marking = {}): ClinicEvent =>
  on(at, 'note.alliance_markers_recorded', {
    note: `n${at}`,
    source,
    serviceDate: iso(about),
    markers: [marker],
  } as unknown as Own<'note.alliance_markers_recorded'>);

export const booked = (at: number, start: number, appointment = `a${start}`): ClinicEvent =>
  named(
    `booked-${appointment}-${at}`,
    on(at, 'appointment.booked', { appointment, start: iso(start), end: iso(start + 0.04) }),
  );
export const attended = (at: number, appointment = `a${at}`): ClinicEvent =>
  on(at, 'appointment.attended', { appointment });
export const missed = (
  at: number,
  by: 'client' | 'clinician' | 'both' | 'unknown' = 'client',
  appointment = `a${at}`,
): ClinicEvent => on(at, 'appointment.missed', { appointment, by });
type Cancelled = Omit<Own<'appointment.cancelled'>, 'appointment'>;
export const cancelled = (at: number, appointment: string, data: Cancelled): ClinicEvent =>
  named(`cancelled-${appointment}-${at}`, on(at, 'appointment.cancelled', { appointment, ...data }));
export const contact = (at: number): ClinicEvent =>
  on(at, 'engagement.contact_logged', { direction: 'to-client', channel: 'phone' });

/** The event that the scheduler appends when the instant has come. */
export const timer = ({ at, reason }: LookAgain): ClinicEvent => ({
  ...named(`timer-${reason}-${at}`, on(0, 'timer.due', { dueAt: toIso(at), reason })),
  source: 'urn:rapport',
  occurredAt: at,
});

/** Ten forms that never ask for a look. */
export const calm = (): ClinicEvent[] => [
  opened(),
  ...[82, 85, 83, 86, 85, 84, 88, 86, 87, 85].flatMap((level, i) => [
    booked(7 * i, 7 * i + 7),
    attended(7 * i + 7),
    pulse(7 * i + 7, level),
  ]),
];

/** A steady start, then a fall at day 21. */
export const withRupture = (): ClinicEvent[] => [opened(), pulse(1, 88), pulse(7, 90), pulse(14, 92), pulse(21, 60)];
