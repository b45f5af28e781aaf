/** What was not understood is read by itself once it can be, and operations see what does not count until then (D7, C34, N1). */
import { readState } from '#lib/alliance';
import { LIBRARY, type Instrument } from '#lib/instruments';
import { OPERATOR } from '#lib/identity';
import { DAY, HOUR, MINUTE, type Violation } from '#lib/kernel';
import {
  anyDyad,
  anyName,
  cloudEvent,
  openStage,
  opened,
  phq9,
  pulse,
  readFold,
  send,
  type Dyad,
  type SentEvent,
} from '#lib/testkit';
import { ActOnAlert } from '../alerts/act-on-alert.js';
import { UndoAct } from '../alerts/undo-act.js';
import { ActivateInstrument } from '../clinic/activate-instrument.js';
import { AddInstrument } from '../clinic/add-instrument.js';
import { SetClinicChoice } from '../clinic/set-clinic-choice.js';
import { TraceEvent } from '../operations/trace-event.js';
import { GetClinicChoice } from '../queries/get-clinic-choice.js';
import { GetHealth } from '../queries/get-health.js';
import { GetTimeline } from '../queries/get-timeline.js';
import { ListSetAside, type SetAsideEvent } from '../queries/list-set-aside.js';
import { PlanReading } from './plan-reading.js';
import { ReadAgain, ReadAgainWhereDue } from './read-again-where-due.js';

const stage = openStage({ beforeAll, afterAll, beforeEach });
const { clinic, now, post, alertsOf, alerts, sentBy, soundness } = stage;

const phq = LIBRARY.find(({ code }) => code === 'phq-9') as Instrument;
const pulseForm = LIBRARY.find(({ code }) => code === 'pulse') as Instrument;
/** An instrument of the clinic's own, made after one of ours. */
const ownOf = (like: Instrument, code: string, version = '1'): Instrument => ({ ...like, code, version });

const operator = () => ({
  ...clinic().principal,
  scopes: new Set([...clinic().principal.scopes, 'administer' as const]),
});
const accepted = async <T>(asked: Promise<{ ok: true; value: T } | { ok: false; error: Violation[] }>): Promise<T> => {
  const answer = await asked;
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value;
};
const add = (instrument: Instrument) =>
  accepted(clinic().commands.execute(new AddInstrument(operator(), { instrument, replace: false, by: 'lead-1' })));
const activate = (code: string) =>
  accepted(clinic().commands.execute(new ActivateInstrument(operator(), code, 'lead-1')));
const cover = async (): Promise<void> => {
  const { choice, revision: over } = await clinic().queries.execute(new GetClinicChoice(operator()));
  const wanted = { choice: { ...choice, safety: { cover: 'dr-cover' } }, over, by: 'lead-1', reason: 'cover' };
  await accepted(clinic().commands.execute(new SetClinicChoice(operator(), wanted)));
};

const under = (event: SentEvent, code: string, version = '1'): SentEvent =>
  ({ ...event, data: { ...event.data, instrument: { code, version } } }) as SentEvent;
const fresh = anyDyad;
const timeline = async ({ episode }: Dyad) =>
  (await clinic().queries.execute(new GetTimeline(clinic().principal, episode))).entries;
const listed = async (): Promise<readonly SetAsideEvent[]> =>
  (await clinic().queries.execute(new ListSetAside(clinic().principal, { limit: 200 }))).items;
const low = (dyad: Dyad, at: number, form: string) => pulse(dyad, at, { form, level: 2, feltOff: 2 });

