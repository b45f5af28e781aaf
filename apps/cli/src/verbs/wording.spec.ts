import type { RepairAnswer } from '#lib/pipeline';
import { planText } from '../clinic/repair-run.js';
import { progressText } from './rebuild.js';
import { statusText } from './status.js';
import { refusedLine } from './tail.js';
import { sinceReceipt, traceText } from './trace.js';
import { verifyText } from './verify.js';

const RECEIPT = Date.UTC(2026, 2, 2, 13);
const later = (ms: number): string => new Date(RECEIPT + ms).toISOString();

describe('what a verb says', () => {
  it('counts the times of a trace from the receipt', () => {
    expect([0, 12, 1_500, 180_000, 7_200_000].map((ms) => sinceReceipt(later(ms), RECEIPT))).toEqual([
      '+0 ms',
      '+12 ms',
      '+1.5 s',
      '+3 min',
      '+2 h',
    ]);
    expect(sinceReceipt(undefined, RECEIPT)).toBe('');
  });
  it('tells every step of a trace, also one without a time', () => {
    const steps = [
      { step: 'received', at: later(0), detail: 'from urn:x' },
      { step: 'waiting', detail: 'for its follower' },
    ] as const;
    const text = traceText({
      id: 'e-1',
      source: 'urn:x',
      type: 'rapport.note.signed.v1',
      position: 7,
      episode: 'ep-1',
      steps,
    });
    expect(text).toMatch(/\+0 ms {2}received {2}from urn:x\n +waiting {3}for its follower$/);
    expect(text).toContain('position 7');
  });
  it('E16: tells what was refused on one line, with a dash for what could not be read', () => {
    const line = { number: 12, at: later(0), verdict: 'refused', effect: 'nothing', events: 1, ms: 3 } as const;
    const named = { source: 'urn:x', id: 'e-1', type: 'a.b.v1', codes: ['invalid_event', 'future_time'], key: '5f0d' };
    expect(refusedLine({ ...line, ...named })).toBe(
      '2026-03-02T13:00:00.000Z      12  invalid_event future_time  a.b.v1  urn:x  e-1  key 5f0d',
    );
    expect(refusedLine({ ...line, source: '', id: '', type: '', codes: ['unauthenticated'] })).toMatch(
      /unauthenticated {2}- {2}- {2}- {2}key unknown$/,
    );
  });
  it('D11: says how the house is in the sentence of the API, with what to do', () => {
    const problem = { code: 'no-worker', words: 'No worker is running.', next: 'start a worker' } as const;
    const text = statusText({
      sentence: problem.words,
      problems: [problem],
      unreached: { alerts: 0, since: null },
      workers: { there: 0, lastSeen: null, latestStart: null, versions: [] },
      apiVersions: [],
      stages: [{ stage: 'follow', waiting: 3, oldestSeconds: 1 }],
    });
    expect(text.split('\n')[0]).toBe(problem.words);
    expect(text).toContain('-> start a worker');
    expect(text).toContain('0 workers running   waiting: follow 3');
  });
  it('says of a rebuild how far it is, also of an empty log', () => {
    const progress = { events: 500, episodes: 50, totalEpisodes: 200, eventsPerSecond: 1_234.5, secondsLeft: 2.1 };
    expect(progressText(progress)).toBe('25 %  50 of 200 episodes  500 events  1235 events/s  3 s left');
    expect(progressText({ ...progress, episodes: 0, totalEpisodes: 0 })).toContain('100 %');
  });
  it('lists every difference, and what could not be compared', () => {
    const difference = { tenant: 1, episode: 'ep-1', what: 'caseload', detail: 'differs' } as const;
    const sound = { damage: [], streams: [], interrupted: null };
    expect(verifyText({ episodes: 2, events: 9, behind: 1, differences: [difference], ...sound })).toBe(
      '2 episodes, 9 events, 1 of them not compared because their newest events came meanwhile or are waiting to be followed: 1 differences\n  tenant 1  ep-1  caseload: differs',
    );
  });
  it('N13: names the positions of a log that was changed, and never calls that a difference to rebuild', () => {
    const text = verifyText({
      episodes: 2,
      events: 9,
      behind: 0,
      differences: [],
      damage: [
        { tenant: 1, position: 7, count: 1, kind: 'changed', stream: 'episode/ep-1' },
        { tenant: 1, position: 8, count: 1, kind: 'restated', stream: 'episode/ep-1' },
        { tenant: 1, position: 9, count: 3, kind: 'gone', stream: undefined },
      ],
      streams: [{ tenant: 1, stream: 'episode/ep-1', appended: 4, found: 3 }],
      interrupted: 'SyntaxError: no JSON',
    });
    expect(text).toContain('not all of them were compared: SyntaxError: no JSON');
    expect(text).toContain('position 7  episode/ep-1: has another payload than was appended');
    expect(text).toContain('position 8  episode/ep-1: says another time, type, order or mark of history than');
    expect(text).toContain('positions 9 to 11: are gone');
    expect(text).toContain('episode/ep-1: 3 events are there, 4 were appended');
    expect(text).not.toContain('rebuild');
  });
  it('says of messages to be sent again which would not be, and every reason that there is', () => {
    const planned = { kind: 'deliveries', act: 'retry', items: 3, expected: 1, groups: [], grave: 0, more: false };
    expect(planText(planned as unknown as RepairAnswer)).toContain(
      '\n2 of them would not be sent, because their alert is taken, has ended or is with somebody else, because their channel is off, or because the client has withdrawn consent to messages',
    );
  });
});
