/** Which act answers the prompt about a rupture, and what it does to the rupture. */
import { actBy, alertOf, happening, stateWith } from '../../spec/alerts.js';
import { day, iso, on } from '../../spec/history.js';
import { fallen } from '../../spec/judged.js';
import type { ActEvent } from '../alerts/acts.js';
import { DEFAULT_RULES } from '../rules/clinic-rules.js';
import type { Alert } from '../state/alert.js';
import type { EpisodeState, WaitingAct } from '../state/episode-state.js';
import { act, settleWaitingActs } from './answer-prompt.js';

const rupture = fallen();
const told = alertOf('strain-open', rupture.cause);
const resolved = (outcome: string, alert = told.key, more: object = {}): ActEvent =>
  on(9, 'alert.resolved', { alert, by: 'k1', outcome, ...more } as never) as ActEvent;
const wrong = (alert = told.key): ActEvent =>
  on(9, 'alert.overridden', { alert, by: 'k1', reason: 'wrong' } as never) as ActEvent;
const having = (alerts: readonly Alert[], more: Partial<EpisodeState> = {}): EpisodeState =>
  stateWith(alerts, { rupture, ...more });
const after = (event: ActEvent, alerts: readonly Alert[] = [told], more: Partial<EpisodeState> = {}): EpisodeState =>
  act(having(alerts, more), event, DEFAULT_RULES);

describe('an act about a rupture', () => {
  it.each<[string, ActEvent, object]>([
    ['that was none', wrong(), { state: 'withdrawn' }],
    ['that was talked through', resolved('talked-it-through'), { state: 'repairing', tier: 'confirmed' }],
    [
      'that was known',
      on(9, 'alert.overridden', { alert: told.key, by: 'k1', reason: 'already-knew' } as never) as ActEvent,
      { state: 'open', tier: 'confirmed' },
    ],
    ['that needs nothing', resolved('nothing-needed'), { state: 'open', tier: 'probable' }],
  ])('ends the prompt, and says so of one %s', (_, event, expected) => {
    const next = after(event);
    expect(next.rupture).toMatchObject(expected);
    expect(next.answered).toEqual({ at: day(9), cause: rupture.cause });
  });

  it('is about what the person knew, and nothing that came after the act', () => {
    expect(after(resolved('nothing-needed', told.key, { knew: iso(8) })).answered?.at).toBe(day(8));
    expect(after(resolved('nothing-needed', told.key, { knew: iso(10) })).answered?.at).toBe(day(9));
  });

  const other = alertOf('low-start', rupture.cause);
  const earlier = alertOf('strain-open', 'earlier');
  it.each<[string, ActEvent, readonly Alert[], Partial<EpisodeState>]>([
    ['about another alert with the same cause', wrong(other.key), [other, told], {}],
    ['about another alert, told later', wrong(other.key), [told, other], {}],
    ['about a rupture before', wrong(earlier.key), [earlier, told], {}],
    ['where another person ended it before', wrong(), [{ ...told, status: 'resolved', act: actBy('resolved') }], {}],
    [
      'where a claim comes after its end',
      on(9, 'alert.acknowledged', { alert: told.key, by: 'k1' }) as ActEvent,
      [{ ...told, status: 'withdrawn' }],
      {},
    ],
    ['where it is only claimed', on(9, 'alert.acknowledged', { alert: told.key, by: 'k1' }) as ActEvent, [told], {}],
    ['where it is settled', wrong(), [told], { rupture: { ...rupture, state: 'repaired' } }],
  ])('changes nothing of it %s', (...[, event, alerts, more]) => {
    const next = after(event, alerts, more);
    expect([next.rupture, next.answered]).toEqual([more.rupture ?? rupture, null]);
  });

  it('is about the alert that it names among others', () =>
    expect(after(wrong(), [earlier, other, told]).rupture?.state).toBe('withdrawn'));
});

describe('an act that waits', () => {
  const acted: WaitingAct = { alert: told.key, act: actBy('overridden', 'wrong'), until: null, knew: null };
  const telling = { event: happening(), rules: DEFAULT_RULES, part: 'both' } as const;

  it('is settled once its alert stands', () => {
    const next = settleWaitingActs(having([told], { waitingActs: [acted] }), telling, DEFAULT_RULES);
    expect(next).toMatchObject({ waitingActs: [], rupture: { state: 'withdrawn' } });
    expect(next.alerts[0]?.status).toBe('overridden');
  });

  it.each<[string, Partial<EpisodeState>]>([
    ['where none waits', {}],
    ['where its alert does not stand', { waitingActs: [{ ...acted, alert: 'strain-open:1:later' }] }],
  ])('changes nothing %s', (_, more) => {
    const state = having([told], more);
    expect(settleWaitingActs(state, telling, DEFAULT_RULES)).toBe(state);
    expect(settleWaitingActs(state, { ...telling, part: 'word' }, DEFAULT_RULES)).toBe(state);
  });
});
