import { chooseVerb, parse } from './command-line.js';
import { verb, type Verb } from './verb.js';

const done = () => Promise.resolve(0 as const);
const base = { summary: 's', usage: '', examples: [['x', 'y']], words: [0, 1], run: done } as const;
const send = verb({
  ...base,
  name: 'send',
  flags: {
    client: { kind: 'text', value: 'ref', help: 'h' },
    set: { kind: 'many', value: 'a=b', help: 'h' },
    count: { kind: 'whole', value: 'n', help: 'h', range: [1, 10], fallback: 1 },
    tier: { kind: 'word', words: ['soon', 'later'], help: 'h', fallback: 'soon' },
    print: { kind: 'switch', help: 'h' },
  },
});
const verbs: readonly Verb[] = [
  send,
  verb({ ...base, name: 'keys create', flags: {} }),
  verb({ ...base, name: 'keys list', flags: {} }),
];
const failure = (message: RegExp, next: RegExp) =>
  expect.objectContaining({
    message: expect.stringMatching(message) as string,
    next: expect.stringMatching(next) as string,
    exit: 2,
  });

describe('a command line', () => {
  it('names a verb with one word or two', () => {
    expect(chooseVerb(verbs, ['send', 'a'])).toMatchObject({ verb: { name: 'send' }, rest: ['a'] });
    expect(chooseVerb(verbs, ['keys', 'list', '--json'])).toMatchObject({
      verb: { name: 'keys list' },
      rest: ['--json'],
    });
  });
  it('guesses what a mistyped verb was meant to be', () => {
    expect(() => chooseVerb(verbs, ['sned'])).toThrow(failure(/not a verb/, /did you mean "send"/));
    expect(() => chooseVerb(verbs, ['keys', 'lost'])).toThrow(failure(/family/, /keys create, keys list/));
  });
  it('gives every flag its value or its fallback', () => {
    expect(parse(send, []).flags).toEqual({ client: undefined, set: [], count: 1, tier: 'soon', print: false });
    expect(
      parse(send, [
        't',
        '--client',
        'c',
        '--set',
        'a=1',
        '--set',
        'b=2',
        '--count=3',
        '--tier',
        'later',
        '--print',
        '--json',
      ]),
    ).toEqual({
      words: ['t'],
      flags: { client: 'c', set: ['a=1', 'b=2'], count: 3, tier: 'later', print: true },
      json: true,
      help: false,
    });
  });
  it.each([
    [['--cilent', 'x'], /no flag --cilent/, /--client/],
    [['--zzzzzzzz'], /no flag/, /help send/],
    [['--count', '11'], /--count is "11"/, /from 1 to 10/],
    [['--count', '1.5'], /--count/, /whole number/],
    [['--tier', 'son'], /--tier/, /did you mean "soon"/],
    [['--client'], /client/, /help send/],
    [['a', 'b'], /takes no more words/, /send/],
  ])('refuses %j and says what would be right', (args, message, next) =>
    expect(() => parse(send, args)).toThrow(failure(message, next)),
  );
  it('asks for no words when only help is wanted', () => {
    const strict = verb({ ...base, name: 'trace', words: [1, 1], flags: {} });
    expect(parse(strict, ['--help']).help).toBe(true);
    expect(() => parse(strict, [])).toThrow(failure(/needs more/, /trace/));
  });
});
