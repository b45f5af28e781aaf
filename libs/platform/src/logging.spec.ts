import { Writable } from 'node:stream';
import { pino } from 'pino';
import { lineForPeople, linesForPeople } from './lines-for-people.js';
import { REDACTION, throttledLog } from './logging.js';

/** What a logger with our redaction writes. */
function written(entry: object): string {
  let lines = '';
  const logger = pino({ redact: REDACTION }, { write: (line: string) => (lines += line) });
  logger.info(entry, 'something happened');
  return lines;
}

describe('a log line', () => {
  const CANARY = 'canary-words-of-a-person';
  it.each(REDACTION.paths.filter((path) => !path.includes('*')))(
    'never carries %s, at the top or two levels down',
    (member) => {
      for (const entry of [
        { [member]: CANARY },
        { event: { [member]: CANARY } },
        { request: { event: { [member]: { deep: CANARY } } } },
      ]) {
        expect(written(entry)).not.toContain(CANARY);
      }
    },
  );

  it('still carries ids, counts and codes', () => {
    expect(JSON.parse(written({ requestId: 'r-1', events: 3, code: 'invalid_event', settings: {} }))).toMatchObject({
      requestId: 'r-1',
      events: 3,
      code: 'invalid_event',
    });
    expect(written({ data: 1 })).not.toContain('data');
  });
});

describe('a line for somebody at the terminal', () => {
  const EIGHT = new Date(2026, 2, 2, 8).getTime();
  it.each([
    ['something happened', { level: 40 }, '08:00:00  warning  something happened'],
    [
      'away',
      { level: 50, error: 'Error: ECONNREFUSED', suppressed: 3 },
      '08:00:00  error  away (error: Error: ECONNREFUSED)',
    ],
    ['behind', { level: 30, problems: ['stage-behind'] }, '08:00:00  info  behind (problems: ["stage-behind"])'],
  ])('says %s in words', (msg, entry, line) =>
    expect(lineForPeople(JSON.stringify({ time: EIGHT, name: 'rapport', msg, ...entry }))).toBe(line),
  );

  it.each(['not JSON', '[]', 'null', '{}', '{"time":"x"}'])('leaves %s as it is', (text) =>
    expect(lineForPeople(text)).toBe(text),
  );

  it('is handed on in the tick that wrote it, however slow the one before it is', () => {
    const heard: string[] = [];
    const to = { on: () => undefined, write: (line: string) => heard.push(line) };
    const lines = linesForPeople(to as unknown as NodeJS.WritableStream);
    for (const line of ['one\n', 'two\n', 'three\n']) lines.write(line);
    expect(heard).toEqual(['one\n', 'two\n', 'three\n']);
  });

  it('ends nothing where its reader has gone, and hides no other fault', () => {
    const to = new Writable();
    linesForPeople(to);
    const emit = (code: string) => () => to.emit('error', Object.assign(new Error(code), { code }));
    expect(emit('EPIPE')).not.toThrow();
    expect(emit('EIO')).toThrow('EIO');
  });
});

describe('a quiet voice', () => {
  it('says a thing once in a while, and then how often it held back', () => {
    let now = 0;
    const heard: string[] = [];
    const say = throttledLog(1_000, { now: () => now });
    for (const at of [0, 1, 999, 1_000, 1_001]) {
      now = at;
      say('store', (suppressed) => heard.push(`store ${at} (${suppressed})`));
    }
    say('queue', (suppressed) => heard.push(`queue ${now} (${suppressed})`));
    expect(heard).toEqual(['store 0 (0)', 'store 1000 (2)', 'queue 1001 (0)']);
  });
});
