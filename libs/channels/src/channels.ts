import { LANGUAGES, type Language } from '#lib/kernel';
import type { AnyChannel, GivenSettings } from './channel.js';
import * as roster from './roster.js';

export const CHANNELS: readonly AnyChannel[] = Object.values(roster);

/** The channel of a stored delivery or setting; undefined for a kind that this version does not know. */
export const channelOf = (kind: string): AnyChannel | undefined => CHANNELS.find((channel) => channel.kind === kind);

/** The example of a channel, with those of the given members that its settings have: where a demo or a test listens. */
export function exampleWith({ settings, example }: AnyChannel, given: GivenSettings): GivenSettings {
  const members = Object.keys(settings.schema['properties'] ?? {});
  return { ...example, ...Object.fromEntries(Object.entries(given).filter(([name]) => members.includes(name))) };
}

/** What a setting says of whoever reads there; undefined where it leaves that to the clinic. */
export const languageOf = (settings: Readonly<Record<string, unknown>>): Language | undefined =>
  LANGUAGES.find((language) => language === settings['language']);
