import type { EventType, EventOf } from '#lib/events';
import { DAY, parseInstant } from '#lib/kernel';
import { generateClinic } from './clinic.js';
import { intervalsOf, truthUpTo, type Interval } from './intervals.js';
import type { SyntheticClinic } from './plan.js';

const endsAt = Date.UTC(2026, 2, 2, 12);
const clinics = [1, 2, 3, 4, 5].map((seed) => generateClinic({ endsAt, seed }));
const truths = clinics.flatMap((c) => c.truth);
const ruptures = truths.flatMap((t) => t.ruptures);
const visits = truths.reduce((sum, t) => sum + t.visits.length, 0);
const share = <T>(from: readonly T[], which: (one: T) => boolean): number => from.filter(which).length / from.length;
const range = (value: number, [low, high]: readonly [number, number]): string =>
  value > low && value < high ? 'within' : `${value} is not between ${low} and ${high}`;

const ofType = <T extends EventType>(from: SyntheticClinic, type: T): EventOf<T>[] =>
  from.events.map((e) => e.event).filter((e): e is EventOf<T> => e.type === type);

const composites = (from: SyntheticClinic): { episode: string; value: number }[] =>
  ofType(from, 'feedback.submitted')
    .filter(({ data }) => data.instrument.code === 'pulse' && data.respondent === 'client')
    .map(({ data }) => {
      const values = (data.items ?? []).slice(0, 6).flatMap((a) => (a.value === null ? [] : [a.value]));
      return { episode: data.episode, value: (10 * values.reduce((a, b) => a + b, 0)) / values.length };
    });

/** The chance that a stopped interval was given a higher probability than one that went on. */
function discrimination(rows: readonly Interval[]): number {
  const went = rows.filter((r) => !r.stopped).map((r) => r.chance);
  const stopped = rows.filter((r) => r.stopped).map((r) => r.chance);
  const wins = stopped.flatMap((s) => went.map((w): number => (s > w ? 1 : s === w ? 0.5 : 0)));
  return wins.reduce((a, b) => a + b, 0) / wins.length;
}

