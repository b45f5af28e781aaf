import fc from 'fast-check';
import { MAX_DEPTH, MAX_MEMBERS, MOST_TOLD, parseJson } from './strict-json.js';

const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const codes = (text: string): readonly string[] => {
  const parsed = parseJson(text);
  return parsed.ok ? [] : parsed.error.faults.map((fault) => fault.code);
};
const syntaxOf = (text: string): string | undefined => {
  const parsed = parseJson(text);
  return parsed.ok ? 'none' : parsed.error.syntax;
};

const UNFIT = ['number_range', 'nul_character', 'invalid_unicode', 'control_character', 'bidi_character'];

describe('JSON from outside', () => {
  it('reads whatever is plain JSON, and reads it as JSON.parse does', () => {
    const plain = fc
      .jsonValue({ maxDepth: 6 })
      .filter((value) => !/-0|e[+-]?[0-9]{3}|__proto__|constructor|prototype/.test(JSON.stringify(value)));
    fc.assert(
      fc.property(plain, (value) => {
        const text = JSON.stringify(value);
        const parsed = parseJson(text);
        if (parsed.ok) expect(parsed.value).toEqual(JSON.parse(text));
        else expect(UNFIT).toEqual(expect.arrayContaining([...codes(text)]));
      }),
    );
  });

  it('never throws, whatever arrives', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => expect(typeof parseJson(text).ok).toBe('boolean')));
  });

  it.each([
    ['', 'empty_body'],
    [' \r\n', 'empty_body'],
    ['{', 'invalid_json'],
    ['{} {}', 'invalid_json'],
    ['{"a":1,}', 'invalid_json'],
    ["{'a':1}", 'invalid_json'],
    ['{"a":NaN}', 'invalid_json'],
    ['[1] // one', 'invalid_json'],
    ['\ufeff{}', 'invalid_json'],
    [nested(MAX_DEPTH + 1), 'too_deep'],
    ['['.repeat(1_000_000), 'too_deep'],
    ['{"__proto__":1}', 'forbidden_key'],
    ['[{"a":{"constructor":1}}]', 'forbidden_key'],
  ])('is unreadable: %.20s', (text, code) => expect(syntaxOf(text)).toBe(code));

  it.each([
    ['{"a":"\\u0000"}', 'nul_character'],
    ['{"a\\u0000":1}', 'nul_character'],
    ['{"a":"\\ud800"}', 'invalid_unicode'],
    ['{"\\udfff":1}', 'invalid_unicode'],
    ['{"a":"\\u0007"}', 'control_character'],
    ['{"a":"\u0085"}', 'control_character'],
    ['["\\u009f"]', 'control_character'],
    ['{"a":"\u007f"}', 'control_character'],
    ['{"a\\u001b[31m":1}', 'control_character'],
    ['{"a":"abc\u202edef"}', 'bidi_character'],
    ['{"a":"\\u2066x"}', 'bidi_character'],
    ['{"\u202a":1}', 'bidi_character'],
    ['9007199254740993', 'number_range'],
    ['1e400', 'number_range'],
    ['1e-400', 'number_range'],
    ['-0', 'number_range'],
  ])('reads, and still does not pass: %s', (text, code) => {
    expect(syntaxOf(text)).toBeUndefined();
    expect(codes(text)).toContain(code);
  });

  it('counts levels, not brackets inside of strings', () => {
    expect(parseJson(nested(MAX_DEPTH)).ok).toBe(true);
    expect(parseJson(JSON.stringify(`${'['.repeat(99)}\\"${'{'.repeat(99)}`)).ok).toBe(true);
    expect(syntaxOf(`["\\\\",${nested(MAX_DEPTH)}]`)).toBe('too_deep');
  });

  it('takes long lists up to a limit', () => {
    expect(parseJson(JSON.stringify(Array(MAX_MEMBERS).fill(0))).ok).toBe(true);
    expect(codes(JSON.stringify(Array(MAX_MEMBERS + 1).fill(0)))).toEqual(['too_many_members']);
    expect(
      codes(JSON.stringify(Object.fromEntries(Array.from({ length: MAX_MEMBERS + 1 }, (_, i) => [`k${i}`, 0])))),
    ).toEqual(['too_many_members']);
  });

  it('tells so many faults of one document and no more', () => {
    const wrong = (many: number): string => JSON.stringify(Array(many).fill(2 ** 53));
    expect([MOST_TOLD - 1, MOST_TOLD + 1].map((many) => codes(wrong(many)).length)).toEqual([MOST_TOLD - 1, MOST_TOLD]);
  });

  it('takes a text that only looks like a number too large', () => {
    expect(parseJson('{"note":"1e400 and \\"1e999\\""}').ok).toBe(true);
  });

  it('says where each fault is, with names escaped as RFC 6901 wants it', () => {
    const parsed = parseJson('{"a/b":{"c~d":["x","\\u0000"]},"e":-0}');
    expect(parsed.ok ? [] : parsed.error.faults.map((f) => f.pointer)).toEqual(['/a~1b/c~0d/1', '/e']);
  });

  it('lists a hundred faults at most', () => {
    expect(codes(JSON.stringify(Array(500).fill('\0')))).toHaveLength(100);
  });

  it.each([
    ['lines and tabs', '{"a":"one\\r\\n\\ttwo"}'],
    ['Arabic with the marks that it is typed with', '{"a":"\u0645\u0631\u064a\u0645\u200f \u200e!"}'],
    ['an emoji of several people, and its escape', '{"a":"\u{1f468}\u200d\u{1f469}","b":"\\ud83d\\ude00"}'],
  ])('takes %s', (_, text) => expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) }));

  it.each([
    ['{"a":1,"a":2}', '/a'],
    ['{"a":1,"b":{"c":[0,{"d":1,"d":1}]}}', '/b/c/1/d'],
    ['[[],[{"x":"}","y":1, "x" : 2}]]', '/1/0/x'],
    ['{"a":{},"\\u0061":{}}', '/a'],
    ['{"":1,"":2}', '/'],
    ['{"a/b~":1,"k":"\\"k\\":1","a/b~":2}', '/a~1b~0'],
  ])('refuses a member that is named twice: %s', (text, pointer) => {
    expect(syntaxOf(text)).toBe('invalid_json');
    const parsed = parseJson(text);
    expect(parsed.ok ? [] : parsed.error.faults).toMatchObject([{ pointer, code: 'duplicate_member' }]);
  });

  it('does not take equal names of different objects, or names inside of texts, for repeated', () => {
    for (const text of [
      '[{"a":1},{"a":1}]',
      '{"a":{"a":{"a":1}}}',
      '{"a":"\\"a\\":1","b":",\\"b\\":"}',
      '{"a" \n:\t"b:c"}',
    ])
      expect(parseJson(text).ok).toBe(true);
  });

  it('finds a repeated member wherever it is put', () => {
    const simple = fc.dictionary(
      fc.stringMatching(/^[a-c"\\]{1,3}$/),
      fc.oneof(fc.integer(), fc.string({ maxLength: 5 })),
      {
        minKeys: 1,
        maxKeys: 4,
      },
    );
    fc.assert(
      fc.property(fc.array(simple, { minLength: 1, maxLength: 3 }), fc.nat(), (objects, n) => {
        const chosen = n % objects.length;
        const texts = objects.map((o) => JSON.stringify(o));
        const name = JSON.stringify(Object.keys(objects[chosen] as object)[0]);
        expect(codes(`[${texts.join()}]`)).not.toContain('duplicate_member');
        texts[chosen] = (texts[chosen] as string).replace(/\}$/, `,${name.replaceAll('$', '$$$$')}:0}`);
        expect(codes(`[${texts.join()}]`)).toContain('duplicate_member');
      }),
    );
  });
});
