import { readConfig } from '#lib/platform';
import type { KeyEntry } from '#lib/identity';
import { judgeNotices } from './database.js';
import { judgeGoLive, type GoLiveFacts } from './go-live.js';
import { judgeHealth } from './health.js';
import { judgeWaysOut } from './ways-out.js';

const NOW = Date.UTC(2026, 2, 2);
const key = (rest: Partial<KeyEntry> = {}): KeyEntry => ({
  id: 'k',
  tenant: 'harbour',
  label: 'practice',
  scopes: ['events:write'],
  source: null,
  clinician: null,
  secrets: 1,
  signing: [],
  lastUsedAt: null,
  createdAt: new Date(0),
  expiresAt: null,
  revokedAt: null,
  ...rest,
});
const facts = (rest: Partial<GoLiveFacts> = {}): GoLiveFacts => ({
  tenants: [{ id: 1, slug: 'harbour', test: false }],
  keys: [key()],
  health: {
    sentence: '',
    problems: [],
    unreached: { alerts: 0, since: null },
    workers: { there: 2, lastSeen: null, latestStart: null, versions: [] },
    apiVersions: [],
    stages: [],
  },
  coverage: [{ clinic: 'harbour', covered: true, unreachable: [], waiting: undefined }],
  now: NOW,
  ...rest,
});
const GOOD = {
  DATABASE_URL: 'postgres://rapport:secret@db.clinic.example/rapport?sslmode=verify-full',
  REDIS_URL: 'rediss://rapport:secret@redis.clinic.example:6379',
  RAPPORT_QUEUE_BACKEND: 'redis',
  RAPPORT_PUBLIC_URL: 'https://rapport.clinic.example',
  RAPPORT_SMTP_URL: 'smtps://rapport:secret@mail.clinic.example:465',
  RAPPORT_MAIL_FROM: 'Rapport <rapport@clinic.example>',
  RAPPORT_AUDIT_ANCHOR: '/srv/kept/audit-anchor.ndjson',
};
const open = (config: Readonly<Record<string, string>>, given = facts()): string[] =>
  judgeGoLive(readConfig(config), given)
    .filter(({ state }) => state === 'failed')
    .map(({ detail }) => detail.replace('[ ] ', ''));

