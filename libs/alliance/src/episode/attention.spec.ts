import type { ClinicEvent } from '#lib/events';
import { LIBRARY } from '#lib/instruments';
import { rulesWith } from '../../spec/forms.js';
import { clinicianPulse, on, opened, phq, phqRules, requested, withRupture } from '../../spec/history.js';
import type { Alert, AlertTier } from '../state/alert.js';
import type { EpisodeState } from '../state/episode-state.js';
import { attentionOf } from './attention.js';
import { alertsOf, foldEpisode } from './episode.js';

const strained = foldEpisode(withRupture(), phqRules());
const [strain] = alertsOf(strained) as [Alert];
const alert = (tier: AlertTier, more: Partial<Alert> = {}): Alert => ({
  ...strain,
  key: `${tier}-later`,
  tier,
  ...more,
});
const after = (...alerts: Alert[]): EpisodeState => ({ ...strained, alerts });
const asks = (...alerts: Alert[]): string => attentionOf(after(...alerts), phqRules()).attention;

describe('words: an episode without a form about the work', () => {
  const seq = { form: 's1', instrument: { code: 'seq', version: '5' }, respondent: 'client' };
  const items = [3, 4, 7, 8, 9].map((n) => ({ item: `seq-${n}`, value: 5 }));

  it('has no forms only where there are none', () => {
    const rules = rulesWith(...LIBRARY);
    const because = (...events: ClinicEvent[]) => attentionOf(foldEpisode([opened(), ...events], rules), rules).because;
    expect(because()).toEqual({ code: 'no-forms' });
    expect(because(requested(1, 3))).toEqual({ code: 'no-forms' });
    expect(because(clinicianPulse(1, 80))).toEqual({ code: 'other-forms' });
    expect(because(on(1, 'feedback.submitted', { ...seq, items }))).toEqual({ code: 'other-forms' });
  });
});

describe('what an episode asks for while several alerts wait', () => {
  it('is what the most urgent one asks for, whichever came last', () => {
    expect(strain.tier).toBe('talk-soon');
    expect(asks(strain, alert('keep-an-eye'))).toBe('talk-soon');
    expect(asks(alert('keep-an-eye'), strain)).toBe('talk-soon');
    expect(asks(alert('act-today'), strain, alert('keep-an-eye'))).toBe('act-today');
  });

  it('stays so while somebody has the most urgent one, and not while it is put off or has ended', () => {
    const later = alert('keep-an-eye');
    expect(asks({ ...strain, status: 'acknowledged' }, later)).toBe('talk-soon');
    expect(asks({ ...strain, status: 'snoozed', snoozedUntil: strained.asOf + 1 }, later)).toBe('keep-an-eye');
    expect(asks({ ...strain, status: 'resolved' }, later)).toBe('keep-an-eye');
    expect(asks({ ...strain, historical: true }, later)).toBe('keep-an-eye');
  });

  it('tells of the latest of those that are as urgent as each other', () => {
    const later = alert('talk-soon');
    expect(attentionOf(after(strain, later, alert('keep-an-eye')), phqRules()).because).toEqual({
      code: 'alert',
      alert: later,
    });
  });

  it('is to act today while a safety answer waits, also where it is put off', () => {
    const told = foldEpisode([opened(), phq(1, 3)], phqRules());
    const put = told.alerts.map((one) => ({ ...one, status: 'snoozed' as const, snoozedUntil: told.asOf + 1 }));
    expect(attentionOf({ ...told, alerts: [...put, alert('keep-an-eye')] }, phqRules()).attention).toBe('act-today');
  });
});
