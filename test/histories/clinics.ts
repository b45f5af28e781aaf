/**
 * Histories through the pipeline itself, on PostgreSQL: the same facts arrive at two clinics, in two orders. What is sent
 * is looked at when it is sent, with what was known by then; at the end both clinics have the same rows.
 */
import { reviseRules } from '#lib/clinic-settings';
import { isEpisodeStream } from '#lib/events';
import { succeed } from '#lib/kernel';
import { ActOnAlert, Deliver } from '#lib/pipeline';
import { RapportError } from '#lib/platform';
import { cloudEvent, openClinic, send, type SentEvent, type TestSystem } from '#lib/testkit';
import { applyImmediately } from '../../libs/pipeline/src/rebuild/apply-rules-revisions.js';
import { FireDueTimers } from '../../libs/pipeline/src/follow/fire-due-timers.js';
import { CHOICE } from '../simulation/rules.js';
import { Chance } from '../simulation/chance.js';
import { batchesOf, CLIENTS, historyOf, MARKS, type Order, type Told } from './clinic.js';
import { knownFrom } from './known.js';

const MOST_TIMERS = 60;

/** What is written down of one episode, without what depends on the clinic or on when it was written. */
type Rows = ReadonlyMap<string, string>;

/** `unsaid` is taken for known although nobody told it: what is sent against it has to be noticed. */
export async function violationInClinics(
  house: TestSystem,
  seed: number,
  unsaid: readonly Told[] = [],
): Promise<string | undefined> {
  const { told } = historyOf(seed);
  const clinics = [await open(house), await open(house)] as const;
  for (const order of [0, 1] as const) {
    const wrong = await tell(clinics[order], { told, order, seed, unsaid });
    if (wrong) return `order ${order}: ${wrong}`;
  }
  return (
    (await differenceOf(clinics)) ??
    (await actOnBoth(clinics, seed)) ??
    (await differenceOf(clinics)) ??
    (await afterTime(clinics, told))
  );
}

const differenceOf = async ([one, other]: readonly [TestSystem, TestSystem]): Promise<string | undefined> =>
  differenceBetween(await rowsOf(one), await rowsOf(other));

/** What is due by now comes to pass in both, step by step. */
async function afterTime(clinics: readonly [TestSystem, TestSystem], told: readonly Told[]) {
  const [{ commands, followAll }] = clinics;
  for (let i = 0; i < MOST_TIMERS && (await commands.execute(new FireDueTimers())) > 0; i++) await followAll();
  for (const clinic of clinics) {
    const wrong = await deliver(clinic, told);
    if (wrong) return `after time has passed: ${wrong}`;
  }
  const difference = await differenceOf(clinics);
  return difference && `after time has passed: ${difference}`;
}

async function open(house: TestSystem): Promise<TestSystem> {
  const clinic = await openClinic(house);
  await reviseRules(house.parts.db, {
    tenant: clinic.tenant.id,
    by: 'test',
    reason: 'test',
    now: house.clock.now(),
    change: () => succeed(CHOICE),
  });
  await applyImmediately(house.parts.db, clinic.tenant.id);
  return clinic;
}

interface Telling {
  readonly told: readonly Told[];
  readonly order: Order;
  readonly seed: number;
  readonly unsaid: readonly Told[];
}

/** Batch after batch; now and then what is owed is sent. */
async function tell(clinic: TestSystem, { told, order, seed, unsaid }: Telling): Promise<string | undefined> {
  const chance = new Chance(seed * 2 + order);
  const known: Told[] = [...unsaid];
  for (const batch of batchesOf(told, order)) {
    const { receipts } = await send(clinic, batch.map(asSent), 'partial');
    const refused = receipts.find(({ verdict }) => verdict === 'refused');
    if (refused) return `was refused: ${JSON.stringify(refused)}`;
    known.push(...batch);
    // the same id with another content is refused, whatever it says
    if (chance.happens(0.2)) await send(clinic, batch.map(altered), 'partial');
    if (chance.happens(0.7)) await clinic.followAll();
    if (!chance.happens(0.4)) continue;
    await clinic.followAll();
    const wrong = await deliver(clinic, known);
    if (wrong) return wrong;
  }
  await clinic.followAll();
  return (await deliver(clinic, known)) ?? astray(clinic, told);
}

const asSent = ({ id, source, type, at, data, sequence, historical }: Told): Record<string, unknown> =>
  cloudEvent({
    id,
    type,
    at,
    data,
    source,
    ...(sequence === undefined ? {} : { sequence }),
    ...(historical ? { historical } : {}),
  } as SentEvent);
const altered = (told: Told): Record<string, unknown> => ({ ...asSent(told), sequence: 'other' });

interface Owed extends Record<string, unknown> {
  readonly id: string;
  readonly channel: string;
  readonly recipient: string;
  readonly stream: string;
  readonly rule: string;
}