describe('a form under an instrument that is not there yet [D7]', () => {
  it('is read once the instrument is added and activated, without sending it again [D7]', async () => {
    const who = fresh();
    await post(opened(who, now() - 30 * DAY));
    const form = under(low(who, now() - HOUR, 'own-1'), 'harbour');
    const [receipt] = await post(form);
    expect(receipt).toMatchObject({ verdict: 'quarantined', reason: 'unknown_instrument' });
    expect(await alertsOf(who)).toEqual([]);
    const told = await sentBy(async () => {
      await add(ownOf(pulseForm, 'harbour'));
      expect(await activate('harbour')).toMatchObject({ inForce: true });
    });
    expect((await alertsOf(who)).map(({ rule, historical }) => [rule, historical])).toEqual([['strain-open', false]]);
    expect(told).toBeGreaterThan(0);
    expect(await listed()).toEqual([]);
    expect((await post(form))[0]).toMatchObject({ verdict: 'duplicate' });
    await soundness();
  });

  it('is shown at its time and told to nobody when it is older than a week, safety answers too [D7]', async () => {
    const who = fresh();
    await cover();
    await post(opened(who, now() - 90 * DAY));
    const old = under(phq9(who, now() - 40 * DAY, { form: 'own-2', last: 3 }), 'our-phq');
    await post(old);
    const told = await sentBy(async () => {
      await add(ownOf(phq, 'our-phq'));
      await activate('our-phq');
    });
    expect(told).toBe(0);
    expect((await alertsOf(who)).map(({ rule, historical }) => [rule, historical])).toEqual([['safety-answer', true]]);
    const entry = (await timeline(who)).find(({ kind }) => kind === 'feedback.submitted');
    expect(entry?.at).toBe(old.at);
    await soundness();
  });

  it('tells a fresh safety answer as soon as the instrument is added, before it is active [D7]', async () => {
    const who = fresh();
    await post(opened(who, now() - 30 * DAY), under(phq9(who, now() - HOUR, { form: 'own-3', last: 3 }), 'their-phq'));
    expect(await sentBy(() => add(ownOf(phq, 'their-phq')))).toBeGreaterThan(0);
    expect((await alertsOf(who)).map(({ rule, tier }) => [rule, tier])).toEqual([['safety-answer', 'act-today']]);
    expect((await listed()).map(({ reason, events }) => [reason, events])).toEqual([['inactive_instrument', 1]]);
    await soundness();
  });

  it('counts forms that waited for an included instrument as soon as it is activated [D7]', async () => {
    const who = fresh();
    const other = fresh();
    await cover();
    await post(opened(who, now() - 30 * DAY), opened(other, now() - 30 * DAY));
    const answers = [25, 18, 4].map((days, i) => phq9(who, now() - days * DAY, { form: `g-${i}`, last: 0 }));
    await post(...answers, pulse(other, now() - DAY, { form: 'untouched' }));
    expect(await listed()).toMatchObject([{ reason: 'inactive_instrument', events: 3, episode: who.episode }]);
    expect(await activate('phq-9')).toMatchObject({ inForce: true, read: { events: 0, episodes: 1 } });
    expect(await listed()).toEqual([]);
    const { state } = await readFold(clinic(), who.episode);
    expect(readState(state ?? '').series.map(({ instrument, ratings }) => [instrument, ratings.length])).toEqual([
      ['phq-9', 3],
    ]);
    await soundness();
  });

  it('waits for a rebuild where the choice changes more than instruments, and the plan says what [D7]', async () => {
    const who = fresh();
    await post(opened(who, now() - 30 * DAY), phq9(who, now() - DAY, { form: 'w-1', last: 0 }));
    await cover();
    expect(await activate('phq-9')).toMatchObject({ inForce: false });
    const { waitsForRebuild, instruments } = await clinic().queries.execute(new PlanReading(clinic().principal));
    expect([waitsForRebuild, instruments]).toEqual([['/safety'], []]);
  });

  it('reads a form that came with history, or under another version, when its own version is there [D7]', async () => {
    const who = fresh();
    await post(opened(who, now() - 30 * DAY));
    await post(under(low(who, now() - 2 * HOUR, 'v2'), 'quay', '2'));
    await send(clinic(), [cloudEvent({ ...under(low(who, now() - HOUR, 'v1'), 'quay', '1'), historical: true })]);
    const told = await sentBy(async () => {
      await add(ownOf(pulseForm, 'quay', '1'));
      await activate('quay');
    });
    expect(told).toBe(0);
    expect((await listed()).map(({ reason }) => reason)).toEqual(['unknown_instrument']);
    expect(await sentBy(() => add(ownOf(pulseForm, 'quay', '2')))).toBeGreaterThan(0);
    expect(await listed()).toEqual([]);
    await soundness();
  });
});

