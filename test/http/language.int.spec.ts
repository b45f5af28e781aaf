/** In which language somebody is answered, and in which a message leaves. */
import { DEFAULT_CHOICE, type ClinicChoice, reviseRules } from '#lib/clinic-settings';
import { DEFAULT_PACKS } from '#lib/presentation';
import { chooseChannel } from '#lib/identity';
import { DAY, MINUTE, SECOND, succeed } from '#lib/kernel';
import { Deliver } from '#lib/pipeline';
import { dyadOf, opened, pulse, sendAndProject } from '#lib/testkit';
import { ask, openApi, type ApiHouse } from './api-system.js';

const dyad = dyadOf('ep-1');
const TITLE = {
  en: 'Something felt off, by the client’s own word',
  de: 'Auf dem Bogen steht, dass sich etwas nicht stimmig anfühlte',
};

describe('words', () => {
  let api: ApiHouse;
  const read = async <T>(url: string, language?: string): Promise<T> =>
    (await ask(api, url, language === undefined ? {} : { headers: { 'accept-language': language } })).json<T>();
  const title = async (language?: string) =>
    (await read<{ items: { words: { title: string } }[] }>('/v1/alerts', language)).items[0]?.words.title;
  const choose = async (chosen: Partial<ClinicChoice>): Promise<void> => {
    const { clock, parts, tenant } = api.system;
    const change = () => succeed({ ...DEFAULT_CHOICE, ...chosen });
    await reviseRules(parts.db, { tenant: tenant.id, by: 'lead-1', reason: 'test', now: clock.now(), change });
    clock.advance(5 * SECOND);
  };
  const mailed = async (): Promise<string | undefined> => {
    const { system } = api;
    const { rows } = await system.parts.db.query<{ id: string }>(`SELECT id FROM outbox WHERE channel = 'email'`);
    for (const { id } of rows) await system.commands.execute(new Deliver(id));
    return system.outlet.mails.at(-1)?.subject;
  };

  beforeAll(async () => {
    api = await openApi();
    const { clock, parts, tenant } = api.system;
    const to = { tenant: tenant.id, kind: 'email', least_tier: 'talk-soon' as const };
    await chooseChannel(parts.db, { ...to, clinician: 'dr-1', settings: { to: 'a@clinic.example' } });
    const now = clock.now();
    await sendAndProject(api.system, [
      opened(dyad, now - DAY),
      pulse(dyad, now - MINUTE, { form: 'f1', level: 4, feltOff: 2 }),
    ]);
  });
  afterAll(() => api.close());

  it('are English where nothing was chosen, and what the reader asks for', async () => {
    expect(await title()).toBe(TITLE.en);
    expect(await title('fr, *;q=0.1')).toBe(TITLE.en);
    expect(await title('de-CH, de;q=0.9, en;q=0.8')).toBe(TITLE.de);
  });

  it('are the clinic’s choice in every answer within five seconds and without a rebuild', async () => {
    await choose({ language: 'de' });
    expect(await title()).toBe(TITLE.de);
    expect(await title('en')).toBe(TITLE.en);
    expect(await read('/v1/caseload')).toMatchObject({ items: [{ reason: TITLE.de }] });
    expect(await read('/v1/episodes/ep-1')).toMatchObject({ reason: TITLE.de });
    expect(await read('/v1/episodes/ep-1/timeline')).toMatchObject({
      entries: [{ words: 'Behandlung begonnen' }, {}, {}, {}],
    });
  });

  it('are the clinic’s choice in a mail', async () => {
    expect(await mailed()).toBe('Rapport: 1 Eintrag wartet');
  });

  it('suggest what the clinic wrote itself', async () => {
    const own = DEFAULT_PACKS.de;
    const wordsToOpenWith = 'Was war letztes Mal für Sie schwierig?';
    const unspecified = { ...own.entries.unspecified, wordsToOpenWith };
    const suggestions = [{ ...own, version: '2', entries: { ...own.entries, unspecified } }];
    await choose({ language: 'de', suggestions });
    const said = async (language?: string) =>
      (await read<{ items: { words: { wordsToOpenWith: string } }[] }>('/v1/alerts', language)).items[0]?.words;
    expect((await said())?.wordsToOpenWith).toBe(wordsToOpenWith);
    expect((await said('en'))?.wordsToOpenWith).toBe(DEFAULT_PACKS.en.entries.unspecified.wordsToOpenWith);
  });

  it('frame the page of an alert as its reader asks', async () => {
    const page = async (language: string) =>
      (await ask(api, '/alerts/al_1', { headers: { 'accept-language': language } })).body;
    expect(await page('de')).toContain('<h1>Etwas zum Ansehen</h1>');
    expect(await page('fr')).toContain('<h1>Something to look at</h1>');
  });
});