/** Sends what is owed; says what was sent that nobody was to hear of any more. */
async function deliver({ parts: { db }, tenant, commands }: TestSystem, told: readonly Told[]) {
  const { rows } = await db.query<Owed>(
    `SELECT o.id::text AS id, o.channel, o.recipient, a.stream, a.rule FROM outbox o JOIN alert a ON a.id = o.alert
     WHERE o.tenant = $1 AND o.state = 'waiting' ORDER BY o.id`,
    [tenant.id],
  );
  const known = knownFrom(told);
  for (const { id, channel, recipient, stream, rule } of rows) {
    if ((await commands.execute(new Deliver(id))) !== 'accepted') continue;
    const episode = stream.slice('episode/'.length);
    const { alerts, messages } = known.consentsOf(episode);
    const what = `${rule} of ${episode} was sent by ${channel} to ${recipient}`;
    if (known.isDead(episode)) return `${what}, and the client is dead`;
    if (known.hasLeft(recipient)) return `${what}, who has left`;
    if (!messages) return `${what}, without consent to messages`;
    if (!alerts && rule !== 'safety-answer') return `${what}, without consent to alerts`;
  }
  return undefined;
}

/** What carries the mark of a client is in no row of an episode of the other one. */
async function astray(clinic: TestSystem, told: readonly Told[]): Promise<string | undefined> {
  const known = knownFrom(told);
  if (known.everMerged(...CLIENTS)) return undefined;
  for (const [stream, text] of await rowsOf(clinic)) {
    const names = [...known.namesOf(stream.slice('episode/'.length))];
    for (const [client, mark] of Object.entries(MARKS))
      if (names.length > 0 && !names.some((name) => name.startsWith(client)) && text.includes(mark))
        return `${stream} is of ${names.join(' or ')}, and ${mark} is in its rows`;
  }
  return undefined;
}

/** By episode: its place in the caseload, its people, its alerts that stand and the next look at it. */
async function rowsOf({ parts: { db }, tenant }: TestSystem): Promise<Rows> {
  const { rows } = await db.query<{ stream: string; text: string }>(
    `SELECT stream, string_agg(text, ' | ' ORDER BY text) AS text FROM (
       SELECT c.stream, concat_ws(' ', 'caseload', c.client, c.clinician, c.status, c.need, c.next_at) AS text
       FROM caseload c JOIN build b ON b.id = c.build AND b.state = 'active' WHERE c.tenant = $1
       UNION ALL SELECT p.stream, concat_ws(' ', 'person', p.person)
       FROM episode_person p JOIN build b ON b.id = p.build AND b.state = 'active' WHERE p.tenant = $1
       UNION ALL SELECT stream, concat_ws(' ', 'alert', client, clinician, status, tier, alert)
       FROM alert WHERE tenant = $1 AND superseded_at IS NULL
       UNION ALL SELECT stream, concat_ws(' ', 'next look', due_at, reason) FROM due_timer WHERE tenant = $1
     ) AS everything GROUP BY stream ORDER BY stream`,
    [tenant.id],
  );
  // the id of an alert, which an act on it is named after, is another one in each clinic
  return new Map(rows.map(({ stream, text }) => [stream, text.replaceAll(/al_[0-9a-f]{24}/g, 'al_')]));
}

/** What was put aside while an episode was not opened yet was told, and stays. */
const isCompared = (stream: string): boolean => isEpisodeStream(stream) && !stream.startsWith('episode/unassigned-');

function differenceBetween(one: Rows, other: Rows): string | undefined {
  const streams = [...new Set([...one.keys(), ...other.keys()])].filter(isCompared);
  const odd = streams.find((stream) => one.get(stream) !== other.get(stream));
  return odd && `${odd} differs by order:\n${one.get(odd)}\n${other.get(odd)}`;
}

/** The same people do the same with the same alerts of both clinics; what is refused is refused by both. */
async function actOnBoth(clinics: readonly TestSystem[], seed: number): Promise<string | undefined> {
  const answers = [];
  for (const {
    parts: { db },
    tenant,
    principal,
    commands,
    followAll,
  } of clinics) {
    const chance = new Chance(seed);
    const said: string[] = [];
    const { rows } = await db.query<{ id: string; stream: string; key: string }>(
      `SELECT id, stream, key FROM alert WHERE tenant = $1 AND stream NOT LIKE 'episode/unassigned%'
       AND superseded_at IS NULL ORDER BY stream, key`,
      [tenant.id],
    );
    for (const { id, stream, key } of rows) {
      const action = chance.pick([
        { kind: 'acknowledge' },
        { kind: 'override', reason: 'already-knew' },
        { kind: 'resolve', outcome: 'nothing-needed' },
      ] as const);
      const answer = await commands.execute(new ActOnAlert(principal, id, action, 'dr-1')).then(
        ({ changed }) => String(changed),
        (error: unknown) => (error instanceof RapportError ? error.code : String(error)),
      );
      said.push(`${stream} ${key} ${action.kind}: ${answer}`);
    }
    await followAll();
    answers.push(said.join('\n'));
  }
  return answers[0] === answers[1] ? undefined : `acts are answered differently by order:\n${answers.join('\n\n')}`;
}
