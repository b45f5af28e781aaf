import { dbtCounters } from './dbt.js';

describe('weeks of dialectical behaviour therapy', () => {
  const [m, a, n] = ['missed', 'attended', 'not-offered'] as const;

  it('are counted apart, and four in a row are out', () => {
    const skills = [a, a, a, a, a, a, a];
    expect(dbtCounters({ individual: [m, m, a, m, m, m, m], skills })).toEqual({
      definition: 'DBT',
      state: 'dropout',
      week: 7,
      individual: [1, 2, 0, 1, 2, 3, 4],
      skills: [0, 0, 0, 0, 0, 0, 0],
    });
    expect(dbtCounters({ individual: [m, m, a, m, m, m], skills })).toMatchObject({ state: 'open', week: null });
  });

  it('are dated by whichever of the two came first', () => {
    const four = [m, m, m, m];
    expect(dbtCounters({ individual: [a, ...four], skills: four })).toMatchObject({ state: 'dropout', week: 4 });
    expect(dbtCounters({ individual: four, skills: [a, ...four] })).toMatchObject({ state: 'dropout', week: 4 });
    expect(dbtCounters({ individual: [m, m, m], skills: [] })).toMatchObject({ state: 'open', week: null });
    expect(dbtCounters({ individual: [...four, a, ...four], skills: [] })).toMatchObject({ week: 4 });
  });

  it('do not count where nothing was offered', () =>
    expect(dbtCounters({ individual: [], skills: [m, m, n, m, m] })).toMatchObject({
      week: 5,
      skills: [1, 2, 2, 3, 4],
    }));
});
