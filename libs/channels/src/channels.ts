import { LANGUAGES, type Language } from '#lib/kernel';
import type { AnyChannel } from './channel.js';
import * as roster from './roster.js';

export const CHANNELS: readonly AnyChannel[] = Object.values(roster);

/** The channel of a stored delivery or setting; undefined for a kind that this version does not know. */
export const channelOf = (kind: string): AnyChannel | undefined => CHANNELS.find((channel) => channel.kind === kind);

/** What a setting says of whoever reads there; undefined where it leaves that to the clinic. */
export const languageOf = (settings: Readonly<Record<string, unknown>>): Language | undefined =>
  LANGUAGES.find((language) => language === settings['language']);
