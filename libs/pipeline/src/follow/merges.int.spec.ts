/** Records of one client that went into each other, over the whole way (C13); and what operations see of those that contradict. */
import { DAY, HOUR, MINUTE } from '#lib/kernel';
import { anyDyad, anyName, fact, openStage, opened, phq9, pulse, type SentEvent } from '#lib/testkit';
import { ListSetAside } from '../queries/list-set-aside.js';

const { clinic, now, post, alerts, alertsOf, episode, statuses, soundness } = openStage({
  beforeAll,
  afterAll,
  beforeEach,
});
const merged = (retired: string, survivor: string, at: number): SentEvent =>
  fact('client.merged', at, { client: survivor, survivor, retired });
const unmerged = (restored: string, at: number): SentEvent => fact('client.unmerged', at, { client: 'any', restored });
const listed = async () => (await clinic().queries.execute(new ListSetAside(clinic().principal, { limit: 200 }))).items;

describe('C13: an event under a retired name in the episode of the record that stays', () => {
  it('counts, whether it comes before or after the merge is told, and its safety answer has an owner', async () => {
    const who = anyDyad();
    const old = anyName('cl-old');
    await post(opened(who, now() - 30 * DAY), merged(old, who.client, now() - 2 * DAY));
    await post(pulse({ ...who, client: old }, now() - DAY, { form: 'a', level: 8 }));
    expect((await episode(who)).lastAlliance).toEqual([80]);
    await post(phq9({ ...who, client: old }, now() - HOUR, { form: 'p', last: 3 }));
    expect(await statuses(who)).toEqual(['safety-answer open']);
    expect(await alerts()).toHaveLength(1);
    expect((await listed()).map(({ reason }) => reason)).toEqual(['inactive_instrument']);
    await soundness();
  });

  it('is set aside until the merge is told, counts from then on, and not once it is taken back', async () => {
    const who = anyDyad();
    const old = anyName('cl-old');
    await post(opened(who, now() - 30 * DAY), pulse({ ...who, client: old }, now() - DAY, { form: 'a', level: 8 }));
    expect((await listed()).map(({ reason }) => reason)).toEqual(['names_another_client']);
    await post(merged(old, who.client, now() - HOUR));
    expect(await listed()).toEqual([]);
    expect(await episode(who)).toMatchObject({ client: who.client, lastAlliance: [80] });
    await post(unmerged(old, now() - MINUTE));
    expect((await listed()).map(({ reason }) => reason)).toEqual(['names_another_client']);
    expect((await episode(who)).lastAlliance).toEqual([]);
    await soundness();
  });

  it('leaves the episode of a client whom nobody merged as it was', async () => {
    const [mine, theirs] = [anyDyad(), anyDyad()];
    await post(opened(mine, now() - 30 * DAY), opened(theirs, now() - 30 * DAY));
    await post(fact('client.deceased', now() - DAY, { client: theirs.client }));
    await post(pulse({ ...mine, client: theirs.client }, now() - HOUR, { form: 'a', level: 8 }));
    expect((await episode(mine)).reason).not.toBe('The client has died');
    expect((await episode(theirs)).reason).toBe('The client has died');
    expect((await listed()).map(({ reason }) => reason)).toEqual(['names_another_client']);
    await soundness();
  });
});

describe('C13: a merge that changes nothing', () => {
  it('is listed for operations as it was sent, once, with what would make it count: into a second record', async () => {
    const who = anyDyad();
    const again = { ...who, episode: anyName('ep') };
    const second = merged(who.client, 'cl-c', now() - HOUR);
    await post(opened(who, now() - 30 * DAY), opened(again, now() - 20 * DAY));
    await post(merged(who.client, 'cl-b', now() - DAY), second);
    expect(await episode(who)).toMatchObject({ client: 'cl-b' });
    expect(await listed()).toMatchObject([
      { reason: 'merged_elsewhere', id: second.id, hint: expect.stringContaining('client.unmerged') },
    ]);
    await post(unmerged(who.client, now() - 2 * HOUR));
    expect(await listed()).toEqual([]);
    expect(await episode(who)).toMatchObject({ client: 'cl-c' });
    await soundness();
  });

  it('is listed: the taking back of what was never merged, until its merge is told', async () => {
    const who = anyDyad();
    const back = unmerged(who.client, now() - HOUR);
    await post(opened(who, now() - 30 * DAY), back);
    expect(await listed()).toMatchObject([
      { reason: 'not_merged', id: back.id, hint: expect.stringContaining('client.merged') },
    ]);
    await post(merged(who.client, 'cl-b', now() - DAY));
    expect(await listed()).toEqual([]);
    expect(await episode(who)).toMatchObject({ client: who.client });
    await soundness();
  });

  it('is not listed where it is only told again', async () => {
    const who = anyDyad();
    await post(opened(who, now() - 30 * DAY), merged(who.client, 'cl-b', now() - DAY));
    await post(merged(who.client, 'cl-b', now() - HOUR));
    expect(await listed()).toEqual([]);
    expect((await alertsOf(who)).length).toBe(0);
  });
});
