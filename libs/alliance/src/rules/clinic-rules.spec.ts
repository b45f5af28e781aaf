import { on, opened, pulse, withRupture } from '../../spec/history.js';
import { alertsOf, continueEpisode, foldEpisode } from '../episode/episode.js';
import type { ClinicEvent } from '#lib/events';
import { examine } from '#lib/intake';
import { rapportPulse } from '#lib/instruments';
import { summarise, narrate } from '#lib/presentation';
import { DEFAULT_RULES, type ClinicRules } from './clinic-rules.js';

const rules = (chosen: Partial<ClinicRules>): ClinicRules => ({ ...DEFAULT_RULES, revision: 1, ...chosen });
const last = (events: readonly ClinicEvent[], chosen: ClinicRules): unknown =>
  foldEpisode(events, chosen).series[0]?.ratings.at(-1);

describe('a rule on trial', () => {
  const chosen = rules({ shadow: ['reliable-drop', 'dual-spread'] });

  it('is written down, moves nothing and tells nobody', () => {
    const state = foldEpisode(withRupture(), chosen);
    expect(last(withRupture(), chosen)).toMatchObject({
      shadow: expect.arrayContaining([{ rule: 'reliable-drop', tier: 'probable' }]) as unknown,
    });
    expect([state.rupture?.rules.includes('reliable-drop') ?? false, alertsOf(state)]).toEqual([false, []]);
  });
});

describe('a parameter of a clinic', () => {
  const wider = { 'reliable-drop': { reliableChanges: 2 } };

  it('changes what the rule concludes, here and when folding goes on', () => {
    const chosen = rules({ parameters: wider });
    const [fall] = withRupture().slice(-1);
    const before = foldEpisode(withRupture().slice(0, -1), chosen);
    expect(last(withRupture(), DEFAULT_RULES)).toMatchObject({
      rules: expect.arrayContaining(['reliable-drop']) as unknown,
    });
    expect(last(withRupture(), chosen)).not.toMatchObject({
      rules: expect.arrayContaining(['reliable-drop']) as unknown,
    });
    expect(fall && continueEpisode(before, [fall], chosen)).toEqual(foldEpisode(withRupture(), chosen));
  });

  it('may hold for one approach only, from when a source names it', () => {
    const chosen = rules({ byApproach: { psychodynamic: wider } });
    const named = on(2, 'episode.updated', { approach: 'psychodynamic' });
    expect(foldEpisode([...withRupture(), named], chosen).approach).toBe('psychodynamic');
    const speaks = { rules: expect.arrayContaining(['reliable-drop']) as unknown };
    expect(last([...withRupture(), named], chosen)).not.toMatchObject(speaks);
    expect(last([...withRupture(), on(2, 'episode.updated', { approach: 'cbt' })], chosen)).toMatchObject(speaks);
  });
});

it('waits for the way back for five forms in psychodynamic work, as the house has it', () => {
  const low = [28, 35, 42, 49, 56].map((at) => pulse(at, 60));
  const named = on(2, 'episode.updated', { approach: 'psychodynamic' });
  const stateAfter = (forms: number, ...more: ClinicEvent[]) =>
    foldEpisode([...withRupture(), ...more, ...low.slice(0, forms)]).rupture?.state;
  expect([stateAfter(2), stateAfter(3)]).toEqual(['open', 'unrepaired']);
  expect([stateAfter(4, named), stateAfter(5, named)]).toEqual(['open', 'unrepaired']);
});

describe('an instrument of a clinic', () => {
  const own = { ...rapportPulse, code: 'own-form', title: 'Our own form' };
  const chosen = rules({ instruments: [own] });
  const renamed = (event: ClinicEvent): ClinicEvent =>
    ({ ...event, data: { ...event.data, instrument: { code: 'own-form', version: '1.0' } } }) as ClinicEvent;

  it('is taken in, judged and summed up, where another clinic keeps it aside', () => {
    const event = renamed(pulse(7, 60));
    expect(examine(event, chosen)).toEqual({ faults: [] });
    expect(examine(event).quarantine).toBe('unknown_instrument');
    const state = foldEpisode([opened(), renamed(pulse(1, 90)), event], chosen);
    expect(state.rupture?.series).toBe('own-form@1/client');
    expect(summarise(state, chosen).lastAlliance).toEqual([90, 60]);
  });

  it('is kept while it is not active, and counts at its own time once it is', () => {
    const waiting = rules({ inactive: [own] });
    const event = renamed(pulse(7, 60));
    expect(examine(event, waiting)).toEqual({ faults: [], held: 'inactive_instrument' });
    const history = [opened(), renamed(pulse(1, 90)), event];
    expect(foldEpisode(history, waiting)).toMatchObject({ series: [], rupture: null, alerts: [] });
    expect(narrate(history, waiting).at(-1)?.words).toBe('Form received, of an instrument that is not active here');
    expect(foldEpisode(history, chosen).rupture).toMatchObject({ onset: event.occurredAt });
  });

  it('comes before ours of the same name', () => {
    const lower = rules({ instruments: [{ ...rapportPulse, floor: 10 }, rapportPulse] });
    expect(last([opened(), pulse(1, 69)], DEFAULT_RULES)).toMatchObject({ verdict: 'prompt' });
    expect(last([opened(), pulse(1, 69)], lower)).toMatchObject({ verdict: null });
  });
});
