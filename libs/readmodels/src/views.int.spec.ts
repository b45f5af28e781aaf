/** Questions and their answers on a real database: order, pages, boundaries between clinics, and an honest state of things. */
import { DEFAULT_RULES, type Alert } from '#lib/alliance';
import { activeBuild } from '#lib/eventlog';
import { DAY, HOUR, SECOND } from '#lib/kernel';
import {
  cloudEvent,
  dyadOf,
  openClinic,
  openTestSystem,
  opened,
  send,
  sendAndProject,
  type TestSystem,
} from '#lib/testkit';
import { alertId, readAlert, readInbox, saveAlerts } from './alert-inbox.view.js';
import { caseload, readCaseload, readEpisode, sortKeyOf, type CaseloadSortKey } from './caseload.view.js';
import { readPipeline, readStages } from './pipeline-health.view.js';

const NOW = Date.UTC(2026, 9, 1, 8, 0, 0, 123);

describe('a question about', () => {
  let system: TestSystem;
  let clinic: TestSystem;
  const db = () => system.parts.db;
  const tenant = () => clinic.tenant.id;

  beforeAll(async () => (system = await openTestSystem()));
  beforeEach(async () => (clinic = await openClinic(system)));
  afterAll(() => system.close());

  /** Every page, one after the other. */
  async function pages<T>(
    read: (cursor: string | undefined) => Promise<{ items: readonly T[]; nextCursor?: string | undefined } | undefined>,
  ): Promise<T[]> {
    const all: T[] = [];
    let cursor: string | undefined;
    do {
      const page = await read(cursor);
      all.push(...(page?.items ?? []));
      cursor = page?.nextCursor;
    } while (cursor !== undefined);
    return all;
  }

  describe('the inbox', () => {
    const alert = (n: number, rest: Partial<Alert> = {}): Alert => ({
      key: `strain-open:1:f${n}`,
      rule: 'strain-open',
      ruleVersion: 1,
      cause: `f${n}`,
      tier: 'talk-soon',
      raisedAt: NOW,
      clinician: 'dr-1',
      status: 'open',
      snoozedUntil: null,
      movedFrom: null,
      cameBackAt: null,
      act: null,
      follows: null,
      historical: false,
      evidence: ['urn:test e1'],
      seenAgain: 0,
      facts: { basis: 'said', tier: 'confirmed', signs: 1 },
      ...rest,
    });
    const save = (alerts: readonly Alert[], at: number) =>
      saveAlerts(
        db(),
        alerts.map((a) => ({ tenant: tenant(), stream: 'episode/ep-1', client: 'cl-1', alert: a, position: 1 })),
        at,
      );
    const read = (rest: object = {}) =>
      pages((cursor) => readInbox(db(), { tenant: tenant(), show: 'live', limit: 3, cursor, ...rest }));

    it('is answered page by page, newest first, each alert once, also where many came at the same instant', async () => {
      await save(
        Array.from({ length: 8 }, (_, n) => alert(n)),
        NOW,
      );
      await save([alert(8)], NOW + 1);
      await save([alert(9)], NOW - 1);
      const keys = (await read()).map((a) => a.key);
      expect([keys.length, new Set(keys).size, keys[0], keys.at(-1)]).toEqual([10, 10, alert(8).key, alert(9).key]);
    });

    it('shows what waits for somebody, and on request what is over or came from history', async () => {
      await save(
        [alert(1), alert(2, { status: 'resolved' }), alert(3, { historical: true }), alert(4, { status: 'snoozed' })],
        NOW,
      );
      expect((await read()).map((a) => a.key).toSorted()).toEqual([alert(1).key, alert(4).key]);
      expect(await read({ show: 'all' })).toHaveLength(4);
    });

    it('ends at the clinician who was asked for, and at the clinic', async () => {
      await save([alert(1), alert(2, { clinician: 'dr-2' })], NOW);
      expect((await read({ clinician: 'dr-2' })).map((a) => a.key)).toEqual([alert(2).key]);
      const id = alertId(tenant(), 'episode/ep-1', alert(1).key);
      expect(await readAlert(db(), tenant(), id)).toMatchObject({ id, episode: 'ep-1', client: 'cl-1' });
      expect(await readAlert(db(), system.tenant.id, id)).toBeUndefined();
      expect(await read({ tenant: system.tenant.id })).toEqual([]);
    });

    const forged = [
      '',
      'x',
      '{}',
      '["x","y"]',
      '[1e300,"x"]',
      '[-1e15,"x"]',
      '[1,"\\u0000"]',
      '[1.5,0,""]',
      '[99,0,""]',
      '[1,1e999,""]',
    ];
    it.each(forged)('refuses the forged cursor %j', async (text) => {
      const cursor = Buffer.from(text).toString('base64url');
      expect(await readInbox(db(), { tenant: tenant(), show: 'live', limit: 3, cursor })).toBeUndefined();
      expect(await readCaseload(db(), { tenant: tenant(), limit: 3, cursor })).toBeUndefined();
    });
  });

  describe('the caseload', () => {
    const rows: readonly (readonly [string, Partial<CaseloadSortKey>])[] = [
      ['later', { need: 1, nextAt: NOW + 2 * HOUR }],
      ['sooner', { need: 1, nextAt: NOW + HOUR + 1 }],
      ['same-hour', { need: 1, nextAt: NOW + HOUR + 1 }],
      ['unbooked', { need: 1 }],
      ['today', { need: 0, nextAt: NOW + 9 * DAY }],
      ['fine', { need: 4 }],
      ['over', { need: 5, status: 'closed' }],
      ['not-open-yet', { need: 0, status: 'unopened' }],
      ['of-another', { need: 2, clinician: 'dr-2' }],
    ];
    const read = (rest: object = {}) =>
      pages((cursor) => readCaseload(db(), { tenant: tenant(), limit: 2, cursor, ...rest }));

    beforeEach(async () => {
      await sendAndProject(clinic, [opened(dyadOf('template'), NOW - DAY)]);
      const template = { tenant: tenant(), stream: 'episode/template' };
      const { state } = (await readEpisode(db(), template))!;
      await db().query(
        `INSERT INTO checkpoint (build, tenant, stream, version, previous, state, followed_at)
         SELECT build, tenant, 'episode/' || name, version, previous, state, followed_at
         FROM checkpoint, unnest($2::text[]) AS name WHERE tenant = $1 AND stream = 'episode/template'`,
        [tenant(), rows.map(([episode]) => episode)],
      );
      await db().query('DELETE FROM caseload WHERE tenant = $1', [tenant()]);
      const saved = rows.map(([episode, rest]) => ({
        tenant: tenant(),
        stream: `episode/${episode}`,
        sortKey: { ...sortKeyOf(state, DEFAULT_RULES), ...rest },
      }));
      await caseload.save(db(), await activeBuild(db()), saved);
    });

    it('is answered in order of need, then of the next appointment, across pages and equal instants', async () => {
      expect((await read()).map((e) => e.episode)).toEqual([
        'today',
        'same-hour',
        'sooner',
        'later',
        'unbooked',
        'of-another',
        'fine',
        'over',
      ]);
    });

    it('can be asked for one clinician and one need', async () => {
      expect((await read({ clinician: 'dr-2' })).map((e) => e.episode)).toEqual(['of-another']);
      expect((await read({ attention: 'talk-soon' })).map((e) => e.episode)).toEqual([
        'same-hour',
        'sooner',
        'later',
        'unbooked',
      ]);
      expect(await read({ tenant: system.tenant.id })).toEqual([]);
    });
  });

  it('the pipeline is answered with what waits and since when, and with what nobody understood', async () => {
    await system.followAll();
    await db().query('DELETE FROM due_timer; DELETE FROM outbox');
    const read = async (wall: number) =>
      readPipeline(db(), tenant(), { stages: await readStages(db(), { wall, clinic: wall }) });
    expect(await read(system.clock.now())).toEqual({
      stages: ['follow', 'history', 'deliver', 'timers'].map((stage) => expect.objectContaining({ stage })),
      episodesSetAside: [],
      eventsNotUnderstood: [],
      eventsSetAside: [],
      deliveriesFailed: [],
    });
    const stranger = { ...cloudEvent(opened(dyadOf('ep-1'), NOW)), id: 'x', type: 'rapport.weather.changed.v1' };
    await send(clinic, [cloudEvent(opened(dyadOf('ep-1'), NOW)), stranger]);
    const late = await read(system.clock.now() + 60 * SECOND);
    const following = late.stages.find((s) => s.stage === 'follow');
    expect(following).toMatchObject({ waiting: 1 });
    expect(Math.floor(following?.oldestSeconds ?? 0)).toBe(60);
    expect(late.eventsNotUnderstood).toMatchObject([{ type: 'rapport.weather.changed.v1', count: 1 }]);
    expect(new Date(late.eventsNotUnderstood[0]?.last ?? '').toISOString()).toBe(late.eventsNotUnderstood[0]?.last);
  });
});
