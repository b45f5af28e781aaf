import { CHANNELS, channelOf, type AnyChannel } from '#lib/channels';
import { chooseChannel, listChannels, type ChannelSetting } from '#lib/identity';
import { isRef, parseJson, type Violation } from '#lib/kernel';
import type { AppContext } from '#lib/pipeline';
import { generateWebhookSecret } from '#lib/platform';
import { knownWord } from '../command-line.js';
import { CliFailure, misuse } from '../failure.js';
import { columns } from '../output.js';
import { TENANT_FLAG, needTenant, withDatabase, withParts } from '../store.js';
import { PROGRAM, verb } from '../verb.js';

const TIERS = ['act-today', 'talk-soon', 'keep-an-eye'] as const;
const KINDS = CHANNELS.map((channel) => channel.kind);
type Settings = Readonly<Record<string, unknown>>;

export const channelsSet = verb({
  name: 'channels set',
  summary: 'Choose how a clinician, or everybody, hears of alerts',
  usage: '<kind> [--clinician <ref>] [--settings <json>]',
  examples: [
    ['channels set email --clinician dr-adler --settings \'{"to":"adler@clinic.example"}\'', 'mails for one clinician'],
    [
      'channels set webhook --settings \'{"url":"https://clinic.example/hook"}\'',
      'a webhook for everybody; its secret is made and shown once',
    ],
    ['channels set in-app --least-tier keep-an-eye', 'everything, in the application'],
  ],
  words: [1, 1],
  flags: {
    clinician: {
      kind: 'text',
      value: 'ref',
      help: 'who; * is everybody without a setting of their own',
      fallback: '*',
    },
    settings: { kind: 'text', value: 'json', help: 'settings of the channel', fallback: '{}' },
    'settings-file': { kind: 'text', value: 'file', help: 'the same from a file; - is standard input' },
    'least-tier': { kind: 'word', words: TIERS, help: 'the least urgent alerts that are sent', fallback: 'talk-soon' },
    ...TENANT_FLAG,
  },
  run: ({ words: [named = ''], flags, out, host }) =>
    withParts(host, async (parts) => {
      const channel = channelOf(knownWord('the kind', KINDS, named)) as AnyChannel;
      const { clinician } = flags;
      if (clinician !== '*' && !isRef(clinician))
        throw misuse(`--clinician is "${clinician}"`, "give the practice system's reference, or * for everybody");
      const text = flags['settings-file'] === undefined ? flags.settings : await host.readText(flags['settings-file']);
      const { settings, secret } = withSecret(channel, readSettings(text));
      refuse(faultsOf(channel, settings, parts));
      const tenant = await needTenant(parts.db, flags.tenant, host);
      await chooseChannel(parts.db, {
        tenant: tenant.id,
        clinician,
        kind: channel.kind,
        settings,
        least_tier: flags['least-tier'],
      });
      out.show({ tenant: tenant.slug, clinician, kind: channel.kind, leastTier: flags['least-tier'], secret }, () => {
        const line = `${channel.kind} for ${clinician === '*' ? 'everybody' : clinician}, from ${flags['least-tier']} on`;
        return secret ? `${line}\nsigning secret  ${secret}` : line;
      });
      if (secret) out.say('keep the secret now: it is not shown again');
      if (channel.kind === 'email' && !host.config().RAPPORT_SMTP_URL)
        out.say('no mail server is set here: mails leave when RAPPORT_SMTP_URL names one');
      return 0;
    }),
});

function readSettings(text: string): Settings {
  const parsed = parseJson(text);
  if (parsed.ok && typeof parsed.value === 'object' && parsed.value !== null && !Array.isArray(parsed.value))
    return parsed.value as Settings;
  throw misuse('the settings are not a JSON object', 'write --settings \'{"member":"value"}\'');
}

/** A receiver needs a secret to check, and a person should not have to invent one. */
function withSecret(
  { secrets }: AnyChannel,
  settings: Settings,
): { settings: Record<string, unknown>; secret?: string } {
  if (!secrets.includes('secrets') || settings['secrets'] !== undefined) return { settings: { ...settings } };
  const secret = generateWebhookSecret();
  return { settings: { ...settings, secrets: [secret] }, secret };
}

function faultsOf(channel: AnyChannel, settings: Settings, { transports }: AppContext): readonly Violation[] {
  return channel.settings.accepts(settings)
    ? channel.check(settings, transports)
    : channel.settings.explain(settings, '');
}

function refuse(faults: readonly Violation[]): void {
  if (faults.length === 0) return;
  const lines = faults.map(
    ({ pointer, detail, hint }) => `  ${pointer || '(all)'}  ${detail}${hint ? `; ${hint}` : ''}`,
  );
  throw new CliFailure(
    `the settings do not pass; nothing was stored\n${lines.join('\n')}`,
    'mend them and run it again',
  );
}

export const channelsList = verb({
  name: 'channels list',
  summary: 'List who hears of alerts, and how; secrets are hidden',
  usage: '[flags]',
  examples: [['channels list', 'every setting of the tenant']],
  words: [0, 0],
  flags: TENANT_FLAG,
  run: ({ flags, out, host }) =>
    withDatabase(host, async (db) => {
      const tenant = await needTenant(db, flags.tenant, host);
      const shown = (await listChannels(db, tenant.id)).map(presentable);
      if (out.json) for (const setting of shown) out.data(JSON.stringify(setting));
      else if (shown.length > 0)
        out.data(columns(shown.map((s) => [s.clinician, s.kind, s.leastTier, s.state, JSON.stringify(s.settings)])));
      if (shown.length === 0) out.say(`none yet; choose one:  ${PROGRAM} channels set in-app`);
      return 0;
    }),
});

/** A kind that this version does not know may hold anything, so nothing of it is shown. */
export function presentable({
  clinician,
  kind,
  least_tier: leastTier,
  enabled,
  disabled_reason: reason,
  settings,
}: ChannelSetting) {
  const secrets = channelOf(kind)?.secrets ?? Object.keys(settings);
  const visible = Object.entries(settings).map(([name, value]) => [name, secrets.includes(name) ? '(hidden)' : value]);
  const state = enabled ? 'on' : `off${reason ? `: ${reason}` : ''}`;
  return { clinician, kind, leastTier, state, settings: Object.fromEntries(visible) as Record<string, unknown> };
}
