import { standingOf } from './alerts.js';

const OPEN = { status: 'open', act: null, cameBackAt: null, historical: false } as const;
const act = { kind: 'acknowledge', by: 'dr-1', at: 0 } as never;

describe('where an alert stands, in a list', () => {
  it.each([
    ['open', OPEN],
    ['from history', { ...OPEN, historical: true }],
    ['eased', { ...OPEN, status: 'eased', historical: true } as const],
    ['acknowledged, acknowledge by dr-1', { ...OPEN, status: 'acknowledged', act } as const],
    ['open again, put off before by dr-1', { ...OPEN, act, cameBackAt: 1 } as const],
  ])('is %s', (words, alert) => expect(standingOf(alert as never)).toBe(words));
});
