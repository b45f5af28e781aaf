import { judgeClock, judgeServer } from './database.js';
import { checkNode, judgeDisk } from './machine.js';
import { judgeRedis } from './queues.js';
import { infoValue, readReplies } from './redis.js';
import { judgeSafety } from './safety.js';
import { judgeVersions } from './versions.js';

const server = { version: 180_004, standby: false, fsync: 'on', fullPageWrites: 'on', synchronousCommit: 'on' };
const states = (checks: readonly { state: string }[]) => checks.map((c) => c.state);

describe('what the doctor thinks', () => {
  it.each([
    ['20.18.1', 'failed'],
    ['20.19.0', 'ok'],
    ['21.7.0', 'failed'],
    ['22.11.0', 'failed'],
    ['22.12.0', 'ok'],
    ['24.0.0', 'ok'],
  ])('of Node %s: %s', (version, state) => expect(checkNode(version).state).toBe(state));
  it('of a database that is fit for the log', () =>
    expect(states(judgeServer(server, true))).toEqual(['ok', 'ok', 'ok']));
  it.each([
    ['too old', { ...server, version: 140_012 }, ['failed', 'ok', 'ok']],
    ['a standby', { ...server, standby: true }, ['ok', 'failed', 'ok']],
    ['forgetful', { ...server, fsync: 'off', synchronousCommit: 'off' }, ['ok', 'ok', 'failed']],
  ])('of a database that is %s', (_, facts, expected) => {
    const checks = judgeServer(facts, false);
    expect(states(checks)).toEqual(expected);
    for (const check of checks.filter((c) => c.state === 'failed')) expect(check.fix).toBeTruthy();
  });
  it('of clocks that are apart', () => {
    expect(judgeClock(-2_000).state).toBe('ok');
    expect(judgeClock(2_500)).toMatchObject({ state: 'warning', detail: '2500 ms ahead of this machine' });
  });
  it('of a disk that fills up', () =>
    expect([1e8, 1e9, 1e10].map((free) => judgeDisk(free).state)).toEqual(['failed', 'warning', 'ok']));
  it.each([
    ['nothing waits', { covered: false, waiting: undefined }, []],
    ['one waits', { covered: true, waiting: { count: 1, since: 0, unsent: 0 } }, ['warning']],
    ['one waits and nobody covers', { covered: false, waiting: { count: 1, since: 0, unsent: 0 } }, ['failed']],
    ['one reached nobody', { covered: true, waiting: { count: 2, since: 0, unsent: 1 } }, ['failed']],
    ['who is to hear cannot', { covered: true, waiting: undefined, unreachable: ['dr-2'] }, ['failed']],
  ])('of safety answers when %s', (_, facts, expected) => {
    const checks = judgeSafety({ clinic: 'harbour', unreachable: [], ...facts });
    expect(states(checks)).toEqual(expected);
    for (const check of checks) expect(check.fix).toBeTruthy();
  });
  const [OLD, NEW] = ['0.1.0 (tables 1)', '0.1.0 (tables 2)'];
  it.each([
    ['nothing runs', [], [], 'ok'],
    ['all are alike', [NEW], [NEW], 'ok'],
    ['a worker was left behind', [NEW], [NEW, OLD], 'warning'],
    ['an API was left behind', [OLD, NEW], [NEW], 'warning'],
    ['all that runs is older than the command', [OLD], [OLD], 'warning'],
  ])('N4: of versions when %s', (_, apis, workers, state) => {
    const check = judgeVersions({ own: NEW, apis, workers });
    expect(check.state).toBe(state);
    expect(check.fix === undefined).toBe(state === 'ok');
    for (const one of [...apis, ...workers]) expect(check.detail).toContain(one);
  });
  it('of a Redis', () => {
    expect(states(judgeRedis({ version: '7.2.4', policy: 'noeviction' }))).toEqual(['ok', 'ok']);
    expect(states(judgeRedis({ version: '6.0.16', policy: 'allkeys-lru' }))).toEqual(['failed', 'warning']);
    expect(states(judgeRedis({ version: undefined, policy: undefined }))).toEqual(['failed', 'warning']);
  });
});

describe('the few words of RESP', () => {
  const wire = '+OK\r\n$14\r\na:1\r\nb:x y z\r\n\r\n-ERR no\r\n$-1\r\n';
  it('reads replies of every kind that comes', () =>
    expect(readReplies(wire)).toEqual(['OK', 'a:1\r\nb:x y z\r\n', new Error('ERR no'), '']));
  it('waits for the rest of a reply, wherever it is cut', () => {
    for (let cut = 1; cut < wire.length; cut++) {
      const first = readReplies(wire.slice(0, cut));
      expect(readReplies(wire).slice(0, first.length)).toEqual(first);
    }
  });
  it('finds a value in INFO', () =>
    expect(infoValue('# Server\r\nredis_version:7.0.15\r\n', 'redis_version')).toBe('7.0.15'));
});