describe('rates over five clinics, against published figures', () => {
  it('about one episode in five just stops', () => {
    const longAgo = truths.filter((t) => t.opened < endsAt - 120 * DAY);
    expect(
      range(
        share(longAgo, (t) => t.ended?.how === 'dropout'),
        [0.15, 0.26],
      ),
    ).toBe('within');
  });

  it('half of those who stop do so within the first few visits', () => {
    const stopped = truths.filter((t) => t.ended?.how === 'dropout');
    expect(
      range(
        share(stopped, (t) => t.visits.length <= 3),
        [0.35, 0.65],
      ),
    ).toBe('within');
  });

  it('who stops does so more often while a rupture is open', () => {
    const open = truths.flatMap((t) => intervalsOf(t).filter((row) => openAt(t, row.visitEnd)));
    const calm = truths.flatMap((t) => intervalsOf(t).filter((row) => !openAt(t, row.visitEnd)));
    expect(share(open, (r) => r.stopped)).toBeGreaterThan(2 * share(calm, (r) => r.stopped));
  });

  it('a quarter to half of episodes have a clear rupture, and 5 to 10 % of visits stand in one', () => {
    expect(
      range(
        share(truths, (t) => t.ruptures.length > 0),
        [0.25, 0.5],
      ),
    ).toBe('within');
    const open = truths.flatMap((t) => t.visits.filter((at) => openAt(t, at)));
    expect(range(open.length / visits, [0.05, 0.1])).toBe('within');
  });

  it('more than half of ruptures are repaired, and about half are told on a form', () => {
    expect(
      range(
        share(ruptures, (r) => r.repairedAt !== undefined),
        [0.5, 0.75],
      ),
    ).toBe('within');
    expect(
      range(
        share(ruptures, (r) => r.reported),
        [0.3, 0.6],
      ),
    ).toBe('within');
    expect(
      range(
        share(ruptures, (r) => r.kind === 'withdrawal'),
        [0.5, 0.8],
      ),
    ).toBe('within');
  });

  it('ratings are high, skewed to the low side, and many stand at the top', () => {
    const values = clinics.flatMap(composites).map((c) => c.value);
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const spread = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
    expect(range(mean, [76, 88])).toBe('within');
    expect(range(spread, [10, 20])).toBe('within');
    expect(values.reduce((sum, v) => sum + ((v - mean) / spread) ** 3, 0) / values.length).toBeLessThan(-0.5);
    expect(
      range(
        share(values, (v) => v >= 99),
        [0.08, 0.25],
      ),
    ).toBe('within');
  });

  it('one in seven clients answers at the top whatever happens', () => {
    expect(
      range(
        share(truths, (t) => t.ceiling),
        [0.1, 0.2],
      ),
    ).toBe('within');
    const ceiling = new Set(clinics[0]?.truth.filter((t) => t.ceiling).map((t) => t.episode));
    const rated = composites(clinics[0] as SyntheticClinic).filter((c) => ceiling.has(c.episode));
    expect(Math.min(...rated.map((c) => c.value))).toBeGreaterThan(88);
  });

  it('clinicians rate lower than their clients', () => {
    const mean = (who: string): number => {
      const rated = clinics
        .flatMap((c) => ofType(c, 'feedback.submitted'))
        .filter(({ data }) => data.instrument.code === 'pulse' && data.respondent === who);
      const values = rated.flatMap(({ data }) => (data.items ?? []).slice(0, 6).map((a) => a.value ?? 8));
      return values.reduce((a, b) => a + b, 0) / values.length;
    };
    expect(range(mean('client') - mean('clinician'), [0.3, 1.5])).toBe('within');
  });

  it('the model that made the stops can tell them apart well, never surely, and is right on average', () => {
    const rows = truths.flatMap(intervalsOf);
    expect(range(discrimination(rows), [0.72, 0.87])).toBe('within');
    const expected = rows.reduce((sum, r) => sum + r.chance, 0);
    expect(range(rows.filter((r) => r.stopped).length / expected, [0.85, 1.15])).toBe('within');
  });

  it('what could be known tells them apart less well', () => {
    const rows = truths.flatMap(intervalsOf);
    const knowable = discrimination(rows.map((row) => ({ ...row, chance: row.knowable })));
    expect(range(knowable, [0.6, discrimination(rows)])).toBe('within');
    expect(rows.every((row) => row.knowable > 0 && row.knowable < 1)).toBe(true);
  });

  it('some forms stay unanswered and some come back half done', () => {
    const count = (type: EventType): number => clinics.reduce((sum, c) => sum + ofType(c, type).length, 0);
    expect(range(count('feedback.submitted') / count('feedback.requested'), [0.7, 0.92])).toBe('within');
    expect(count('feedback.expired')).toBeGreaterThan(100);
    expect(count('feedback.partially_submitted')).toBeGreaterThan(50);
  });
});

const openAt = ({ ruptures: all }: (typeof truths)[number], at: number): boolean =>
  all.some((r) => r.began <= at && (r.repairedAt === undefined || at < r.repairedAt));

