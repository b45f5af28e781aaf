import { TENANT_FLAG } from '../line/shared-flags.js';
import { declare } from '../line/verb.js';

const TIERS = ['act-today', 'talk-soon', 'keep-an-eye'] as const;

export const channelsSet = declare({
  name: 'channels set',
  summary: 'Choose how a clinician, or everybody, is notified of alerts',
  usage: '<kind> [--clinician <ref>] [--settings <json>]',
  examples: [
    ['channels set email --clinician dr-adler --settings \'{"to":"adler@clinic.example"}\'', 'mails for one clinician'],
    [
      'channels set webhook --settings \'{"url":"https://clinic.example/hook"}\'',
      'a webhook for everybody; its secret is generated and shown once',
    ],
    ['channels set in-app --least-tier keep-an-eye', 'everything, in the application'],
  ],
  words: [1, 1],
  flags: {
    clinician: {
      kind: 'text',
      value: 'ref',
      help: 'who; * is everybody without a setting of their own',
      fallback: '*',
    },
    settings: { kind: 'text', value: 'json', help: 'settings of the channel', fallback: '{}' },
    'settings-file': { kind: 'text', value: 'file', help: 'the same from a file; - is standard input' },
    'least-tier': { kind: 'word', words: TIERS, help: 'the least urgent alerts that are sent', fallback: 'talk-soon' },
    ...TENANT_FLAG,
  },
});

export const channelsList = declare({
  name: 'channels list',
  summary: 'List who is notified of alerts, and how; secrets are hidden',
  usage: '[flags]',
  examples: [['channels list', 'every setting of the tenant']],
  words: [0, 0],
  flags: TENANT_FLAG,
});
