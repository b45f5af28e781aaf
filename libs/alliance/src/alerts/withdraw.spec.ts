import { day, iso, on, withRupture } from '../../spec/history.js';
import { foldEpisode } from '../episode/episode.js';
import type { Alert } from '../state/alert.js';

const consent = (at: number, granted: boolean) => on(at, 'client.consent_changed', { scope: 'alerts', granted });
const [told] = foldEpisode(withRupture()).alerts as [Alert];
const snoozed = (at: number, until: number) =>
  on(at, 'alert.snoozed', { alert: told.key, by: 'k1', until: iso(until) });
const taken = (at: number) => on(at, 'alert.acknowledged', { alert: told.key, by: 'k1' });
const after = (...more: Parameters<typeof foldEpisode>[0]) => foldEpisode([...withRupture(), ...more]).alerts[0];

describe('an alert that was withdrawn with consent, once it is given again', () => {
  it('has come back when its time was over meanwhile', () =>
    expect(after(snoozed(22, 25), consent(23, false), consent(30, true))).toMatchObject({
      status: 'open',
      snoozedUntil: null,
      cameBackAt: day(25),
    }));

  it('is put off still when its time is not over, and comes back then', () => {
    const history = [snoozed(22, 35), consent(23, false), consent(30, true)];
    expect(after(...history)).toMatchObject({ status: 'snoozed', snoozedUntil: day(35), cameBackAt: null });
    expect(after(...history, on(36, 'client.updated', {}))).toMatchObject({ status: 'open', cameBackAt: day(35) });
  });

  it('did not come back when nobody had put it off', () =>
    expect(after(consent(23, false), consent(30, true))).toMatchObject({ status: 'open', cameBackAt: null }));

  it.each([
    ['open', []],
    ['taken', [taken(22)]],
    ['put off', [snoozed(22, 35)]],
  ])('does not say any more that it had ended: %s', (_, acts) => {
    expect(after(...acts, consent(23, false))).toMatchObject({ status: 'withdrawn', facts: { ended: 'consent' } });
    expect(after(...acts, consent(23, false), consent(30, true))?.facts).toEqual(told.facts);
  });
});