describe('the plan, and reading by hand', () => {
  it('says what would be read and told, and reading does what it said [D7]', async () => {
    const [a, b] = [fresh(), fresh()];
    await post(opened(a, now() - 60 * DAY), opened(b, now() - 60 * DAY));
    // the door looks at the newest choice every few seconds and does not know it yet
    clinic().clock.holdAt(now());
    await add(ownOf(pulseForm, 'pier'));
    await activate('pier');
    await post(under(low(a, now() - HOUR, 'p-1'), 'pier'), under(low(b, now() - 30 * DAY, 'p-2'), 'pier'));
    clinic().clock.goOn();
    const plan = await clinic().queries.execute(new PlanReading(clinic().principal));
    expect(plan).toMatchObject({
      readable: [{ type: 'rapport.feedback.submitted.v1', instrument: 'pier 1', events: 2, history: 1 }],
      episodes: 2,
      alerts: { told: 1, silent: 1 },
    });
    expect(await alertsOf(a)).toEqual([]);
    const told = await sentBy(async () =>
      expect(await clinic().commands.execute(new ReadAgain(clinic().principal))).toMatchObject({ events: 2 }),
    );
    expect(told).toBeGreaterThan(0);
    expect((await alertsOf(b)).map(({ historical }) => historical)).toEqual([true]);
    expect(await clinic().commands.execute(new ReadAgain(clinic().principal))).toMatchObject({ events: 0 });
    await soundness();
  });

  it('happens by itself where a worker starts, and leaves what nobody knows [D7]', async () => {
    const who = fresh();
    await post(opened(who, now() - 60 * DAY));
    await add(ownOf(pulseForm, 'mole'));
    await activate('mole');
    await post(under(low(who, now() - HOUR, 'm-1'), 'mole'));
    await send(clinic(), [{ ...cloudEvent(low(who, now() - HOUR, 'x')), id: 'x-1', type: 'Practice.Room.Booked' }]);
    await clinic().commands.execute(new ReadAgainWhereDue(OPERATOR));
    await clinic().followAll();
    expect((await alertsOf(who)).map(({ rule }) => rule)).toEqual(['strain-open']);
    expect((await listed()).map(({ reason, type }) => [reason, type])).toEqual([
      ['unknown_type', 'Practice.Room.Booked'],
    ]);
    const { eventsNotUnderstood } = await clinic().queries.execute(new GetHealth(clinic().principal));
    expect(eventsNotUnderstood).toMatchObject([{ type: 'Practice.Room.Booked', count: 1 }]);
  });
});

describe('a reading while a person takes something back [D7]', () => {
  const endedAndWaiting = async () => {
    const who = fresh();
    const name = anyName('inst');
    await post(opened(who, now() - 60 * DAY), low(who, now() - HOUR, 'told-1'));
    const [alert] = await alertsOf(who);
    const id = alert?.id ?? '';
    await clinic().commands.execute(
      new ActOnAlert(clinic().principal, id, { kind: 'override', reason: 'wrong' }, who.clinician),
    );
    await clinic().followAll();
    await add(ownOf(pulseForm, name));
    await post(under(low(who, now() - MINUTE, 'waits-1'), name));
    return { who, id, name };
  };
  const undo = ({ who, id }: { who: Dyad; id: string }) =>
    clinic().commands.execute(new UndoAct(clinic().principal, id, who.clinician));
  const standing = async ({ who, id }: { who: Dyad; id: string }) => {
    await clinic().followAll();
    await soundness();
    return (await alertsOf(who)).find((alert) => alert.id === id);
  };
  const asBefore = { status: 'open', act: null };

  it('keeps what was taken back before it, and is not followed yet', async () => {
    const ended = await endedAndWaiting();
    await undo(ended);
    await activate(ended.name);
    await clinic().commands.execute(new ReadAgain(clinic().principal));
    expect(await standing(ended)).toMatchObject(asBefore);
  });

  it('keeps what is taken back at the same time', async () => {
    const ended = await endedAndWaiting();
    await Promise.all([activate(ended.name), undo(ended)]);
    await Promise.all([clinic().commands.execute(new ReadAgain(clinic().principal)), clinic().followAll()]);
    expect(await standing(ended)).toMatchObject(asBefore);
  });

  it('keeps what is taken back after it, and before it is followed', async () => {
    const ended = await endedAndWaiting();
    await activate(ended.name);
    await clinic().commands.execute(new ReadAgain(clinic().principal));
    await undo(ended);
    expect(await standing(ended)).toMatchObject(asBefore);
  });
});

