import { declare } from '../line/verb.js';

export const verifySignatureVerb = declare({
  name: 'verify-signature',
  summary: 'Check a Standard Webhooks signature, and say which step fails if it is wrong',
  usage: '--body <file> --id <id> --timestamp <s> --signature <v1,...> --secret <whsec_...>',
  examples: [
    [
      'verify-signature --body body.json --id msg-1 --timestamp 1772460000 --signature v1,K5oZ... --secret whsec_...',
      'a request that was refused with bad_signature',
    ],
  ],
  words: [0, 0],
  flags: {
    body: { kind: 'text', value: 'file', help: 'the raw body, byte by byte; - is standard input' },
    id: { kind: 'text', value: 'text', help: 'webhook-id' },
    timestamp: { kind: 'text', value: 'seconds', help: 'webhook-timestamp' },
    signature: { kind: 'text', value: 'v1,...', help: 'webhook-signature' },
    secret: { kind: 'text', value: 'whsec_...', help: 'the signing secret' },
  },
});
