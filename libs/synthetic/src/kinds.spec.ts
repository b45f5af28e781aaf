import type { EventOf, EventType } from '#lib/events';
import { CATALOGUE, isOwnType } from '#lib/events';
import { DAY, parseInstant } from '#lib/kernel';
import { generateClinic } from './clinic.js';
import { CLINIC_KINDS, type ClinicKind } from './kinds.js';
import type { EpisodeTruth, SyntheticClinic } from './plan.js';

const endsAt = Date.UTC(2026, 2, 2, 12);
const SEEDS = [1, 2, 3, 4, 5];
const clinicsOf = (kind: ClinicKind): readonly SyntheticClinic[] =>
  SEEDS.map((seed) => generateClinic({ endsAt, seed, kind }));
const [usual, guarded, sparse] = [clinicsOf('usual'), clinicsOf('guarded'), clinicsOf('sparse')];
const made: Readonly<Record<ClinicKind, readonly SyntheticClinic[]>> = { usual, guarded, sparse };

const eventsOf = <T extends EventType>(clinic: SyntheticClinic, type: T): EventOf<T>[] => {
  const unique = new Map(clinic.events.map(({ event }) => [event.id, event]));
  return [...unique.values()].filter((event): event is EventOf<T> => event.type === type);
};
const allOf = <T extends EventType>(clinics: readonly SyntheticClinic[], type: T): EventOf<T>[] =>
  clinics.flatMap((clinic) => eventsOf(clinic, type));
const rate = <T>(from: readonly T[], which: (one: T) => boolean): number => from.filter(which).length / from.length;

interface Asked {
  readonly isOpen: boolean;
  readonly felt: number;
  readonly mattered: number | null;
}

/** Every answer to the first direct question of a client, beside what was true in that hour. */
function answersOf(clinics: readonly SyntheticClinic[]): readonly Asked[] {
  return clinics.flatMap((clinic) => {
    const truthOf = new Map(clinic.truth.map((truth) => [truth.episode, truth]));
    const heldAt = new Map(eventsOf(clinic, 'appointment.attended').map((e) => [e.data.appointment, e.occurredAt]));
    return eventsOf(clinic, 'feedback.submitted').flatMap(({ data }) => {
      const at = heldAt.get(data.appointment ?? '');
      const truth = truthOf.get(data.episode);
      const of = (item: string): number | null => data.items?.find((answer) => answer.item === item)?.value ?? null;
      const felt = of('r1');
      if (data.respondent !== 'client' || felt === null || at === undefined || !truth) return [];
      return [{ isOpen: isOpenAt(truth, at), felt, mattered: of('r2') }];
    });
  });
}

const isOpenAt = ({ ruptures }: EpisodeTruth, at: number): boolean =>
  ruptures.some(({ began, repairedAt }) => began <= at && (repairedAt === undefined || at < repairedAt));
/** As an open strain is answered, and not as small friction is. */
const isPlain = ({ felt, mattered }: Asked): boolean => felt === 2 || (felt === 1 && (mattered ?? 0) >= 5);

describe.each(CLINIC_KINDS)('a clinic of the kind %s', (kind) => {
  it('is the same to the last byte when it is asked for again, and another with another seed', () => {
    const [first, other] = made[kind];
    expect(JSON.stringify(generateClinic({ endsAt, seed: 1, kind }))).toBe(JSON.stringify(first));
    expect(other?.truth).not.toEqual(first?.truth);
  });

  it('says only what the event catalogue allows', () => {
    const [clinic] = made[kind] as [SyntheticClinic];
    const wrong = clinic.events.filter(
      ({ event }) => isOwnType(event.type) || !CATALOGUE[event.type].accepts(event.data),
    );
    expect(wrong).toEqual([]);
  });
});

it('is the usual one where nobody says which', () => {
  expect(JSON.stringify(generateClinic({ endsAt, seed: 1 }).events)).toBe(JSON.stringify(usual[0]?.events));
  expect(() => generateClinic({ endsAt, kind: 'other' as ClinicKind })).toThrow(RangeError);
});

