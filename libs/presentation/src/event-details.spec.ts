/** What stands beside the words of an event: what is said elsewhere is not said twice. */
import { iso, on, opened, pulseItems } from '../../alliance/spec/history.js';
import type { ClinicEvent } from '#lib/events';
import { narrate, type TimelineEntry } from './episode-timeline.js';

const instrument = { code: 'pulse', version: '1' };
const told = (event: ClinicEvent): TimelineEntry | undefined =>
  narrate([opened(), event]).find(({ kind }) => kind === event.type);

it('is nothing of what stands in the form itself', () => {
  const cameAs = { form: 'f1', respondent: 'client', mode: 'paper', enteredBy: 'practice', scorer: 'source' } as const;
  const scored = { items: pulseItems(90), totals: [{ scale: 'alliance', value: 90 }] };
  const begun = { items: [], answered: 3, total: 8 };
  for (const event of [
    on(1, 'feedback.submitted', { ...cameAs, instrument, ...scored } as never),
    on(1, 'feedback.partially_submitted', { ...cameAs, instrument, ...begun } as never),
  ]) {
    expect(told(event)?.form).toMatchObject(cameAs);
    expect(told(event)).not.toHaveProperty('details');
  }
});

it('is nothing of how clinicians see their own part, which is for supervision', () => {
  const data = { note: 'n1', source: 'clinician', markers: [{ code: 'bond' }], ownPart: 4 };
  expect(told(on(1, 'note.alliance_markers_recorded', data as never))?.details).toStrictEqual({
    ...{ note: 'n1', source: 'clinician', markers: 'bond' },
  });
});

it.each<[string, ClinicEvent, object]>([
  [
    'asked for',
    on(1, 'feedback.requested', { form: 'f1', instrument, respondent: 'member:anna', dueAt: iso(3) }),
    { form: 'f1', instrument: 'pulse 1', respondent: 'member:anna', dueAt: iso(3) },
  ],
  [
    'taken back',
    on(1, 'feedback.voided', { form: 'f1', instrument, cause: 'deleted' }),
    { form: 'f1', instrument: 'pulse 1', cause: 'deleted' },
  ],
  [
    'no longer open',
    on(1, 'feedback.expired', { form: 'f1', instrument: { ...instrument, language: 'de' } }),
    { form: 'f1', instrument: 'pulse 1', language: 'de' },
  ],
])('is which form it was of one without answers: %s', (_, event, details) =>
  expect(told(event)?.details).toStrictEqual(details),
);
