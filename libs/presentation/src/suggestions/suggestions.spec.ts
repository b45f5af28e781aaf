/** Packs of steps for a strain: what a file may say, what is said of a bad one, and which words come out. */
import Ajv from 'ajv/dist/2020';
import { defaultPackDe } from './default-pack.de.js';
import { defaultPackEn } from './default-pack.en.js';
import { packsFaults, PACK_SCHEMA, readPack } from './read-pack.js';
import { suggest, type Entry, type SuggestionPack } from './suggestion-pack.js';

const SOURCES = ['ours'];
const entry = (opening: string): Entry => ({
  steps: [
    { stage: 'acknowledge', text: `Mention it (${opening}).`, sources: SOURCES },
    {
      stage: 'adjust',
      text: 'Look together at what moved.',
      byPart: { bond: 'Name what is between you.', goal: 'Look at what it is for.' },
      sources: SOURCES,
    },
  ],
  wordsToOpenWith: `How was ${opening}?`,
});
const pack: SuggestionPack = {
  language: 'en',
  version: '2.1',
  title: 'Steps of our clinic',
  sources: [{ id: 'ours', text: 'Our team, spring 2026.' }],
  entries: { withdrawal: entry('the quiet'), confrontation: entry('the storm'), unspecified: entry('last time') },
};

/** The pack with one place of its JSON replaced; a place that is `undefined` is taken out. */
function changed(pointer: string, value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(pack)) as Record<string, unknown>;
  const names = pointer.split('/').slice(1);
  const last = names.pop() ?? '';
  const parent = names.reduce((at, name) => at[name] as Record<string, unknown>, copy);
  parent[last] = value;
  return JSON.parse(JSON.stringify(copy));
}

const faultsOf = (json: unknown) => {
  const read = readPack(json);
  return read.ok ? [] : read.error;
};

describe('what to try about a strain', () => {
  it('follows its kind, and is general where the kind is mixed or unknown', () => {
    const openings = ['withdrawal', 'confrontation', 'mixed', undefined].map((kind) => suggest(pack, { kind }));
    expect(openings.map(({ wordsToOpenWith }) => wordsToOpenWith)).toEqual([
      'How was the quiet?',
      'How was the storm?',
      'How was last time?',
      'How was last time?',
    ]);
    expect(openings[0]?.tryNext).toEqual(['Mention it (the quiet).', 'Look together at what moved.']);
  });

  it.each([
    ['bond', 'Name what is between you.'],
    ['goal', 'Look at what it is for.'],
    ['task', 'Look together at what moved.'],
    ['toString', 'Look together at what moved.'],
    [undefined, 'Look together at what moved.'],
    ['trust', 'Name what is between you.'],
  ])('names the part that fell most, where the pack has words for it: %s', (facet, words) =>
    expect(suggest(pack, { facet }).tryNext[1]).toBe(words),
  );
});

describe('what a note says about a strain', () => {
  const byPart = { bond: 'Of the bond.', task: 'Of the work.', goal: 'Of the goals.', boundaries: 'Of the frame.' };
  const steps = [{ stage: 'adjust', text: 'In general.', byPart, sources: SOURCES }] as const;
  const own = { ...pack, entries: { ...pack.entries, unspecified: { steps, wordsToOpenWith: '' } } };

  it.each([
    ['complaints-about-therapist', 'Of the bond.'],
    ['complaints-about-activities', 'Of the work.'],
    ['rejects-intervention', 'Of the work.'],
    ['complaints-about-progress', 'Of the goals.'],
    ['complaints-about-parameters', 'Of the frame.'],
    ['trust', 'Of the bond.'],
    ['shared-laughter', 'In general.'],
    [undefined, 'In general.'],
  ])('leads to the steps about what somebody is discontent with: %s', (mark, words) =>
    expect(suggest(own, { mark }).tryNext).toEqual([words]),
  );

  it('stands behind the part of a form that fell, and before the part that fell most', () => {
    const mark = 'complaints-about-progress';
    expect(suggest(own, { part: 'task', mark, facet: 'bond' }).tryNext).toEqual(['Of the work.']);
    expect(suggest(own, { mark, facet: 'bond' }).tryNext).toEqual(['Of the goals.']);
  });
});

