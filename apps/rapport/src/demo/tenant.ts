/** The demo's test tenant, its key, and where its clinicians want to hear from Rapport. */
import fs from 'node:fs';
import { CHANNELS } from '#lib/channels';
import { SCOPES, chooseChannel, createKey, ensureTenant } from '#lib/identity';
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
  const settings: Record<string, Record<string, unknown>> = {
    'in-app': {},
    email: { to: 'clinician@clinic.example' },
    webhook: { url: channels.webhookUrl, secrets: [channels.webhookSecret] },
  };
  for (const { kind } of CHANNELS) {
    await chooseChannel(db, {
      tenant: tenant.id,
      clinician: '*',
      kind,
      settings: settings[kind] ?? {},
      least_tier: 'talk-soon',
    });
  }
  const saved = readCredentials(file);
  if (saved) return saved;
  const signingSecret = generateWebhookSecret();
  const apiKey = await createKey(db, { tenant, label: 'demo', scopes: SCOPES, signingSecret });
  fs.writeFileSync(file, JSON.stringify({ apiKey, signingSecret }), { mode: 0o600 });
  return { apiKey, signingSecret };
}

function readCredentials(file: string): Credentials | undefined {
  try {
    const { apiKey, signingSecret } = JSON.parse(fs.readFileSync(file, 'utf8')) as Credentials;
    return isWebhookSecret(signingSecret) ? { apiKey, signingSecret } : undefined;
  } catch {
    return undefined;
  }
}
