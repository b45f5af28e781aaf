import { nearest } from './nearest.js';

describe('did you mean', () => {
  const known = ['RAPPORT_PORT', 'RAPPORT_HOST', 'client', 'clinician'];
  it.each([
    ['RAPORT_PORT', 'RAPPORT_PORT'],
    ['rapport_host', 'RAPPORT_HOST'],
    ['clent', 'client'],
    ['clinican', 'clinician'],
  ])('%s means %s', (typed, meant) => expect(nearest(typed, known)).toBe(meant));

  it('finds no likeness in two short words that share nothing', () => {
    expect(nearest('fr', ['en', 'de'])).toBeUndefined();
    expect(nearest('foo', ['op'])).toBeUndefined();
    expect(nearest('dee', ['en', 'de'])).toBe('de');
  });

  it.each(['', 'observer', 'PORT', 'x'.repeat(500)])('%.20s means nothing we know', (typed) =>
    expect(nearest(typed, known)).toBeUndefined(),
  );

  it('prefers the closest, and the first among equals', () => {
    expect(nearest('cat', ['bat', 'cart', 'cat'])).toBe('cat');
    expect(nearest('cat', ['bat', 'hat'])).toBe('bat');
  });
});
