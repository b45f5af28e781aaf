import { readdirSync } from 'node:fs';
import { CHANNELS, channelOf } from './channels.js';
import * as roster from './roster.js';

const exportName = (file: string): string =>
  file.replace('.channel.ts', 'Channel').replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const lineFor = (file: string): string =>
  `add to libs/channels/src/roster.ts: export { ${exportName(file)} } from './${file.replace('.ts', '.js')}';`;

const missing = (files: readonly string[]): string[] =>
  files.filter((file) => file.endsWith('.channel.ts') && !(exportName(file) in roster)).map(lineFor);

it('has every channel file', () => expect(missing(readdirSync(__dirname))).toEqual([]));

it('says which line to add for a file that is missing', () => {
  expect(missing(['secure-chat.channel.ts', 'email.channel.ts', 'email.channel.spec.ts'])).toEqual([
    "add to libs/channels/src/roster.ts: export { secureChatChannel } from './secure-chat.channel.js';",
  ]);
});

it('finds a channel by its kind, which is unique', () => {
  expect(new Set(CHANNELS.map((channel) => channel.kind)).size).toBe(CHANNELS.length);
  for (const channel of CHANNELS) expect(channelOf(channel.kind)).toBe(channel);
  expect(channelOf('carrier-pigeon')).toBeUndefined();
});

it('marks as secret only members that the settings have', () => {
  for (const channel of CHANNELS) {
    const known = Object.keys(channel.settings.schema['properties'] as object);
    expect(known).toEqual(expect.arrayContaining([...channel.secrets]));
  }
});
