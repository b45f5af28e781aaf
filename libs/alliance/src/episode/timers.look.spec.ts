/** When silence begins to mean something, and what its timer writes down. */
import { iso, day, on } from '../../spec/history.js';
import { fallen } from '../../spec/judged.js';
import { stateWith } from '../../spec/alerts.js';
import { calendar } from '../../spec/calendar.js';
import { DEFAULT_RULES } from '../rules/clinic-rules.js';
import type { EventOf } from '#lib/events';
import type { EpisodeState } from '../state/episode-state.js';
import { breakSilence, fallSilent, lookAgainAt, type LookAgain } from './timers.js';

const rupture = fallen({ probableAt: day(5) });
const quiet = (more: Partial<EpisodeState> = {}): EpisodeState =>
  stateWith([], { rupture, attendance: calendar([]), asOf: day(20), ...more });
const due = (reason: LookAgain['reason'], dueAt: string, at = 30) =>
  on(at, 'timer.due', { reason, dueAt } as never) as EventOf<'timer.due'>;

describe('silence after a strain', () => {
  const attendance = (more: object) => ({ attendance: { ...calendar([]), ...more } });
  it.each<[string, Partial<EpisodeState>, LookAgain | undefined]>([
    ['since it became probable', {}, { at: day(19), reason: 'quiet-since-strain' }],
    ['since the last hour', attendance({ lastAttended: day(6) }), { at: day(20), reason: 'quiet-since-strain' }],
    ['since the last contact', attendance({ lastContact: day(7) }), { at: day(21), reason: 'quiet-since-strain' }],
    ['since it runs', { running: day(8) }, { at: day(22), reason: 'quiet-since-strain' }],
    ['in no break', { status: 'paused' }, undefined],
    ['as long as it is only suspected', { rupture: fallen({ probableAt: null }) }, undefined],
    ['once it is noted', { quietSince: day(5) }, undefined],
    ['without a strain', { rupture: null }, undefined],
    ['of somebody who has died', { died: day(6) }, undefined],
  ])('is looked for %s', (_, more, at) => expect(lookAgainAt(quiet(more))).toEqual(at));

  it('is looked for after a form that is due before', () => {
    const awaited = [12, 9].map((at) => ({ form: `f${at}`, instrument: 'pulse', version: '1', dueAt: day(at) }));
    expect(lookAgainAt(quiet({ awaited }))).toEqual({ at: day(9), reason: 'feedback-overdue' });
    expect(lookAgainAt(quiet({ awaited, died: day(6) }))).toBeUndefined();
  });

  it.each<[string, ReturnType<typeof due>, number | null]>([
    ['when it is due', due('quiet-since-strain', iso(19)), day(5)],
    ['not before', due('quiet-since-strain', iso(18.9)), null],
    ['when the timer comes, where that says no time', due('quiet-since-strain', '?', 19), day(5)],
    ['not before the timer comes, where that says no time', due('quiet-since-strain', '?', 18), null],
    ['by no other timer', due('pause-over', iso(19)), null],
  ])('is noted %s', (_, event, since) => expect(fallSilent(quiet(), event, DEFAULT_RULES).quietSince).toBe(since));

  it('is noted of no strain that is settled', () =>
    expect(
      fallSilent(quiet({ rupture: null }), due('quiet-since-strain', iso(19)), DEFAULT_RULES).quietSince,
    ).toBeNull());

  it.each<[string, Partial<EpisodeState>, number | null]>([
    ['goes on', { quietSince: day(5), asOf: day(6) }, day(5)],
    ['begins later where a late word moves it', { quietSince: day(4), asOf: day(19) }, day(5)],
    ['ends where that was lately', { quietSince: day(4), asOf: day(19) - 1 }, null],
    ['ends with the strain', { quietSince: day(5), rupture: null }, null],
    ['does not begin by itself', { asOf: day(30) }, null],
  ])('%s', (_, more, since) => expect(breakSilence(quiet(more)).quietSince).toBe(since));
});
