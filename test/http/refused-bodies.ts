/** Bodies that are nearly right, and the question whether a refusal left anything behind. */
import { cloudEvent } from '#lib/testkit';
import { post, refusal, traces, type ApiHouse, type Sending } from './api-system.js';

/** Stands where a value is wrong: no answer may repeat it. */
export const SENT_VALUE = 'Zq7-canary-value';
export const appointment = { episode: 'ep-1', client: 'cl-1', appointment: 'ap-1' };

export const missed = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  ...cloudEvent({
    id: 'ev-1',
    type: 'appointment.missed',
    at: Date.UTC(2026, 2, 2),
    data: { ...appointment, by: 'client' },
  }),
  ...change,
});
export const json = (change: Record<string, unknown> = {}): string => JSON.stringify(missed(change));
export const withData = (member: string): string =>
  json({ type: 'vendor.unknown.v1' }).replace('"data":{', `"data":{${member},`);
export const booked = (start: string, end: string): string =>
  json({ type: 'rapport.appointment.booked.v1', data: { ...appointment, start, end } });

export interface Expected {
  readonly status: number;
  readonly code: string;
  readonly faults?: readonly string[];
}

export const refuses =
  (api: () => ApiHouse) =>
  async (sending: Sending, expected: Expected): Promise<void> => {
    const before = await traces(api().system);
    const reply = await post(api(), sending);
    const { status, code, faults } = refusal(reply);
    expect({ status, code }).toEqual({ status: expected.status, code: expected.code });
    expect(faults).toEqual(expect.arrayContaining([...(expected.faults ?? [])]));
    expect(reply.body).not.toContain(SENT_VALUE);
    expect(await traces(api().system)).toEqual(before);
  };
