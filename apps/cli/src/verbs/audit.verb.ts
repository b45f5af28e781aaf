import { TENANT_FLAG } from '../line/shared-flags.js';
import { declare } from '../line/verb.js';

const EPISODE = { kind: 'text', value: 'ref', help: "the practice's reference of an episode" } as const;

export const auditList = declare({
  name: 'audit list',
  summary: 'List who looked at an episode, newest first',
  usage: '--episode <ref>',
  examples: [['audit list --episode ep-0042', 'who, when, what, and what was refused']],
  words: [0, 0],
  flags: {
    episode: { ...EPISODE, help: `${EPISODE.help}; required` },
    limit: { kind: 'whole', value: 'n', range: [1, 200], fallback: 50, help: 'at most so many; all of them as JSON' },
    ...TENANT_FLAG,
  },
});

export const auditExport = declare({
  name: 'audit export',
  summary: 'Write the record of who looked as NDJSON, oldest first, each entry with its number and its hash',
  usage: '[flags]',
  examples: [
    ['audit export', 'the whole record of a clinic; keep it with > looks.ndjson'],
    ['audit export --since 2026-03-01T00:00:00Z --until 2026-04-01T00:00:00Z', 'that of one month'],
    ['audit export --episode ep-0042', 'what is about one episode'],
  ],
  words: [0, 0],
  flags: {
    since: { kind: 'text', value: 'time', help: 'RFC 3339; from the first entry unless given' },
    until: { kind: 'text', value: 'time', help: 'RFC 3339, itself left out; now unless given' },
    episode: { ...EPISODE, help: `only what is about it: ${EPISODE.help}` },
    ...TENANT_FLAG,
  },
});

export const auditVerify = declare({
  name: 'audit verify',
  summary:
    'Check the record of who looked, entry by entry and against RAPPORT_AUDIT_ANCHOR; exit code 1 when it was touched',
  usage: '',
  examples: [
    ['audit verify', 'each clinic, and the first entry that does not hold'],
    ['audit verify --json', 'the same for a program'],
  ],
  words: [0, 0],
  flags: {},
});
