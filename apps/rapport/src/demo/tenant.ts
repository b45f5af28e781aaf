/** The demo's test tenant, its key, and where its clinicians want to hear from Rapport. */
import fs from 'node:fs';
import { SITES, USUAL_SITE, type SafetyPolicy, type DropoutSettings } from '#lib/alliance';
import { type ClinicChoice, latestChoice, reviseRules } from '#lib/clinic-settings';
import { CHANNELS, exampleWith } from '#lib/channels';
import { SCOPES, chooseChannel, createKey, ensureTenant } from '#lib/identity';
import { succeed } from '#lib/kernel';
import { applyImmediately } from '#lib/pipeline';
import { generateWebhookSecret, isWebhookSecret, type Database, type WebhookSecret } from '#lib/platform';
import type { Credentials } from './practice.js';

export const DEMO_TENANT = 'synthetic-clinic';

export interface DemoChannels {
  readonly webhookUrl: string;
  readonly webhookSecret: WebhookSecret;
}

/** A key is stored as a hash, so its text is kept beside the data folder, readable by its owner only. */
export async function prepareTenant(db: Database, file: string, channels: DemoChannels): Promise<Credentials> {
  const tenant = await ensureTenant(db, DEMO_TENANT, true);
  const receiver = { url: channels.webhookUrl, secrets: [channels.webhookSecret] };
  for (const channel of CHANNELS) {
    await chooseChannel(db, {
      tenant: tenant.id,
      clinician: '*',
      kind: channel.kind,
      settings: { ...exampleWith(channel, receiver) },
      least_tier: 'talk-soon',
    });
  }
  await chooseForDemo(db, tenant.id);
  const saved = readCredentials(file);
  if (saved) return saved;
  const signingSecret = generateWebhookSecret();
  const apiKey = await createKey(db, { tenant, label: 'demo', scopes: SCOPES, signingSecret });
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
async function chooseForDemo(db: Database, tenant: number): Promise<void> {
  const newest = await latestChoice(db, tenant);
  if (newest.revision > 0 && newest.choice.safety !== undefined) return;
  const stopping = newest.revision > 0 ? newest.choice.stopping : STOPPING;
  const change = (choice: ClinicChoice) =>
    succeed({ ...choice, stopping, safety: SAFETY, active: [...new Set([...choice.active, 'phq-9'])] });
  const reason = 'the demo shows the chance of stopping early, and accepts a form that asks about safety';
  await reviseRules(db, { tenant, by: 'demo', reason, now: Date.now(), change });
  await applyImmediately(db, tenant);
}

function readCredentials(file: string): Credentials | undefined {
  try {
    const { apiKey, signingSecret } = JSON.parse(fs.readFileSync(file, 'utf8')) as Credentials;
    return isWebhookSecret(signingSecret) ? { apiKey, signingSecret } : undefined;
  } catch {
    return undefined;
  }
}
