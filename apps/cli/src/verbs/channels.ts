import { CHANNELS, channelOf, type AnyChannel, type GivenSettings } from '#lib/channels';
import { chooseChannel, listChannels, type ChannelSetting } from '#lib/identity';
import { isRef, parseJson, type Violation } from '#lib/kernel';
import type { Parts } from '#lib/pipeline';
import { knownWord } from '../known-word.js';
import { CliFailure, misuse } from '../failure.js';
import { columns } from '../output.js';
import { needTenant, withDatabase, withParts } from '../store.js';
import { PROGRAM, type Run } from '../verb.js';
import type { channelsSet, channelsList } from './channels.verb.js';

const KINDS = CHANNELS.map((channel) => channel.kind);

export const runChannelsSet: Run<typeof channelsSet> = ({ words: [named = ''], flags, out, host }) =>
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
      settings: { ...settings },
      least_tier: flags['least-tier'],
    });
    out.show({ tenant: tenant.slug, clinician, kind: channel.kind, leastTier: flags['least-tier'], secret }, () => {
      const line = `${channel.kind} for ${clinician === '*' ? 'everybody' : clinician}, from ${flags['least-tier']} on`;
      return secret ? `${line}\nsigning secret  ${secret}` : line;
    });
    if (secret) out.say('keep the secret now: it is not shown again');
    const obstacle = channel.obstacle?.(parts.outlet);
    if (obstacle) out.say(obstacle);
    return 0;
  });

function readSettings(text: string): GivenSettings {
  const parsed = parseJson(text);
  if (parsed.ok && typeof parsed.value === 'object' && parsed.value !== null && !Array.isArray(parsed.value))
    return parsed.value as GivenSettings;
  throw misuse('the settings are not a JSON object', 'write --settings \'{"member":"value"}\'');
}

const withSecret = (channel: AnyChannel, given: GivenSettings): { settings: GivenSettings; secret?: string } =>
  channel.addSecret?.(given) ?? { settings: given };

function faultsOf(channel: AnyChannel, settings: GivenSettings, { outlet }: Parts): readonly Violation[] {
  return channel.settings.accepts(settings) ? channel.check(settings, outlet) : channel.settings.explain(settings, '');
}

function refuse(faults: readonly Violation[]): void {
  if (faults.length === 0) return;
  const lines = faults.map(
    ({ pointer, detail, hint }) => `  ${pointer || '(all)'}  ${detail}${hint ? `; ${hint}` : ''}`,
  );
  throw new CliFailure(
    `the settings are not valid; nothing was stored\n${lines.join('\n')}`,
    'correct them and run it again',
  );
}

export const runChannelsList: Run<typeof channelsList> = ({ flags, out, host }) =>
  withDatabase(host, async (db) => {
    const tenant = await needTenant(db, flags.tenant, host);
    const shown = (await listChannels(db, tenant.id)).map(presentable);
    if (out.json) for (const setting of shown) out.data(JSON.stringify(setting));
    else if (shown.length > 0)
      out.data(columns(shown.map((s) => [s.clinician, s.kind, s.leastTier, s.state, JSON.stringify(s.settings)])));
    if (shown.length === 0) out.say(`none yet; choose one:  ${PROGRAM} channels set in-app`);
    return 0;
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
