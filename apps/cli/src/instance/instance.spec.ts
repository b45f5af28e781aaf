import { instanceFrom, refusal } from './instance.js';
import type { InstanceFlags } from '../line/shared-flags.js';

const none: InstanceFlags = { url: undefined, key: undefined, secret: undefined };
const ready = { url: 'http://127.0.0.1:8080', apiKey: 'rk_test_a', signingSecret: 'whsec_a' };

describe('the running instance', () => {
  it('is what npm start wrote down, unless flags say otherwise', () => {
    expect(instanceFrom(none, ready)).toEqual({ url: ready.url, key: 'rk_test_a', secret: 'whsec_a' });
    expect(instanceFrom({ ...none, key: 'rk_test_b' }, ready)).toMatchObject({ key: 'rk_test_b', secret: 'whsec_a' });
    expect(instanceFrom({ ...none, url: 'http://127.0.0.1:8080/' }, ready)).toMatchObject({ key: 'rk_test_a' });
    expect(instanceFrom(none, undefined)).toBeUndefined();
  });
  it('never hands the local keys to another address', () =>
    expect(instanceFrom({ ...none, url: 'https://elsewhere.example' }, ready)).toEqual({
      url: 'https://elsewhere.example',
      key: undefined,
      secret: undefined,
    }));
});

describe('a refusal', () => {
  it('is told with every pointer and hint', () => {
    const errors = [
      {
        pointer: '/data/by',
        code: 'unknown_code',
        detail: 'must be one of client, clinician',
        hint: 'did you mean "client"?',
      },
    ];
    const problem = {
      type: '/docs/errors#invalid_event',
      title: 'The event is not valid',
      status: 422,
      code: 'invalid_event',
      hint: 'Correct each member.',
      requestId: 'r-1',
      errors,
    } as const;
    const { message, next, exit } = refusal(problem);
    expect(message.split('\n')).toEqual([
      '422 The event is not valid (invalid_event)',
      '  /data/by  must be one of client, clinician (unknown_code)',
      '    did you mean "client"?',
      '  request r-1',
    ]);
    expect([next, exit]).toEqual(['Correct each member.', 1]);
  });
});
