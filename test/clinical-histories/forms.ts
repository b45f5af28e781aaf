/** Forms as clients fill them in: by what they come to, or by the part that matters. */
import type { Instrument } from '#lib/instruments';
import { DAY, type Language, toIso } from '#lib/kernel';
import { INSTRUMENTS } from './clinic.js';
import { tell, type Fact, type Happening } from './course.js';

interface Given {
  readonly item: string;
  readonly value: number | null;
}

/** Answers to whether anything felt off, how much it mattered, how well it was sorted out. */
type Said = readonly (number | null)[];
export const no: Said = [0];
export const aLittle = (...more: readonly number[]): Said => [1, ...more];
export const yes = (...more: readonly number[]): Said => [2, ...more];
/** The question was left open. */
export const silent: Said = [];

const PULSE_PARTS = {
  empathy: 'p1',
  listening: 'p2',
  acceptance: 'p3',
  goal: 'p4',
  task: 'p5',
  trust: 'p6',
  engagement: 'p7',
  followThrough: 'p8',
} as const;
type Parts = Readonly<Partial<Record<keyof typeof PULSE_PARTS, number | null>>>;

/** Rapport Pulse with every slider at a level, 9 or about 8.4, but for the parts that are named; nothing felt off. */
export function pulse(level: number, parts: Parts = {}, said: Said = no): Fact {
  const sum = Math.round(level * 6);
  const sliders = Object.entries(PULSE_PARTS).map(([part, item], i) => {
    const own = parts[part as keyof Parts];
    const usual = i < 6 ? Math.floor((sum + i) / 6) : Math.round(level);
    return { item, value: own === undefined ? usual : own };
  });
  return submitted('pulse', [...sliders, ...said.map((value, i) => ({ item: `r${i + 1}`, value }))]);
}

/** A Pulse with some sliders alone. */
export const pulseOnly = (parts: Parts, said: Said): Fact =>
  submitted('pulse', [
    ...Object.entries(parts).map(([part, value]) => ({ item: PULSE_PARTS[part as keyof Parts], value })),
    ...said.map((value, i) => ({ item: `r${i + 1}`, value })),
  ]);

export const submitted = (code: string, items: readonly Given[]): Fact =>
  tell(
    'feedback.submitted',
    ({ hour, appointment }) => ({
      form: `${code}-${hour}`,
      appointment,
      instrument: editionOf(code),
      respondent: 'client',
      items: [...items],
    }),
    60,
  );

const known = (code: string): Instrument => {
  const found = INSTRUMENTS.find((one) => one.code === code);
  if (!found) throw new Error(`no instrument ${code}`);
  return found;
};

const editionOf = (code: string): Pick<Instrument, 'code' | 'version'> => {
  const { version } = known(code);
  return { code, version };
};

/** Any form by its total, or by its mean where that is how it is reported, the answers as alike as they can be. */
export const form = (code: string, total: number): Fact => submitted(code, answersOf(known(code), total));

/** The same with an answer to its safety question. */
export const formWith = (code: string, total: number, safetyAnswer: number | null): Fact =>
  submitted(code, answersOf(known(code), total, safetyAnswer));

/** A form of which scales are given one by one, such as `{ task: 18, bond: 20, goal: 18 }`. */
export function formIn(code: string, scales: Readonly<Record<string, number>>): Fact {
  const instrument = known(code);
  const items = Object.entries(scales).flatMap(([scale, value]) => {
    const asked = instrument.scales.find((one) => one.code === scale)?.items ?? [];
    return spread(instrument, asked, value);
  });
  return submitted(code, items);
}

/** Four marks of an SRS: relationship, goals, approach, overall. */
export const srsLines = (...marks: readonly number[]): Fact =>
  submitted(
    'srs',
    marks.map((value, i) => ({ item: `srs-${i + 1}`, value })),
  );

function answersOf(instrument: Instrument, total: number, safetyAnswer: number | null = 0): readonly Given[] {
  const { safety, scales } = instrument;
  const [main] = scales;
  const sum = main.times === 1 ? total * main.items.length : total;
  if (!safety) return spread(instrument, main.items, sum);
  const others = main.items.filter((id) => id !== safety.item);
  return [...spread(instrument, others, sum - (safetyAnswer ?? 0)), { item: safety.item, value: safetyAnswer }];
}

function spread({ items }: Instrument, asked: readonly string[], sum: number): readonly Given[] {
  const step = items.find(({ id }) => id === asked[0])?.step ?? 1;
  const units = Math.round(sum / step);
  return asked.map((id, i) => {
    const value = (Math.floor((units + i) / asked.length) * step * 10) / 10;
    const item = items.find((one) => one.id === id);
    const answer = item?.reversed ? item.min + item.max - value : value;
    return { item: id, value: Math.round(answer * 10) / 10 };
  });
}

const changed =
  (fact: Fact, change: (one: Happening) => Happening): Fact =>
  (moment) =>
    fact(moment).map(change);

const withData = (one: Happening, more: Readonly<Record<string, unknown>>): Happening => ({
  ...one,
  data: { ...(one.data as object), ...more },
});

/** Somebody else filled it in. */
export const from = (respondent: string, fact: Fact): Fact =>
  changed(fact, (one) => {
    const { form: reference } = one.data as { form: string };
    return withData(one, { respondent, form: `${reference}-${respondent.replace(':', '-')}` });
  });

/** Answered on paper so many days before the hour, and typed in now. */
export const onPaper = (daysAgo: number, fact: Fact): Fact =>
  changed(fact, (one) => {
    const { form: reference } = one.data as { form: string };
    const administeredAt = toIso(one.at - daysAgo * DAY);
    return withData(one, { administeredAt, mode: 'paper', enteredBy: 'practice', form: `${reference}-paper` });
  });

/** Asked for, and due in two days. */
export const asked = (code = 'pulse'): Fact =>
  tell(
    'feedback.requested',
    ({ at, hour }) => ({
      form: `${code}-${hour}`,
      instrument: editionOf(code),
      respondent: 'client',
      dueAt: toIso(at + 2 * DAY),
    }),
    55,
  );

/** A later version of a form, half a day later. */
export const amended = (fact: Fact): Fact =>
  changed(fact, (one) => ({ ...one, type: 'feedback.amended', at: one.at + DAY / 2 }));

/** It names another client, by a slip of the practice system. */
export const ofAnotherClient = (fact: Fact): Fact => changed(fact, (one) => withData(one, { client: 'c9' }));

export const voided = (code: string): Fact =>
  tell(
    'feedback.voided',
    ({ hour }) => ({ form: `${code}-${hour}`, instrument: editionOf(code), cause: 'entered-in-error' as const }),
    12 * 60,
  );

/** Some have a name in each language. */
export function titleOf(code: string, language: Language): string {
  const instrument = INSTRUMENTS.find((one) => one.code === code);
  return instrument?.titles?.[language] ?? instrument?.title ?? code;
}