describe('a guarded clinic', () => {
  it('has at most half of its true strains said on a form, fewer than the usual one', () => {
    const said = (clinics: readonly SyntheticClinic[]): number =>
      rate(
        clinics.flatMap(({ truth }) => truth.flatMap(({ ruptures }) => ruptures)),
        ({ reported }) => reported,
      );
    expect(said(guarded)).toBeLessThan(0.5);
    expect(said(guarded)).toBeGreaterThan(0.15);
    expect(said(guarded)).toBeLessThan(said(usual) - 0.05);
  });

  it('has one calm hour in twenty answered as if it had not been calm', () => {
    const calm = (clinics: readonly SyntheticClinic[]) => answersOf(clinics).filter(({ isOpen }) => !isOpen);
    const extra = rate(calm(guarded), isPlain) - rate(calm(usual), isPlain);
    expect(extra).toBeGreaterThan(0.03);
    expect(extra).toBeLessThan(0.06);
  });

  it('differs in what is said, not in how often something is wrong', () => {
    const strained = (clinics: readonly SyntheticClinic[]): number =>
      rate(
        clinics.flatMap(({ truth }) => truth),
        ({ ruptures }) => ruptures.length > 0,
      );
    expect(Math.abs(strained(guarded) - strained(usual))).toBeLessThan(0.07);
  });
});

describe('a sparse clinic', () => {
  const perHour = (clinics: readonly SyntheticClinic[], type: EventType): number =>
    allOf(clinics, type).length / allOf(clinics, 'appointment.attended').length;

  it('has few forms and hardly a mark', () => {
    const pulses = (clinics: readonly SyntheticClinic[]): number =>
      allOf(clinics, 'feedback.submitted').filter(
        ({ data }) => data.instrument.code === 'pulse' && data.respondent === 'client',
      ).length / allOf(clinics, 'appointment.attended').length;
    expect(pulses(sparse)).toBeGreaterThan(0.08);
    expect(pulses(sparse)).toBeLessThan(0.3 * pulses(usual));
    expect(perHour(sparse, 'note.alliance_markers_recorded')).toBeLessThan(
      0.6 * perHour(usual, 'note.alliance_markers_recorded'),
    );
  });

  it('books most hours days after the one before, one at a time', () => {
    const [clinic] = sparse as [SyntheticClinic];
    const kept = eventsOf(clinic, 'appointment.attended');
    const bookedNear = eventsOf(clinic, 'appointment.booked').filter((booked) =>
      kept.some(
        ({ data, occurredAt: at }) =>
          data.episode === booked.data.episode && booked.occurredAt > at && booked.occurredAt - at < DAY / 2,
      ),
    );
    expect(bookedNear.length / eventsOf(clinic, 'appointment.booked').length).toBeLessThan(0.6);
  });

  it('has long breaks, of which only some are told of as a pause', () => {
    const gaps = sparse.flatMap(({ truth }) =>
      truth.flatMap(({ visits }) => visits.slice(1).map((at, i) => (at - (visits[i] ?? at)) / DAY)),
    );
    const long = gaps.filter((days) => days > 35);
    expect(long.length / gaps.length).toBeGreaterThan(0.02);
    expect(long.length / gaps.length).toBeLessThan(0.2);
    const pauses = allOf(sparse, 'episode.paused');
    expect(pauses.length).toBeGreaterThan(10);
    expect(pauses.every(({ data, occurredAt }) => (parseInstant(data.until) ?? 0) > occurredAt + 14 * DAY)).toBe(true);
    expect(allOf(usual, 'episode.paused')).toEqual([]);
  });

  it('still sees about one client in five stop, and most of those say nothing', () => {
    const longAgo = sparse.flatMap(({ truth }) => truth).filter(({ opened }) => opened < endsAt - 150 * DAY);
    const stopped = rate(longAgo, ({ ended }) => ended?.how === 'dropout');
    expect(stopped).toBeGreaterThan(0.08);
    expect(stopped).toBeLessThan(0.28);
  });
});
