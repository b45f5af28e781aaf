import { attended, booked, clinicianPulse, day, fromHistory, opened, pulse, timer } from '../../spec/history.js';
import { DEFAULT_RULES, type ClinicRules } from '../rules/clinic-rules.js';
import { hazardOf } from '../dropout/hazard/hazard.js';
import { COEFFICIENTS_V1 } from '../dropout/hazard/coefficients.v1.js';
import { foldEpisode } from '../episode/episode.js';
import type { ClinicEvent } from '#lib/events';
import { lookAgainAt } from '../episode/timers.js';
import type { Alert } from '../state/alert.js';
import { raiseDropoutRiskAlerts } from './dropout-risk-alerts.js';

const references = [{ code: 'pulse', version: '1', mean: 80, sd: 10 }];
const chance = (stopping: object = {}): ClinicRules => ({
  ...DEFAULT_RULES,
  stopping: { model: 'stopping-early-1', site: 0, references, ...stopping },
});

/** The chance that is told once every look that the judge asks for has come. */
function told(events: readonly ClinicEvent[], rules = chance()): Alert | undefined {
  let history = events;
  for (let next = lookAgainAt(foldEpisode(history, rules), rules); next;) {
    history = [...history, timer(next)];
    next = lookAgainAt(foldEpisode(history, rules), rules);
  }
  return foldEpisode(history, rules).alerts.find(({ rule }) => rule === 'stopping-chance');
}
const begun = [opened(), pulse(1, 80), attended(1), booked(1, 8), pulse(8, 80), attended(8)];

describe('what is told of a chance', () => {
  it.each<[what: string, told: Alert | undefined, facts: object]>([
    ['silence', told(begun), { ratio: 2.6, inHundred: 8, first: 'nofut' }],
    [
      'a low form',
      told([...begun.slice(0, 4), pulse(8, 40), attended(8)]),
      { ratio: 16, inHundred: 48, first: 'level' },
    ],
    ['silence where few stop', told(begun, chance({ site: -3 })), { inHundred: 1, first: 'nofut' }],
  ])('is how unusual it is, how likely in a hundred, and the strongest sign: %s', (_, alert, facts) =>
    expect(alert?.facts).toMatchObject(facts),
  );

  it('names no sign where none is above what is usual', () => {
    const state = foldEpisode(begun, chance());
    const hazard = hazardOf(COEFFICIENTS_V1, { interval: 2, features: {}, site: 0 });
    const look = timer({ at: day(16), reason: 'stopping-look' });
    const [alert] = raiseDropoutRiskAlerts(state, { hour: 'a8', hazard, event: look }).alerts;
    expect(alert).toMatchObject({ cause: 'a8', historical: false, facts: { first: 'none' } });
    expect(raiseDropoutRiskAlerts(state, { hour: 'a8', hazard, event: fromHistory(look) }).alerts[0]?.historical).toBe(
      true,
    );
  });

  it('cites the client\u2019s latest rated form, the latest sign of an open rupture, and the look', () => {
    const evidence = (...more: ClinicEvent[]) => told([...begun, ...more])?.evidence;
    const look = expect.stringMatching(/^urn:rapport timer-stopping-look-/) as unknown;
    expect(evidence(clinicianPulse(8.1, 80))).toEqual(['urn:practice pulse-8-client', look]);
    expect(evidence(pulse(8.2, 60), pulse(8.3, 55), clinicianPulse(8.4, 50))).toEqual([
      'urn:practice pulse-8.3-client',
      look,
    ]);
    const ruptured = evidence(pulse(8.2, 60, [2, 8, 2]), pulse(8.3, 61));
    expect(ruptured).toEqual(['urn:practice pulse-8.3-client', look]);
    expect(evidence(pulse(8.2, 60, [2, 8, 2]), pulse(8.3, 78))).toEqual(['urn:practice pulse-8.3-client', look]);
  });
});
