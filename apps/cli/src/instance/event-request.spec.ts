import { generateWebhookSecret, verifyWebhook } from '#lib/platform';
import { curl, eventRequest, eventTypeNamed, exampleEvent } from './event-request.js';

const NOW = Date.UTC(2026, 2, 2, 13);
const secret = generateWebhookSecret();
const wanted = {
  type: 'client.registered',
  id: 'e-1',
  source: 'urn:x',
  time: '2026-03-02T13:00:00Z',
  about: {},
  set: [],
} as const;

describe('a request to send events', () => {
  it('carries a signature that holds over exactly its body', () => {
    const { headers, body } = eventRequest('{"a":1}', { secret, id: 'msg-1', now: NOW });
    expect(
      verifyWebhook({ headers, body: Buffer.from(body), secrets: [secret], nowSeconds: NOW / 1_000 }),
    ).toMatchObject({ kind: 'ok' });
  });
  it('sends an array as a batch and one event as one', () => {
    expect(eventRequest(' [{}]', { secret, id: 'm', now: NOW }).headers['content-type']).toBe(
      'application/cloudevents-batch+json',
    );
    expect(eventRequest('{}', { secret, id: 'm', now: NOW }).headers['content-type']).toBe(
      'application/cloudevents+json',
    );
  });
  it('refuses a secret that is none, before anything is sent', () =>
    expect(() => eventRequest('{}', { secret: 'hunter2', id: 'm', now: NOW })).toThrow('not a signing secret'));

  it('knows a type by its short name and by its name on the wire, and guesses a typo', () => {
    expect(eventTypeNamed('appointment.missed')).toBe('appointment.missed');
    expect(eventTypeNamed('rapport.appointment.missed.v1')).toBe('appointment.missed');
    expect(() => eventTypeNamed('apointment.missed')).toThrow(
      expect.objectContaining({ next: 'did you mean "appointment.missed"?', exit: 2 }),
    );
  });
  it('puts in who it is about, and refuses a person that the type has no place for', () => {
    expect(exampleEvent({ ...wanted, about: { client: 'cl-9' } }, NOW)).toMatchObject({ data: { client: 'cl-9' } });
    expect(() => exampleEvent({ ...wanted, about: { episode: 'ep-9' } }, NOW)).toThrow(
      'client.registered has no episode',
    );
  });
});

describe('the request as curl', () => {
  const request = eventRequest(`{"a":"it's"}`, { secret, id: 'msg-1', now: NOW });
  it('survives a quote in the body', () => {
    const text = curl({ url: 'http://h', key: 'rk_test_k', secret }, request);
    expect(text).toContain(`--data-binary '{"a":"it'\\''s"}'`);
    expect(text).toContain("'authorization: Bearer rk_test_k'");
  });
  it('never puts a live key on the screen', () => {
    const text = curl({ url: 'http://h', key: 'rk_live_0a1b2c3d4e5f_s', secret }, request);
    expect(text).toContain('"authorization: Bearer $KEY"');
    expect(text).not.toContain('rk_live');
  });
});
