import { readCommandLine } from './command-line.js';
import { declare, verb, type Declared } from './verb.js';

const base = { summary: 's', usage: '', examples: [['x', 'y']], words: [0, 1] } as const;
const declared: readonly Declared[] = [
  declare({
    ...base,
    name: 'send',
    flags: {
      client: { kind: 'text', value: 'ref', help: 'h' },
      set: { kind: 'many', value: 'a=b', help: 'h' },
      scope: { kind: 'many', value: 'scope', words: ['read', 'write'], help: 'h' },
      count: { kind: 'whole', value: 'n', help: 'h', range: [1, 10], fallback: 1 },
      tier: { kind: 'word', words: ['soon', 'later'], help: 'h', fallback: 'soon' },
      print: { kind: 'switch', help: 'h' },
      'no-secret': { kind: 'switch', help: 'h' },
    },
  }),
  declare({ ...base, name: 'keys create', flags: {} }),
  declare({ ...base, name: 'keys list', flags: {} }),
  declare({ ...base, name: 'trace', words: [1, 1], flags: {} }),
];
const verbs = declared.map((one) => verb(one, () => Promise.resolve(() => Promise.resolve(0))));
const read = (...args: string[]) => readCommandLine(verbs, args);
const failure = (message: RegExp, next: RegExp) =>
  expect.objectContaining({
    message: expect.stringMatching(message) as string,
    next: expect.stringMatching(next) as string,
    exit: 2,
  });

describe('a command line', () => {
  it('names a verb with one word or two', () => {
    expect(read('send', 'a')).toMatchObject({ verb: { name: 'send' }, words: ['a'], json: false });
    expect(read('keys', 'list', '--json')).toMatchObject({ verb: { name: 'keys list' }, words: [], json: true });
  });
  it('guesses what a mistyped verb was meant to be', () => {
    expect(() => read('sned')).toThrow(failure(/"sned" is not a verb/, /did you mean "send"/));
    expect(() => read('sned', '--help')).toThrow(failure(/"sned" is not a verb/, /did you mean "send"/));
    expect(() => read('key', 'list')).toThrow(failure(/"key" is not a verb/, /did you mean "keys"/));
    expect(() => read('--fast')).toThrow(failure(/"--fast" is not a verb/, /help/));
    expect(() => read('keys', 'lost')).toThrow(failure(/family/, /keys create, keys list/));
    expect(() => read('keys')).toThrow(failure(/family/, /keys create, keys list/));
  });
  it('gives every flag its value or its fallback', () => {
    expect(read('send')).toMatchObject({
      flags: { client: undefined, set: [], scope: [], count: 1, tier: 'soon', print: false, 'no-secret': false },
    });
    const some = ['--client', 'c', '--set', 'a=1', '--set', 'b=2', '--count=3', '--tier', 'later'];
    expect(read('send', 't', ...some, '--scope', 'read', '--print', '--no-secret', '--json')).toMatchObject({
      words: ['t'],
      flags: {
        client: 'c',
        set: ['a=1', 'b=2'],
        scope: ['read'],
        count: 3,
        tier: 'later',
        print: true,
        'no-secret': true,
      },
      json: true,
    });
  });
  it('keeps nothing of one command line for the next', () => {
    expect(read('send', '--set', 'a=1')).toMatchObject({ flags: { set: ['a=1'] } });
    expect(read('send', '--set', 'b=2')).toMatchObject({ flags: { set: ['b=2'] } });
  });
  it('takes a value that begins with a dash where it is written with its flag, and - for a word', () => {
    expect(read('send', '-', '--client=-c')).toMatchObject({ words: ['-'], flags: { client: '-c' } });
    expect(read('send', '--client', '-')).toMatchObject({ flags: { client: '-' } });
    expect(read('send', '--', '--client')).toMatchObject({ words: ['--client'], flags: { client: undefined } });
  });
  it.each([
    [['--cilent', 'x'], /send has no flag --cilent/, /did you mean --client\?/],
    [['--jsno'], /send has no flag --jsno/, /did you mean --json\?/],
    [['--zzzzzzzz'], /no flag/, /help send/],
    [['--no-print'], /no flag --no-print/, /help send/],
    [['--count', '11'], /--count is "11"/, /from 1 to 10/],
    [['--count', '1.5'], /--count/, /whole number/],
    [['--tier', 'son'], /--tier/, /did you mean "soon"/],
    [['--scope', 'raed'], /--scope is "raed"/, /did you mean "read"/],
    [['--client'], /--client needs a value/, /help send/],
    [['--client', '--print'], /--client needs a value/, /--client=--print/],
    [['a', '--client', '--tier', 'soon'], /--client needs a value/, /--client=--tier/],
    [['a', 'b'], /takes no more words/, /send/],
  ])('refuses %j and says what would be right', (args, message, next) =>
    expect(() => read('send', ...args)).toThrow(failure(message, next)),
  );
  it('asks for no words when only help is wanted', () => {
    expect(read('trace', '--help')).toMatchObject({ answer: expect.stringContaining('Usage:') as string });
    expect(() => read('trace')).toThrow(failure(/trace needs more/, /trace/));
  });
  it('tells of a whole family when help is wanted of it', () =>
    expect(read('keys', '--help')).toMatchObject({
      answer: expect.stringMatching(/keys create[^]*keys list/) as string,
    }));
});
