/** From an event type to a signed request, and to the curl command that sends the same. */
import { CATALOGUE, EVENT_TYPES, WIRE_NAMES, typeOfWireName, wireName, type EventType } from '#lib/events';
import { SECOND, nearest } from '#lib/kernel';
import { isWebhookSecret, signWebhook } from '#lib/platform';
import { assign } from './assignments.js';
import { exampleData } from './examples.js';
import { CliFailure, misuse } from '../line/failure.js';
import type { HttpRequest, Instance } from './instance.js';
import { PROGRAM } from '../line/verb.js';

/** Accepts `appointment.missed` and `rapport.appointment.missed.v1`. */
export function eventTypeNamed(name: string): EventType {
  const type = typeOfWireName(name) ?? EVENT_TYPES.find((known) => known === name);
  if (type) return type;
  const meant = nearest(name, [...EVENT_TYPES, ...WIRE_NAMES]);
  throw misuse(
    `"${name}" is not an event type`,
    meant ? `did you mean "${meant}"?` : `one of: ${EVENT_TYPES.join(', ')}`,
  );
}

export interface Wanted {
  readonly type: EventType;
  readonly id: string;
  readonly source: string;
  /** RFC 3339. */
  readonly time: string;
  /** Who it is about; a member that the type does not have is refused. */
  readonly about: Readonly<Partial<Record<'episode' | 'client' | 'clinician', string | undefined>>>;
  readonly set: readonly string[];
}

/** A structured CloudEvent. Faults of the data are left for the instance to name: that is what one tries out here. */
export function exampleEvent({ type, id, source, time, about, set }: Wanted, now: number): object {
  const members = CATALOGUE[type].schema['properties'] as Record<string, unknown>;
  const given = Object.entries(about).filter(([, value]) => value !== undefined);
  for (const [name] of given) {
    if (!(name in members))
      throw misuse(`${type} has no ${name}`, `leave --${name} out; its members: ${Object.keys(members).join(', ')}`);
  }
  const data = assign({ ...exampleData(type, now), ...Object.fromEntries(given) }, set);
  return { specversion: '1.0', id, source, type: wireName(type), time, data };
}

export interface Signing {
  readonly secret: string | undefined;
  /** Names this request in `webhook-id`. */
  readonly id: string;
  readonly now: number;
}

/** An array travels as a batch. Without a secret, the signature is a word to be replaced. */
export function eventRequest(
  body: string,
  { secret, id, now }: Signing,
): HttpRequest & { readonly headers: Readonly<Record<string, string>>; readonly body: string } {
  const timestamp = Math.floor(now / SECOND);
  const batch = body.trimStart().startsWith('[');
  const headers = {
    'content-type': `application/cloudevents${batch ? '-batch' : ''}+json`,
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': secret === undefined ? '$SIGNATURE' : signatureOf(body, { secret, id, timestamp }),
  };
  return { method: 'POST', path: '/v1/events', headers, body };
}

function signatureOf(
  body: string,
  { secret, id, timestamp }: { secret: string; id: string; timestamp: number },
): string {
  if (!isWebhookSecret(secret))
    throw misuse(
      '--secret is not a signing secret',
      'it is whsec_ and the base64 of 24 to 64 bytes, as it was shown when it was made',
    );
  return signWebhook({ id, timestamp, body: Buffer.from(body) }, [secret]);
}

export function needSecret({ url, secret }: Instance): string {
  if (secret !== undefined) return secret;
  throw new CliFailure(
    `there is no signing secret for ${url}`,
    `give one with --secret, or make a key that has one:  ${PROGRAM} keys create --label cli --scope events:write`,
  );
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Ready to be pasted into a POSIX shell. A live key is not put on a screen: `$KEY` stands for it. */
export function curl({ url, key }: Instance, { path, headers = {}, body = '' }: HttpRequest): string {
  const shown = key?.startsWith('rk_test_') ? quoted(`authorization: Bearer ${key}`) : '"authorization: Bearer $KEY"';
  const rest = Object.entries(headers).map(([name, value]) =>
    value.startsWith('$') ? `-H "${name}: ${value}"` : `-H ${quoted(`${name}: ${value}`)}`,
  );
  return [`curl -sS ${quoted(`${url}${path}`)}`, `-H ${shown}`, ...rest, `--data-binary ${quoted(body)}`].join(
    ' \\\n  ',
  );
}
