/** On how many forms in a row a fall has been there. */
import { partsOf, rapportPulse, srs } from '#lib/instruments';
import { ratedAs } from '../../spec/ratings.js';
import { day } from '../../spec/history.js';
import type { Rupture } from '../state/rupture.js';
import { dayOf, withLasting } from './lasting.js';

const fallen = (facts: Rupture['facts']) => ({ facts: { form: 'pulse', ...facts } }) as unknown as Rupture;
const lasting = (facts: Rupture['facts'], values: readonly number[], more: object = {}) =>
  withLasting(fallen(facts), { instrument: rapportPulse, respondent: 'client', rated: ratedAs(values), ...more }).facts;

describe('a fall that lasts', () => {
  it.each<[string, Rupture['facts'], number[], number | undefined]>([
    ['one form alone', { before: 90, now: 50 }, [90, 90, 50], undefined],
    ['two', { before: 90, now: 50 }, [90, 90, 55, 50], 2],
    ['since the latest that had come back', { before: 90, now: 50 }, [90, 50, 80, 55, 52, 50], 3],
    ['half of the way back is not low', { before: 90, now: 50 }, [90, 70, 50], undefined],
    ['below the level that asks for a look', { floor: 70, now: 60 }, [70, 65, 60], 2],
    ['at that level is not below', { floor: 70, now: 60 }, [70, 60], undefined],
    ['nothing fell', { felt: 'yes' }, [50, 50, 50], undefined],
  ])('%s', (...[, facts, values, forms]) => {
    const since = forms === undefined ? {} : { lowForms: forms, lowSince: dayOf(day(7 * (values.length - forms))) };
    expect(lasting(facts, values)).toEqual({ form: 'pulse', ...facts, ...since });
  });

  it('is that of a part where a part is told, by the answers about it', () => {
    const trust = { part: 'trust', partBefore: 90, partNow: 10, before: 90, now: 80 };
    const at = (value: number | null) => partsOf(rapportPulse).map(({ code }) => (code === 'trust' ? value : 90));
    const withTrust = (...values: (number | null)[]) => ({
      rated: ratedAs(values.map(() => 60)).map((form, i) => ({ ...form, parts: at(values[i] ?? null) })),
    });
    expect(lasting(trust, [], withTrust(90, 20, 10))).toMatchObject({ lowForms: 2 });
    expect(lasting(trust, [], withTrust(10, null, 10))).not.toHaveProperty('lowForms');
    expect(lasting({ ...trust, slowly: 8 }, [], withTrust(90, 20, 10))).not.toHaveProperty('lowForms');
  });

  it('is told no more where the latest form is the only low one', () =>
    expect(lasting({ before: 90, now: 50, lowForms: 3, lowSince: '2026-03-02' }, [90, 90, 50])).toEqual({
      ...{ form: 'pulse', before: 90, now: 50 },
    }));

  it('is counted on no other form, and of nobody else', () => {
    const told = { before: 90, now: 50, lowForms: 3, lowSince: '2026-03-02' };
    expect(lasting(told, [30, 20], { instrument: srs })).toEqual({ form: 'pulse', ...told });
    expect(lasting(told, [50, 50], { respondent: 'member:b' })).toEqual({ form: 'pulse', ...told });
  });
});
