import { CHANNELS, type GivenSettings } from '#lib/channels';
import { isRef, parseJson } from '#lib/kernel';
import { ListChannels, SetChannel } from '#lib/pipeline';
import { knownWord } from '../line/known-word.js';
import { misuse } from '../line/failure.js';
import { columns } from '../line/output.js';
import { refusal } from '../clinic/revising.js';
import { withClinic } from '../instance/store.js';
import { PROGRAM, type Run } from '../line/verb.js';
import type { channelsSet, channelsList } from './channels.verb.js';

const TIERS = ['act-today', 'talk-soon', 'keep-an-eye'] as const;
const KINDS = CHANNELS.map((channel) => channel.kind);

export const runChannelsSet: Run<typeof channelsSet> = ({ words: [named = ''], flags, out, host }) =>
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
  });

function readSettings(text: string): GivenSettings {
  const parsed = parseJson(text);
  if (parsed.ok && typeof parsed.value === 'object' && parsed.value !== null && !Array.isArray(parsed.value))
    return parsed.value as GivenSettings;
  throw misuse('the settings are not a JSON object', 'write --settings \'{"member":"value"}\'');
}

export const runChannelsList: Run<typeof channelsList> = ({ flags, out, host }) =>
  withClinic(host, flags.tenant, async ({ queries, operator }) => {
    const shown = await queries.execute(new ListChannels(operator));
    if (out.json) for (const setting of shown) out.data(JSON.stringify(setting));
    else if (shown.length > 0)
      out.data(columns(shown.map((s) => [s.clinician, s.kind, s.leastTier, s.state, JSON.stringify(s.settings)])));
    if (shown.length === 0) out.say(`none yet; choose one:  ${PROGRAM} channels set in-app`);
    return 0;
  });
