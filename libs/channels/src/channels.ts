import type { AnyChannel } from './channel.js';
import * as roster from './roster.js';

export const CHANNELS: readonly AnyChannel[] = Object.values(roster);

/** The channel of a stored delivery or setting; undefined for a kind that this version does not know. */
export const channelOf = (kind: string): AnyChannel | undefined => CHANNELS.find((channel) => channel.kind === kind);
