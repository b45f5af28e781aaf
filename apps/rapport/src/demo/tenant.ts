/** The demo's test tenant, its key, and where its clinicians want to hear from Rapport. */
import fs from 'node:fs';
import { type SafetyPolicy } from '#lib/alliance';
import { SITES, USUAL_SITE, type DropoutSettings } from '#lib/hazard';
import type { CommandBus, QueryBus } from '@nestjs/cqrs';
import { CHANNELS, exampleWith } from '#lib/channels';
import { OPERATOR, SCOPES, operatorOf, type Principal } from '#lib/identity';
import type { Result } from '#lib/kernel';
import { CreateKey, CreateTenant, GetClinicChoice, SetChannel, SetClinicChoice } from '#lib/pipeline';
import { isWebhookSecret, type WebhookSecret } from '#lib/platform';
import type { Credentials } from './practice.js';

export const DEMO_TENANT = 'synthetic-clinic';

export interface Buses {
  readonly commands: CommandBus;
  readonly queries: QueryBus;
}

export interface DemoChannels {
  readonly webhookUrl: string;
  readonly webhookSecret: WebhookSecret;
}

/** A key is stored as a hash, so its text is kept beside the data folder, readable by its owner only. */
export async function prepareTenant(buses: Buses, file: string, channels: DemoChannels): Promise<Credentials> {
  const { commands } = buses;
  const operator = operatorOf(must(await commands.execute(new CreateTenant(OPERATOR, DEMO_TENANT, true))));
  const receiver = { url: channels.webhookUrl, secrets: [channels.webhookSecret] };
  for (const channel of CHANNELS) {
    const settings = exampleWith(channel, receiver);
    const chosen = { clinician: '*', kind: channel.kind, settings, leastTier: 'talk-soon' } as const;
    must(await commands.execute(new SetChannel(operator, chosen)));
  }
  await chooseForDemo(buses, operator);
  const saved = readCredentials(file);
  if (saved) return saved;
  const wanted = { label: 'demo', scopes: SCOPES, signs: true };
  const { key: apiKey, signingSecret } = await commands.execute(new CreateKey(operator, wanted));
  if (!signingSecret) throw new Error('a key that writes has a signing secret');
  fs.writeFileSync(file, JSON.stringify({ apiKey, signingSecret }), { mode: 0o600 });
  return { apiKey, signingSecret };
}

/** Figures of the synthetic clients, so that a first rating can be placed; a real clinic has its own computed. */
const STOPPING: DropoutSettings = {
  model: 'stopping-early-1',
  site: SITES[USUAL_SITE],
  references: [{ code: 'pulse', version: '1', mean: 83, sd: 15 }],
};

/** Its clients fill in the PHQ-9, which asks about safety. */
const SAFETY: SafetyPolicy = { cover: 'dr-cover', dutyLead: 'duty-lead' };

/** Off everywhere else until somebody chooses it. What the demo's own people chose later stays. */
async function chooseForDemo({ commands, queries }: Buses, operator: Principal): Promise<void> {
  const { revision, choice } = await queries.execute(new GetClinicChoice(operator));
  if (revision > 0 && choice.safety !== undefined) return;
  const stopping = revision > 0 ? choice.stopping : STOPPING;
  const next = { ...choice, stopping, safety: SAFETY, active: [...new Set([...choice.active, 'phq-9'])] };
  const reason = 'the demo shows the chance of stopping early, and accepts a form that asks about safety';
  must(await commands.execute(new SetClinicChoice(operator, { choice: next, over: revision, by: 'demo', reason })));
}

/** The demo's own settings are right, or the demo is wrong. */
function must<T>(result: Result<T, unknown>): T {
  if (result.ok) return result.value;
  throw new Error(`the demo could not be prepared: ${JSON.stringify(result.error)}`);
}

function readCredentials(file: string): Credentials | undefined {
  try {
    const { apiKey, signingSecret } = JSON.parse(fs.readFileSync(file, 'utf8')) as Credentials;
    return isWebhookSecret(signingSecret) ? { apiKey, signingSecret } : undefined;
  } catch {
    return undefined;
  }
}