describe('the truth beside the events', () => {
  const [clinic] = clinics as [SyntheticClinic];
  const attended = new Map<string, number[]>();
  for (const { data, occurredAt } of ofType(clinic, 'appointment.attended')) {
    attended.set(data.episode, [...(attended.get(data.episode) ?? []), occurredAt]);
  }

  it('lists exactly the visits that the events tell', () => {
    const invented = clinic.truth.flatMap((t) =>
      (attended.get(t.episode) ?? []).filter((at) => !t.visits.includes(at)),
    );
    expect(invented).toEqual([]);
    const long = clinic.truth.flatMap((t) =>
      t.visits.filter((at) => at < endsAt && !attended.get(t.episode)?.includes(at)),
    );
    expect(long).toEqual([]);
  });

  it('has no visit after an end, and an absence or a call after each stop', () => {
    const away = [...ofType(clinic, 'appointment.missed'), ...ofType(clinic, 'appointment.cancelled')];
    for (const { ended, episode } of clinic.truth) {
      if (!ended) continue;
      expect(attended.get(episode)?.filter((at) => at > ended.at)).toEqual([]);
      if (ended.how !== 'dropout' || ended.at > endsAt) continue;
      expect(away.some((e) => e.data.episode === episode && e.occurredAt > ended.at)).toBe(true);
    }
  });

  it('closes planned endings in the books, and leaves some stops open there', () => {
    const closed = new Map(ofType(clinic, 'episode.closed').map((e) => [e.data.episode, e.data.reason]));
    const before = clinic.truth.filter((t) => t.ended && t.ended.at < endsAt - 60 * DAY);
    const planned = before.filter((t) => t.ended?.how === 'planned').map((t) => closed.get(t.episode));
    expect(planned.every((reason) => reason === 'planned' || reason === 'mutual')).toBe(true);
    const stopped = before.filter((t) => t.ended?.how === 'dropout');
    expect(
      range(
        share(stopped, (t) => closed.has(t.episode)),
        [0.3, 0.9],
      ),
    ).toBe('within');
  });

  it('dates a rupture at a visit, and a repair at a later one', () => {
    for (const { ruptures: all, visits: met } of clinic.truth) {
      for (const { began, repairedAt, depth } of all) {
        expect(met).toContain(began);
        if (repairedAt !== undefined) expect(met.filter((at) => at > began)).toContain(repairedAt);
        expect(range(depth, [0.1, 0.5])).toBe('within');
      }
    }
  });

  it('shows in what the client answers: a clear fall in those who do not always tick the top', () => {
    const fallen = clinics.flatMap((c) => fallsOf(c));
    expect(fallen.length).toBeGreaterThan(60);
    expect(range(fallen.reduce((a, b) => a + b, 0) / fallen.length, [12, 30])).toBe('within');
  });

  it('forgets what has not happened yet', () => {
    const then = endsAt - 60 * DAY;
    const known = clinic.truth.map((t) => truthUpTo(t, then));
    expect(known.flatMap((t) => t.visits).every((at) => at <= then)).toBe(true);
    expect(known.flatMap((t) => t.ruptures).every((r) => r.began <= then && (r.repairedAt ?? 0) <= then)).toBe(true);
    expect(known.every((t) => t.hazards.length <= t.visits.length)).toBe(true);
  });
});

/** Points between the mean before a sudden rupture and the form of the visit at which it began. */
function fallsOf(clinic: SyntheticClinic): readonly number[] {
  const byVisit = new Map<string, number>();
  const visitOf = new Map(ofType(clinic, 'appointment.attended').map((e) => [e.data.appointment, e.occurredAt]));
  for (const { data } of ofType(clinic, 'feedback.submitted')) {
    if (data.instrument.code !== 'pulse' || data.respondent !== 'client') continue;
    const values = (data.items ?? []).slice(0, 6).map((a) => a.value ?? 8);
    byVisit.set(`${data.episode}@${visitOf.get(data.appointment ?? '')}`, (10 * values.reduce((a, b) => a + b, 0)) / 6);
  }
  return clinic.truth
    .filter((t) => !t.ceiling)
    .flatMap((t) => {
      const [first] = t.ruptures;
      if (!first || first.visitsToDepth > 1) return [];
      const before = t.visits.filter((at) => at < first.began).flatMap((at) => byVisit.get(`${t.episode}@${at}`) ?? []);
      const then = byVisit.get(`${t.episode}@${first.began}`);
      return before.length < 2 || then === undefined ? [] : [before.reduce((a, b) => a + b, 0) / before.length - then];
    });
}

it('reads wall times back as the instants they stand for', () => {
  const [clinic] = clinics as [SyntheticClinic];
  const starts = ofType(clinic, 'appointment.attended').map((e) => parseInstant(e.data.actualEnd) === e.occurredAt);
  expect(starts.every(Boolean)).toBe(true);
});
