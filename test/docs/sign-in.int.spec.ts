/** The page about signing in: its commands are run as they stand there, and their links opened. */
import { acceptInvitation } from '../http/people-house.js';
import { openApi, type ApiHouse } from '../http/api-system.js';
import { blocksOf, commandsOf, rapportOn } from './follow-page.js';

const PAGE = 'sign-in.md';
const LINK = /^http:\S+(\/invitations\/[\w-]{43})$/m;

describe('docs/how-to/sign-in.md', () => {
  let api: ApiHouse;
  const [inviting = [], leaving = []] = commandsOf(PAGE);
  const rapport = (args: readonly string[] = []) => rapportOn(() => api.system, new Map())(args);
  const pathIn = (out: string): string => LINK.exec(out)?.[1] ?? '';
  const links: string[] = [];

  beforeAll(async () => (api = await openApi()));
  afterAll(() => api.close());

  it('shows commands in two blocks', () => {
    expect(blocksOf(PAGE, 'sh')).toHaveLength(2);
    expect([inviting.length, leaving.length]).toEqual([4, 3]);
  });

  it('invites by a link that opens once', async () => {
    for (const command of inviting.slice(0, 3)) {
      const { code, out, err } = await rapport(command);
      expect([code, err]).toEqual([0, expect.stringContaining('works once')]);
      links.push(pathIn(out));
    }
    const { recoveryCodes } = await acceptInvitation(api, links[0] ?? '', 'dr-1');
    expect(recoveryCodes).toHaveLength(10);
    const { out } = await rapport(inviting[3]);
    expect(out).toMatch(/^dr-1 .*clinician +dr-1 +active +never there +10 recovery codes$/m);
    expect(out).toMatch(/^m\.lang .*lead +- +invited until [-0-9]+ [:0-9]+ UTC/m);
    expect(out).toMatch(/^night-shift .*operator/m);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['a name that is taken', ['people', 'invite', 'DR-1', '--clinician', 'dr-1'], /has this name already/],
    ['a clinician without a reference', ['people', 'invite', 'dr-9'], /needs a reference/],
    ['a lead with one', ['people', 'invite', 'x9', '--role', 'lead', '--clinician', 'dr-1'], /only the role clinician/],
    ['no name', ['people', 'invite', '?', '--role', 'lead'], /no name to sign in with/],
    ['nobody', ['people', 'suspend', 'nobody'], /nobody has this name/],
  ])('refuses %s, and says what to do', async (_, command, why) => {
    const { code, err } = await rapport(command);
    expect([code === 0, err]).toEqual([false, expect.stringMatching(why)]);
  });

  it('signs out, invites again and suspends', async () => {
    const [ended, reset, suspended] = [await rapport(leaving[0]), await rapport(leaving[1]), await rapport(leaving[2])];
    expect(ended?.out).toMatch(/^dr-1 {2}signed out, sessions ended: 0/);
    expect(pathIn(reset?.out ?? '')).not.toBe(links[0]);
    expect(suspended?.out).toMatch(/^dr-1 {2}suspended/);
    // the link of a person who was suspended meanwhile opens nothing
    const page = await api.fastify.inject({ method: 'GET', url: pathIn(reset?.out ?? '') });
    expect(page.statusCode).toBe(404);
    expect((await rapport(['people', 'list'])).out).toMatch(/^dr-1 .*suspended/m);
  });
});
