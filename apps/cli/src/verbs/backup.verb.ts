import { declare } from '../line/verb.js';

export const backupVerb = declare({
  name: 'backup',
  summary: 'Copy the whole database into a new folder, while everything goes on',
  usage: '<folder>',
  examples: [['backup /backups/2026-11-30', 'the embedded database as files, any other one with pg_dump']],
  words: [1, 1],
  known: 'files',
  flags: {},
});

export const restoreVerb = declare({
  name: 'restore',
  summary: 'Put a back-up back, where nothing runs; then verify it',
  usage: '<folder> [flags]',
  examples: [
    ['restore /backups/2026-11-30', 'into a data folder or a database that is empty'],
    ['restore /backups/2026-11-30 --replace', 'the embedded database of before is set aside, not deleted'],
  ],
  words: [1, 1],
  known: 'files',
  flags: {
    replace: { kind: 'switch', help: 'set aside the embedded database that is there' },
  },
});
