/** A practice system made of other people's packages: CloudEvents from their SDK, signatures from Svix or the reference library. */
import { randomUUID } from 'node:crypto';
import { CloudEvent, HTTP } from 'cloudevents';
import { Webhook as ReferenceWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { wireName } from '#lib/events';
import { toIso } from '#lib/kernel';
import { ruptureStory } from '#lib/synthetic';

export interface Account {
  readonly url: string;
  readonly apiKey: string;
  readonly signingSecret: string;
}
export type Signer = 'svix' | 'standardwebhooks';
export interface Receipt {
  readonly id: string;
  readonly verdict: string;
  readonly duplicate: boolean;
  readonly position: number;
  readonly trace: string;
}
export interface Answer {
  readonly status: number;
  readonly body: { readonly receipts: readonly Receipt[] };
  readonly ms: number;
}

export function signedHeaders(body: string, { signingSecret }: Account, signer: Signer): Record<string, string> {
  const id = `msg_${randomUUID()}`;
  const now = new Date();
  const webhook = signer === 'svix' ? new SvixWebhook(signingSecret) : new ReferenceWebhook(signingSecret);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
    'webhook-signature': webhook.sign(id, now, body),
  };
}

export interface Message {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

export const structured = (event: CloudEvent<unknown>): Message => HTTP.structured(event) as Message;
export const binary = (event: CloudEvent<unknown>): Message => HTTP.binary(event) as Message;
export const batched = (events: readonly CloudEvent<unknown>[]): Message => ({
  headers: { 'content-type': 'application/cloudevents-batch+json; charset=utf-8' },
  body: JSON.stringify(events),
});

export async function post(account: Account, { headers, body }: Message, signer: Signer = 'svix'): Promise<Answer> {
  const began = performance.now();
  const given = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  const response = await fetch(`${account.url}/v1/events`, {
    method: 'POST',
    headers: { ...given, authorization: `Bearer ${account.apiKey}`, ...signedHeaders(body, account, signer) },
    body,
  });
  const answer = (await response.json()) as Answer['body'];
  return { status: response.status, body: answer, ms: performance.now() - began };
}

export interface Story {
  readonly past: readonly CloudEvent<unknown>[];
  /** The form that says that something felt off. */
  readonly form: CloudEvent<unknown>;
}

/** Nine steady weeks, and the form that ends the calm. Its names hold `name`, so that a leak can be looked for. */
export function storyOf(name: string): Story {
  const now = Date.now();
  const told = ruptureStory({
    endsAt: now,
    episode: `ep-${name}`,
    client: `cl-${name}`,
    clinician: `dr-${name}`,
    seed: 7,
  });
  const past = told.filter((e) => e.arriveAt <= now).map(({ event }) => cloudEventOf(event, true));
  const form = told.find((e) => e.arriveAt > now && e.event.type === 'feedback.submitted');
  if (!form) throw new Error('the story has no form');
  return { past, form: cloudEventOf(form.event, false) };
}

type StoryEvent = ReturnType<typeof ruptureStory>[number]['event'];

function cloudEventOf(
  { id, source, type, occurredAt, sequence, data }: StoryEvent,
  historical: boolean,
): CloudEvent<unknown> {
  const time = toIso(Math.min(occurredAt, Date.now()));
  return new CloudEvent({
    id,
    source,
    type: wireName(type),
    time,
    data,
    ...(sequence ? { sequence } : {}),
    ...(historical ? { historical: true } : {}),
  });
}

export async function get<T = Record<string, unknown>>(account: Account, place: string): Promise<T> {
  const response = await fetch(`${account.url}${place}`, { headers: { authorization: `Bearer ${account.apiKey}` } });
  if (!response.ok) throw new Error(`${place} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

export interface InboxAlert {
  readonly id: string;
  readonly episode: string;
  readonly client: string;
  readonly tier: string;
  readonly status: string;
}

/** Every alert, however it stands now. */
export async function alertsOf(account: Account, episode?: string): Promise<readonly InboxAlert[]> {
  const alerts = await everyPage<InboxAlert>(account, '/v1/alerts?show=all&');
  return alerts.filter((a) => episode === undefined || a.episode === episode);
}

export const caseloadOf = (account: Account): Promise<readonly Record<string, unknown>[]> =>
  everyPage(account, '/v1/caseload?');

async function everyPage<T>(account: Account, place: string): Promise<readonly T[]> {
  const all: T[] = [];
  for (let cursor: string | undefined, page = 0; page < 100; page++) {
    const more = cursor ? `&cursor=${cursor}` : '';
    const { items, nextCursor } = await get<{ items: T[]; nextCursor?: string }>(account, `${place}limit=200${more}`);
    all.push(...items);
    if (!nextCursor) return all;
    cursor = nextCursor;
  }
  throw new Error(`${place} has no end`);
}