describe('the go-live list', () => {
  it('D11: is ticked where everything is in order, but for what no program can know', () => {
    expect(open(GOOD)).toEqual([]);
    const notes = judgeGoLive(readConfig(GOOD), facts()).filter(({ state }) => state === 'warning');
    expect(notes.map(({ detail }) => detail)).toContain('[?] PostgreSQL is backed up, and a back-up was restored once');
  });
  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['the embedded database', { DATABASE_URL: '' }, 'a PostgreSQL of your own'],
    [
      'nothing of the audit chains outside the database',
      { RAPPORT_AUDIT_ANCHOR: '' },
      'a file outside the database that keeps the ends of the audit chains',
    ],
    [
      'a database in the clear',
      { DATABASE_URL: 'postgres://u:p@db.clinic.example/r' },
      'TLS to PostgreSQL, where it is on another machine',
    ],
    [
      'a Redis without a password',
      { REDIS_URL: 'rediss://redis.clinic.example:6379' },
      'TLS and a password for Redis, where it is on another machine',
    ],
    [
      'a direct way to the database in the clear',
      { DATABASE_DIRECT_URL: 'postgres://u:p@db.clinic.example/r' },
      'TLS to PostgreSQL, where it is on another machine',
    ],
    [
      'a database whose host is a parameter',
      { DATABASE_URL: 'postgres://u:p@/r?host=db.clinic.example' },
      'TLS to PostgreSQL, where it is on another machine',
    ],
    [
      'a database whose host is a parameter and stands in the address too',
      { DATABASE_URL: 'postgres://u:p@localhost/r?host=db.clinic.example' },
      'TLS to PostgreSQL, where it is on another machine',
    ],
    [
      'a host that is only called like this machine',
      { DATABASE_URL: 'postgres://u:p@localhost.clinic.example/r' },
      'TLS to PostgreSQL, where it is on another machine',
    ],
    [
      'a Redis cluster in the clear',
      { REDIS_URL: 'redis://r1.clinic.example:6379,redis://r2.clinic.example:6379' },
      'TLS and a password for Redis, where it is on another machine',
    ],
    ['an address of this machine', { RAPPORT_PUBLIC_URL: 'https://127.0.0.1:8080' }, 'a public address with https'],
    ['no https', { RAPPORT_PUBLIC_URL: 'http://rapport.clinic.example' }, 'a public address with https'],
    ['no mail server', { RAPPORT_SMTP_URL: '' }, 'a mail server, and a sender of your own'],
    [
      'the sender that nobody owns',
      { RAPPORT_MAIL_FROM: 'Rapport <no-reply@rapport.invalid>' },
      'a mail server, and a sender of your own',
    ],
  ])('N14: names %s', (_, change, line) => expect(open({ ...GOOD, ...change })).toEqual([line]));
  it.each<[string, Partial<GoLiveFacts>, string]>([
    [
      'a key that was revoked',
      { keys: [key({ revokedAt: new Date(0) })] },
      'a signing key for the practice system: not in harbour',
    ],
    [
      'a key that has run out',
      { keys: [key({ expiresAt: new Date(NOW) })] },
      'a signing key for the practice system: not in harbour',
    ],
    [
      'a key without a secret',
      { keys: [key({ secrets: 0 })] },
      'a signing key for the practice system: not in harbour',
    ],
    [
      'nobody who covers',
      { coverage: [{ clinic: 'harbour', covered: false, unreachable: [], waiting: undefined }] },
      'somebody who takes safety answers when the first does not: not in harbour',
    ],
    [
      'alerts that reached nobody',
      { health: { ...facts().health, unreached: { alerts: 1, since: null } } },
      'no alert that has reached nobody',
    ],
    [
      'workers that are not there',
      { health: { ...facts().health, workers: { there: 0, lastSeen: null, latestStart: null, versions: [] } } },
      'a worker',
    ],
    [
      'a clinic without a channel',
      { health: { ...facts().health, problems: [{ code: 'no-channel', words: '', next: '' }] } },
      'a channel for everybody who works with clients',
    ],
  ])('D11: names %s', (_, change, line) => expect(open(GOOD, facts(change))).toEqual([line]));
  it.each([
    'postgres://u:p@/r?host=/var/run/postgresql',
    'postgres://%2Fvar%2Frun%2Fpostgresql/r',
    'postgres://u:p@/r?host=',
    'postgres:///r',
    'postgres://u:p@[::1]:5432/r',
  ])('N14: wants no TLS to %s, which is on this machine', (DATABASE_URL) =>
    expect(open({ ...GOOD, DATABASE_URL })).toEqual([]),
  );
  it('is not ticked for a house with test spaces alone', () =>
    expect(open(GOOD, facts({ tenants: [{ id: 1, slug: 'try', test: true }], keys: [], coverage: [] }))).toContain(
      'a live clinic',
    ));
});

describe('what the doctor has tried', () => {
  it('D11: is a failure where a mail server or a hook cannot be reached, with what is in the way', () => {
    const fault = 'the mail server could not be used (ECONNECTION)';
    const hook = { clinic: 'harbour', person: '*', kind: 'webhook' };
    const checks = judgeWaysOut({ mail: { fault }, channels: [{ ...hook, fault: 'timeout' }, hook] }, 'a@b.example');
    expect(checks.map(({ state, detail }) => `${state} ${detail}`)).toEqual([
      `failed ${fault}`,
      'failed harbour, everybody: timeout',
      'ok harbour, everybody: can be reached',
    ]);
    expect(judgeWaysOut({ mail: {}, channels: [] }, 'a@b.example')).toMatchObject([{ state: 'ok' }]);
    expect(judgeWaysOut({ mail: undefined, channels: [] }, '')).toMatchObject([{ state: 'warning' }]);
  });
  it('D11: is the sentence of the API, line by line', () => {
    expect(judgeHealth({ sentence: 'all is well', problems: [] })).toMatchObject([
      { state: 'ok', detail: 'all is well' },
    ]);
    const problem = (code: 'alerts-unreached' | 'no-worker') => ({ code, words: code, next: 'do this' });
    expect(judgeHealth({ sentence: '', problems: [problem('alerts-unreached'), problem('no-worker')] })).toMatchObject([
      { state: 'failed', detail: 'alerts-unreached', fix: 'do this' },
      { state: 'warning', detail: 'no-worker' },
    ]);
  });
  it('is a note where a pooler swallows notifications', () =>
    expect([judgeNotices(true).state, judgeNotices(false).state]).toEqual(['ok', 'warning']));
});
