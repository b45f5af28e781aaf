/** The page about an instrument of one's own, followed to the letter: its file, its commands, and a form that arrives. */
import { readState } from '#lib/alliance';
import { MINUTE } from '#lib/kernel';
import { latestChoice } from '#lib/clinic-settings';
import { cloudEvent, dyadOf, openTestSystem, opened, readFold, send, type TestSystem } from '#lib/testkit';
import { blocksOf, commandsOf, rapportOn } from './follow-page.js';

const PAGE = 'own-instrument.md';

describe('docs/how-to/own-instrument.md', () => {
  let system: TestSystem;
  const files = new Map([['our-form.json', blocksOf(PAGE, 'json')[0] ?? '']]);
  const [adding, looking] = commandsOf(PAGE);

  const rapport = rapportOn(() => system, files);
  const form = (id: string, value: number) => ({
    id,
    type: 'feedback.submitted' as const,
    at: system.clock.now() - MINUTE,
    data: {
      ...dyadOf('ep-1'),
      form: id,
      instrument: { code: 'harbour-hour', version: '1' },
      respondent: 'client' as const,
      items: ['h1', 'h2'].map((item) => ({ item, value })),
    },
  });
  const sent = async (id: string, value = 7) => {
    system.clock.advance(MINUTE);
    const { receipts } = await send(system, [cloudEvent(form(id, value))]);
    return receipts[0];
  };

  beforeAll(async () => (system = await openTestSystem()));
  afterAll(() => system.close());

  it('adds the instrument of the page and takes its forms in, before and after a first event', async () => {
    expect(await sent('early')).toMatchObject({ verdict: 'quarantined', reason: 'unknown_instrument' });
    const answers = [];
    for (const line of adding ?? []) answers.push(await rapport(line));
    expect(answers.map(({ code, err }) => (code === 0 ? 0 : err))).toEqual([0, 0, 0, 0]);
    expect(answers[3]?.out).toMatch(/^harbour-hour +1 +active +own/m);
    await send(system, [cloudEvent(opened(dyadOf('ep-1'), system.clock.now() - MINUTE))]);
    expect(await sent('f1')).toMatchObject({ verdict: 'accepted' });
    await system.followAll();
    const { state } = await readFold(system, 'ep-1');
    expect(readState(state ?? '').series).toMatchObject([{ instrument: 'harbour-hour' }]);
  });

  it('shows the choice, sets it again without a change, and retires the instrument', async () => {
    const shown = await rapport(looking?.[0] ?? []);
    files.set('clinic.json', shown.out);
    const rest = [];
    for (const line of looking?.slice(1) ?? []) rest.push(await rapport(line));
    expect(rest.map(({ code, err }) => (code === 0 ? 0 : err))).toEqual([0, 0, 0]);
    expect(rest[0]?.out).toBe('nothing changes\n');
    expect(rest[1]?.out).toMatch(/^1 .+instrument harbour-hour 1 added\n2 .+instrument harbour-hour activated/);
    system.clock.advance(MINUTE);
    expect(await sent('f2')).toMatchObject({ verdict: 'quarantined', reason: 'inactive_instrument' });
  });

  it('refuses a faulty file and a code of ours at the place of the fault, and stores nothing', async () => {
    const { revision } = await latestChoice(system.parts.db, system.tenant.id);
    const good = JSON.parse(files.get('our-form.json') ?? '') as object;
    files.set('ours.json', JSON.stringify({ ...good, code: 'pulse' }));
    files.set('wrong.json', JSON.stringify({ ...good, direction: 'up', vesrion: '1' }));
    const ours = await rapport(['instruments', 'add', 'ours.json', '--by', 'lead-1']);
    const wrong = await rapport(['instruments', 'check', 'wrong.json']);
    expect([ours.code, wrong.code]).toEqual([1, 1]);
    expect(ours.err).toContain('/code  is the code of an included instrument; add the name of the clinic');
    expect(wrong.err).toMatch(/\/direction .+\n.+\/vesrion .+did you mean "version"/);
    expect((await latestChoice(system.parts.db, system.tenant.id)).revision).toBe(revision);
  });

  it('changes nothing when the same file is added again, and refuses another under its version', async () => {
    const { revision } = await latestChoice(system.parts.db, system.tenant.id);
    const good = JSON.parse(files.get('our-form.json') ?? '') as object;
    files.set('other.json', JSON.stringify({ ...good, title: 'Harbour hour, revised' }));
    files.set('digits.json', JSON.stringify({ ...good, version: '1.0' }));
    const add = (file: string) => rapport(['instruments', 'add', file, '--by', 'lead-1']);
    expect(await add('our-form.json')).toMatchObject({ code: 0, out: 'nothing changes\n' });
    const [other, digits] = [await add('other.json'), await add('digits.json')];
    expect([other.code, digits.code]).toEqual([1, 1]);
    expect(other.err).toContain('/version  an instrument of this code and version already exists');
    expect(digits.err).toContain('is version 1 of harbour-hour written differently; raise the version');
    expect((await latestChoice(system.parts.db, system.tenant.id)).revision).toBe(revision);
  });

  it('says of a file that holds only what is to be changed where to begin', async () => {
    files.set('part.json', JSON.stringify({ safety: { cover: 'dr-2' } }));
    const part = await rapport(['clinic', 'set', 'part.json', '--dry-run']);
    expect([part.code, part.err]).toEqual([
      1,
      expect.stringMatching(/the whole choice; put your changes into: .+ clinic show > whole-/),
    ]);
  });

  it('activates a form that asks about safety only where somebody is named who hears', async () => {
    const activate = () => rapport(['instruments', 'activate', 'phq-9', '--by', 'lead-1']);
    const refused = await activate();
    expect([refused.code, refused.err]).toEqual([
      1,
      expect.stringMatching(/\/active\/\d+ .+set \/safety to \{"cover"/),
    ]);
    const choice = JSON.parse((await rapport(['clinic', 'show'])).out) as object;
    files.set('clinic.json', JSON.stringify({ ...choice, safety: { cover: 'dr-2' } }));
    expect((await rapport(['clinic', 'set', 'clinic.json', '--by', 'lead-1'])).code).toBe(0);
    expect((await activate()).code).toBe(0);
    files.set('clinic.json', JSON.stringify({ ...choice, active: ['core-10'], safety: null }));
    expect((await rapport(['clinic', 'set', 'clinic.json', '--dry-run'])).err).toContain('/active/0');
  });

  it('shows what a changed file would change, sets it in a name, and never over another revision', async () => {
    const choice = JSON.parse((await rapport(['clinic', 'show'])).out) as { shadow: string[] };
    files.set('clinic.json', JSON.stringify({ ...choice, shadow: ['level'] }));
    expect((await rapport(['clinic', 'set', 'clinic.json', '--dry-run'])).out).toBe('+  /shadow/level  true\n');
    expect((await rapport(['clinic', 'set', 'clinic.json'])).code).toBe(2);
    const set = await rapport(['clinic', 'set', 'clinic.json', '--by', 'lead-1', '--reason', 'a trial']);
    expect([set.code, set.err]).toEqual([0, expect.stringContaining('+  /shadow/level')]);
    const stale = { ...choice, shadow: [] };
    for (const [file, said] of [
      [
        { ...stale, language: 'de' },
        /made from revision \d+, and would take back .+: revision \d+ by lead-1 \(a trial\)/,
      ],
      [{ ...stale, language: 'de', revision: undefined }, /does not say which revision/],
    ] as const) {
      files.set('clinic.json', JSON.stringify(file));
      expect((await rapport(['clinic', 'set', 'clinic.json', '--dry-run'])).err).toMatch(said);
      const refused = await rapport(['clinic', 'set', 'clinic.json', '--by', 'lead-2']);
      expect([refused.code, refused.err]).toEqual([1, expect.stringMatching(said)]);
      expect(refused.err).toMatch(/clinic show .*> clinic-\d+\.json .+ --over \d+/);
    }
    expect(JSON.parse((await rapport(['clinic', 'show'])).out)).toMatchObject({ shadow: ['level'] });
    const { revision } = JSON.parse((await rapport(['clinic', 'show', '--json'])).out) as { revision: number };
    expect((await rapport(['clinic', 'set', 'clinic.json', '--by', 'lead-2', '--over', `${revision}`])).code).toBe(0);
    files.set('clinic.json', JSON.stringify({ ...choice, shadow: ['levle'] }));
    const wrong = await rapport(['clinic', 'set', 'clinic.json', '--by', 'lead-1']);
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('/shadow/0')]);
  });
});
