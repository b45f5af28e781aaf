import { receiptText } from './send.js';

const RECEIPT = {
  index: 0,
  id: 'a-1',
  source: 'urn:example:practice',
  type: 'appointment.missed',
  verdict: 'accepted',
  duplicate: false,
  position: 7,
} as const;

describe('what is said of an event that was sent', () => {
  it('leads to its trace', () =>
    expect(receiptText(RECEIPT, { url: undefined, key: undefined })).toMatch(/\n {2}how it went: {2}.+ trace 7$/));

  it('says that a key given for sending need not be one that shows a trace, and keeps it off the screen', () =>
    expect(receiptText(RECEIPT, { url: 'http://127.0.0.1:8080', key: 'rk_secret' })).toMatch(
      /\n {2}how it went, with a key that may operate: {2}.+ trace 7 --url http:\/\/127\.0\.0\.1:8080 --key \$KEY$/,
    ));

  it('leads nowhere where the event was refused', () => {
    const { position: _position, ...refused } = RECEIPT;
    expect(receiptText({ ...refused, verdict: 'refused' }, { url: undefined, key: undefined })).not.toContain('trace');
  });
});
