/**
 * The first request of a newcomer: a command that works unchanged, today and tomorrow. A signature is good for five
 * minutes only, so the command signs at the moment it runs.
 */
import fs from 'node:fs';
import path from 'node:path';
import { toCloudEvent } from '#lib/events';
import { ruptureStory } from '#lib/synthetic';
import { sendBatch, type Credentials } from './practice.js';

export interface FirstEventOptions {
  readonly url: string;
  readonly credentials: Credentials;
  readonly folder: string;
}

const EPISODE = 'ep-first';
const SIGN = `// prints the Standard Webhooks headers for the body in the file named as argument
const { createHmac, randomUUID } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { signingSecret } = JSON.parse(readFileSync(__dirname + '/ready.json', 'utf8'));
const id = 'msg_' + randomUUID();
const time = Math.floor(Date.now() / 1000);
const mac = createHmac('sha256', Buffer.from(signingSecret.slice(6), 'base64'));
mac.update(id + '.' + time + '.').update(readFileSync(process.argv[2]));
console.log('-H webhook-id:' + id + ' -H webhook-timestamp:' + time + ' -H webhook-signature:v1,' + mac.digest('base64'));
`;

/** Now, at the first call; the same instant at every later one, so that the same events are made. */
function keptInstant(file: string): number {
  const kept = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : NaN;
  if (kept > 0) return kept;
  const now = Date.now();
  fs.writeFileSync(file, String(now));
  return now;
}

/** Prepares an episode with a steady past and writes the event that ends the calm. Returns the command to send it. */
export async function prepareFirstEvent({ url, credentials, folder }: FirstEventOptions): Promise<string> {
  const body = path.join(folder, 'first-event.json');
  const sign = path.join(folder, 'sign.cjs');
  if (!fs.existsSync(body)) {
    const endsAt = keptInstant(path.join(folder, 'first-event-at'));
    const story = ruptureStory({ endsAt, episode: EPISODE, client: 'cl-first', clinician: 'dr-01', seed: 7 });
    const past = story.filter((e) => e.arriveAt <= endsAt).map((e) => toCloudEvent(e.event, true));
    await sendBatch(url, past, credentials);
    const form = story.find((e) => e.arriveAt > endsAt && e.event.type === 'feedback.submitted');
    if (!form) throw new Error('the strain story has no form');
    fs.writeFileSync(body, JSON.stringify({ ...toCloudEvent(form.event, false), id: 'my-first-event' }, undefined, 1));
  }
  fs.writeFileSync(sign, SIGN);
  return [
    `curl -sS ${url}/v1/events \\`,
    `  -H 'authorization: Bearer ${credentials.apiKey}' \\`,
    `  -H 'content-type: application/cloudevents+json' \\`,
    `  $(node '${sign}' '${body}') --data-binary '@${body}'`,
  ].join('\n');
}
