import type { StoredEvent, StreamProgress } from '#lib/eventlog';
import { followStep } from './trace-steps.js';

const RECEIVED = Date.UTC(2026, 2, 2, 9);
const EVENT = { version: 3, receivedAt: RECEIVED } as StoredEvent;
const SEES = { urgency: true, house: true };
const at = (minutes: number): Date => new Date(RECEIVED + minutes * 60_000);
const PROGRESS: StreamProgress = {
  version: 4,
  previous: 2,
  at: at(1),
  setAside: null,
  reason: null,
  builtSince: null,
};

describe('when an event was followed', () => {
  it('is known of the last follow of its episode', () =>
    expect(followStep(EVENT, PROGRESS, SEES)).toMatchObject({ step: 'followed', at: at(1).toISOString() }));

  it('is not known any more once a later event was followed, or a rebuild has read it again', () => {
    const later = followStep(EVENT, { ...PROGRESS, previous: 3 }, SEES);
    const built = followStep(EVENT, { ...PROGRESS, at: at(12), builtSince: at(11) }, SEES);
    expect([later, built]).toEqual([
      { step: 'followed', detail: 'in an earlier follow' },
      { step: 'followed', detail: 'before the read models were built again on 2026-03-02T09:11:00.000Z' },
    ]);
  });

  it('is known of one that came after the rebuild had begun', () =>
    expect(followStep(EVENT, { ...PROGRESS, builtSince: at(-1) }, SEES)).toHaveProperty('at'));
});
