/** Questions on the bus: answered for who may read, in the language that is asked for, and with not_found for the rest. */
import type { Query } from '@nestjs/cqrs';
import { DAY } from '#lib/kernel';
import { dyadOf, openClinic, openTestSystem, opened, pulse, sendAndProject, type TestSystem } from '#lib/testkit';
import { GetAlert } from './get-alert.js';
import { GetCaseload } from './get-caseload.js';
import { GetEpisode } from './get-episode.js';
import { GetTimeline } from './get-timeline.js';
import { ListAlerts } from './list-alerts.js';

const NOW = Date.UTC(2026, 9, 1, 8, 0, 0, 123);

describe('a reader', () => {
  let system: TestSystem;
  let clinic: TestSystem;
  const ask = <R>(query: Query<R>): Promise<R> => system.queries.execute(query);
  const reader = () => clinic.principal;
  const colleague = () => ({ ...clinic.principal, clinician: 'dr-2' });
  const stranger = () => system.principal;
  const withoutScope = () => ({ ...clinic.principal, scopes: new Set<never>() });
  const alertOf = async () => (await ask(new ListAlerts(reader(), { show: 'live', limit: 5 }))).items[0]!;

  beforeAll(async () => (system = await openTestSystem()));
  beforeEach(async () => {
    clinic = await openClinic(system);
    const dyad = dyadOf('ep-1');
    await sendAndProject(clinic, [opened(dyad, NOW - DAY), pulse(dyad, NOW, { form: 'f1', feltOff: 2 })]);
  });
  afterAll(() => system.close());

  it('is answered with an episode from the log itself, in order', async () => {
    expect(await ask(new GetTimeline(reader(), 'ep-1'))).toMatchObject({
      episode: 'ep-1',
      events: 2,
      summary: { attention: 'talk-soon' },
    });
  });

  it('gets the same words for the same episode from each question, and others in another language', async () => {
    const { reason } = await ask(new GetEpisode(reader(), 'ep-1'));
    const german = await ask(new GetEpisode(reader(), 'ep-1', 'de'));
    const { items } = await ask(new GetCaseload(reader(), { limit: 5 }));
    expect(items.map((entry) => entry.reason)).toEqual([reason]);
    expect((await ask(new GetTimeline(reader(), 'ep-1'))).summary.reason).toBe(reason);
    expect((await alertOf()).words.title).toBe(reason);
    expect(german.reason).not.toBe(reason);
    expect((await ask(new GetAlert(reader(), (await alertOf()).id, 'de'))).words.title).toBe(german.reason);
  });

  it('finds nothing that is unknown, of another clinic, or of a colleague', async () => {
    const { id } = await alertOf();
    const questions = [
      new GetEpisode(reader(), 'ep-2'),
      new GetTimeline(reader(), 'ep-2'),
      new GetAlert(reader(), 'al_0'),
      ...[stranger(), colleague(), withoutScope()].flatMap((other) => [
        new GetEpisode(other, 'ep-1'),
        new GetTimeline(other, 'ep-1'),
        new GetAlert(other, id),
      ]),
      new GetCaseload(colleague(), { clinician: 'dr-1', limit: 5 }),
      new ListAlerts(colleague(), { clinician: 'dr-1', show: 'live', limit: 5 }),
    ];
    const answers = await Promise.allSettled(questions.map((question) => ask<unknown>(question)));
    expect(answers.map((a) => (a.status === 'rejected' ? (a.reason as { code: string }).code : 'answered'))).toEqual(
      questions.map(() => 'not_found'),
    );
  });

  it('without the scope is told which one is needed', async () => {
    await expect(ask(new GetCaseload(withoutScope(), { limit: 5 }))).rejects.toMatchObject({ code: 'scope_required' });
  });
});