describe('a pack', () => {
  it.each([
    ['of ours in English', defaultPackEn],
    ['of ours in German', defaultPackDe],
    ['of a clinic', pack],
  ])('%s is read as it is, and fits the schema', (_, good) => {
    const json: unknown = JSON.parse(JSON.stringify(good));
    expect(readPack(json)).toEqual({ ok: true, value: json });
    expect(new Ajv({ strict: false }).validate(PACK_SCHEMA, json)).toBe(true);
  });

  it('has a schema that says which version of JSON Schema it is, and is named', () =>
    expect(PACK_SCHEMA).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'Suggestions',
      type: 'object',
    }));

  it.each<[pointer: string, value: unknown, said: RegExp]>([
    ['/language', 'fr', /en/],
    ['/version', '1.x', /must be a version such as 1 or 1\.0/],
    ['/title', undefined, /required|missing/],
    ['/sources/0/id', 'Our Team', /must be small letters a to z, digits and hyphens, 40 characters at most/],
    ['/sources/0/text', undefined, /required|missing/],
    ['/sources', [], /1/],
    ['/entries/withdrawal', undefined, /required|missing/],
    ['/entries/silence', entry('x'), /unknown|no such|not/],
    ['/entries/unspecified/steps', [], /1/],
    ['/entries/unspecified/wordsToOpenWith', undefined, /required|missing/],
    ['/entries/unspecified/steps/0/stage', 'confront', /acknowledge/],
    ['/entries/unspecified/steps/0/sources', [], /1/],
    ['/entries/unspecified/steps/1/byPart/bnod', 'Say it.', /bond/],
  ])('is refused where its shape is wrong: %s = %j', (pointer, value, said) => {
    const faults = faultsOf(changed(pointer, value));
    expect(faults.map((fault) => fault.pointer)).toEqual([pointer]);
    expect(JSON.stringify(faults)).toMatch(said);
  });

  it('keeps the order on which experts agree, and says what it is', () => {
    const steps = [...pack.entries.confrontation.steps].reverse();
    expect(faultsOf(changed('/entries/confrontation/steps', steps))).toEqual([
      {
        pointer: '/entries/confrontation/steps/1/stage',
        code: 'step_order',
        detail: 'comes after "adjust"',
        hint: 'the order is acknowledge, invite, validate, own-part, adjust, later',
      },
    ]);
  });

  it('may have several steps of one stage', () => {
    const [first, second] = pack.entries.withdrawal.steps;
    expect(faultsOf(changed('/entries/withdrawal/steps', [first, first, second]))).toEqual([]);
  });

  it('names only sources that it has', () => {
    const at = '/entries/withdrawal/steps/0/sources';
    const fault = { code: 'unknown_code', detail: 'is no source of this pack' };
    expect(faultsOf(changed(at, ['ours', 'our']))).toEqual([
      { ...fault, pointer: `${at}/1`, hint: 'did you mean "ours"?' },
    ]);
    expect(faultsOf(changed(at, ['consensus-2018']))).toEqual([
      { ...fault, pointer: `${at}/0`, hint: 'add it to /sources' },
    ]);
  });

  it.each([
    '/title',
    '/entries/withdrawal/wordsToOpenWith',
    '/entries/confrontation/steps/0/text',
    '/entries/unspecified/steps/1/byPart/goal',
  ])('is under the wording lint of its language at %s', (pointer) => {
    const [fault, ...more] = faultsOf(changed(pointer, 'Ask about the rupture.'));
    expect(more).toEqual([]);
    expect(fault).toEqual({
      pointer,
      code: 'wording',
      detail: 'says "rupture"',
      hint: 'say "strain" or "hard moment"',
    });
    const german = { ...(changed(pointer, 'Ask about the rupture, dich.') as object), language: 'de' };
    expect(faultsOf(german).map(({ detail }) => detail)).toContain('says "dich"');
  });

  it('has a title as short as a list line; its other texts may be longer', () => {
    const long = `${'so '.repeat(15)}${'o'.repeat(50)}.`;
    expect(faultsOf(changed('/title', long)).map(({ detail }) => detail)).toEqual(['has 96 characters']);
    expect(faultsOf(changed('/entries/withdrawal/steps/0/text', long))).toEqual([]);
  });
});

describe('the packs of a clinic', () => {
  it('are one for each language', () => {
    const german = { ...(JSON.parse(JSON.stringify(defaultPackDe)) as object) };
    expect(packsFaults([pack, german])).toEqual([]);
    expect(packsFaults([pack, german, pack])).toEqual([
      {
        pointer: '/suggestions/2/language',
        code: 'pack_taken',
        detail: 'is the language of another pack of yours',
        hint: 'keep one pack for each language',
      },
    ]);
  });

  it('say in which of them a fault is', () =>
    expect(packsFaults([pack, changed('/version', 'new')]).map(({ pointer }) => pointer)).toEqual([
      '/suggestions/1/version',
    ]));
});
