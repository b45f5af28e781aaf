import { CHANNELS, type GivenSettings } from '#lib/channels';
import { isRef, parseJson } from '#lib/kernel';
import { ListChannels, SetChannel } from '#lib/pipeline';
import { knownWord } from '../command-line.js';
import { misuse } from '../failure.js';
import { columns } from '../output.js';
import { refusal } from '../revising.js';
import { TENANT_FLAG, withClinic } from '../store.js';
import { PROGRAM, verb } from '../verb.js';

const TIERS = ['act-today', 'talk-soon', 'keep-an-eye'] as const;
const KINDS = CHANNELS.map((channel) => channel.kind);

export const channelsSet = verb({
  name: 'channels set',
  summary: 'Choose how a clinician, or everybody, is notified of alerts',
  usage: '<kind> [--clinician <ref>] [--settings <json>]',
  examples: [
    ['channels set email --clinician dr-adler --settings \'{"to":"adler@clinic.example"}\'', 'mails for one clinician'],
    [
      'channels set webhook --settings \'{"url":"https://clinic.example/hook"}\'',
      'a webhook for everybody; its secret is generated and shown once',
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
    withClinic(host, flags.tenant, async ({ commands, tenant, operator }) => {
      const kind = knownWord('the kind', KINDS, named);
      const { clinician, 'least-tier': leastTier } = flags;
      if (clinician !== '*' && !isRef(clinician))
        throw misuse(`--clinician is "${clinician}"`, "give the practice system's reference, or * for everybody");
      const text = flags['settings-file'] === undefined ? flags.settings : await host.readText(flags['settings-file']);
      const chosen = { clinician, kind, settings: readSettings(text), leastTier: leastTier as (typeof TIERS)[number] };
      const set = await commands.execute(new SetChannel(operator, chosen));
      if (!set.ok) throw refusal('the settings are not valid', set.error, 'correct them and run it again');
      const { secret, obstacle } = set.value;
      out.show({ tenant: tenant.slug, clinician, kind, leastTier, secret }, () => {
        const line = `${kind} for ${clinician === '*' ? 'everybody' : clinician}, from ${leastTier} on`;
        return secret ? `${line}\nsigning secret  ${secret}` : line;
      });
      if (secret) out.say('keep the secret now: it is not shown again');
      if (obstacle) out.say(obstacle);
      return 0;
    }),
});

function readSettings(text: string): GivenSettings {
  const parsed = parseJson(text);
  if (parsed.ok && typeof parsed.value === 'object' && parsed.value !== null && !Array.isArray(parsed.value))
    return parsed.value as GivenSettings;
  throw misuse('the settings are not a JSON object', 'write --settings \'{"member":"value"}\'');
}

export const channelsList = verb({
  name: 'channels list',
  summary: 'List who is notified of alerts, and how; secrets are hidden',
  usage: '[flags]',
  examples: [['channels list', 'every setting of the tenant']],
  words: [0, 0],
  flags: TENANT_FLAG,
  run: ({ flags, out, host }) =>
    withClinic(host, flags.tenant, async ({ queries, operator }) => {
      const shown = await queries.execute(new ListChannels(operator));
      if (out.json) for (const setting of shown) out.data(JSON.stringify(setting));
      else if (shown.length > 0)
        out.data(columns(shown.map((s) => [s.clinician, s.kind, s.leastTier, s.state, JSON.stringify(s.settings)])));
      if (shown.length === 0) out.say(`none yet; choose one:  ${PROGRAM} channels set in-app`);
      return 0;
    }),
});
