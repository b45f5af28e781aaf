import { readdirSync } from 'node:fs';
import { CHANNELS, channelOf, exampleWith } from './channels.js';
import type { AnyChannel, GivenSettings } from './channel.js';
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

it('sets up a channel with its example, and with whatever of a given place its settings know', () => {
  const given = { to: 'x@clinic.example', url: 'https://y.example/', unknown: 1 };
  for (const channel of CHANNELS) {
    const settings = exampleWith(channel, given);
    expect(channel.settings.explain(settings, '')).toEqual([]);
    for (const [name, value] of Object.entries(given))
      expect(settings[name]).toEqual(name in channel.example ? value : undefined);
  }
});

describe('a channel that adds a secret', () => {
  const adding = CHANNELS.filter((channel) => channel.addSecret);
  const without = ({ example, secrets }: AnyChannel): GivenSettings =>
    Object.fromEntries(Object.entries(example).filter(([name]) => !secrets.includes(name)));

  it('is there', () => expect(adding).not.toEqual([]));

  it.each(adding)('$kind: makes a new one each time where none was given', (channel) => {
    const [first, second] = [channel.addSecret?.(without(channel)), channel.addSecret?.(without(channel))];
    expect(channel.settings.explain(first?.settings, '')).toEqual([]);
    expect(JSON.stringify(first?.settings)).toContain(first?.secret);
    expect(first?.secret).not.toBe(second?.secret);
  });

  it.each(adding)('$kind: leaves one that was given', (channel) => {
    expect(channel.addSecret?.(channel.example)).toBeUndefined();
  });
});
