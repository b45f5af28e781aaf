import { pino } from 'pino';
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