describe('what is set aside [C34]', () => {
  const again = (dyad: Dyad, at: number): SentEvent => ({ ...opened(dyad, at), id: anyName('again') });
  const form = (dyad: Dyad, at: number, id: string) => phq9(dyad, at, { form: id, last: 3 });

  it('is listed with its reason and without what it says: an event that names another client [C34]', async () => {
    const [mine, theirs] = [fresh(), fresh()];
    await post(opened(mine, now() - 30 * DAY), opened(theirs, now() - 30 * DAY));
    const foreign = pulse({ ...mine, client: theirs.client }, now() - HOUR, { form: 'foreign-1' });
    await post(foreign);
    const [line, ...others] = await listed();
    expect(others).toEqual([]);
    expect(line).toMatchObject({ reason: 'names_another_client', id: foreign.id, episode: mine.episode, events: 1 });
    expect(JSON.stringify(line)).not.toContain(theirs.client);
    const { eventsSetAside } = await clinic().queries.execute(new GetHealth(clinic().principal));
    expect(eventsSetAside).toEqual([{ reason: 'names_another_client', events: 1 }]);
  });

  it('is listed and still told: a safety answer in the episode of somebody else [N1]', async () => {
    const [mine, theirs] = [fresh(), fresh()];
    await cover();
    await post(opened(mine, now() - 30 * DAY), opened(theirs, now() - 30 * DAY));
    await post(form({ ...mine, client: theirs.client }, now() - HOUR, 'foreign-2'));
    expect((await listed()).map(({ reason }) => reason)).toContain('names_another_client');
    expect((await alerts()).map(({ rule, client }) => [rule, client])).toEqual([['safety-answer', 'unassigned']]);
    expect(await alertsOf(mine)).toEqual([]);
    await soundness();
  });

  it('is a second opening with another client or another clinician, and nothing changes hands [C34]', async () => {
    const mine = fresh();
    await post(opened(mine, now() - 30 * DAY));
    await post(
      again({ ...mine, clinician: 'dr-else' }, now() - 20 * DAY),
      again({ ...mine, client: 'cl-else' }, now() - 10 * DAY),
    );
    expect((await listed()).map(({ reason }) => reason)).toEqual(['second_opening', 'second_opening']);
    await post(low(mine, now() - HOUR, anyName('s')));
    expect((await alertsOf(mine)).map(({ clinician, client }) => [clinician, client])).toEqual([
      [mine.clinician, mine.client],
    ]);
    await soundness();
  });

  it('is no opening after an end, and none of the same pair told again [C34]', async () => {
    const mine = fresh();
    const closed = { id: anyName('c'), type: 'episode.closed', at: now() - 20 * DAY } as const;
    const { episode, client } = mine;
    await post(opened(mine, now() - 40 * DAY), again(mine, now() - 30 * DAY));
    await post({ ...closed, data: { episode, client, reason: 'planned' } } as unknown as SentEvent);
    await post(again({ ...mine, clinician: 'dr-next' }, now() - 10 * DAY));
    expect(await listed()).toEqual([]);
  });

  it('goes on page by page, what stands in episodes before what was not understood [C34]', async () => {
    const mine = fresh();
    await post(opened(mine, now() - 30 * DAY));
    await post(...[1, 2, 3].map((n) => pulse({ ...mine, client: 'cl-no' }, now() - n * HOUR, { form: `pg-${n}` })));
    await post(...[1, 2].map((n) => under(low(mine, now() - n * MINUTE, anyName('u')), 'nowhere')));
    const seen: SetAsideEvent[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await clinic().queries.execute(new ListSetAside(clinic().principal, { limit: 2, cursor }));
      seen.push(...page.items);
      if (page.nextCursor === undefined) break;
      cursor = page.nextCursor;
    }
    expect(seen.map(({ reason }) => reason)).toEqual([
      ...Array.from({ length: 3 }, () => 'names_another_client'),
      ...Array.from({ length: 2 }, () => 'unknown_instrument'),
    ]);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(5);
  });

  it('keeps its way: the trace of an event that was read later says where it went [D7]', async () => {
    const who = fresh();
    await post(opened(who, now() - 30 * DAY));
    const event = under(low(who, now() - HOUR, 'traced'), 'jetty');
    await post(event);
    await add(ownOf(pulseForm, 'jetty'));
    await activate('jetty');
    await clinic().followAll();
    const source = String(cloudEvent(event)['source']);
    const trace = await clinic().queries.execute(new TraceEvent(clinic().principal, { source, id: event.id }));
    expect(trace.steps.map(({ step }) => step)).toEqual(
      expect.arrayContaining(['kept unread', 'read again', 'followed', 'alert']),
    );
  });
});
