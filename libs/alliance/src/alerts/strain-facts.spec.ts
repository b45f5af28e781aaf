/** Which sign the words about a strain start from, how sure they are, and whether it is news to who reads them. */
import { noted, fallen } from '../../spec/judged.js';
import { stateWith } from '../../spec/alerts.js';
import type { CodedSession } from '../state/coded-session.js';
import { isOwnMark, strainFacts } from './strain-facts.js';

describe('an alert about a strain', () => {
  it('says what is known, as codes', () =>
    expect(strainFacts(fallen({ facts: { before: 90, now: 60, exactness: 'untested' } }))).toEqual({
      ...{ basis: 'drop', sure: 'untested', tier: 'probable', signs: 1 },
      ...{ before: 90, now: 60, exactness: 'untested' },
    }));

  it('names the part and the kind where they are known', () => {
    const named = strainFacts(fallen({ facet: 'bond', kind: 'mixed' }));
    expect(named).toMatchObject({ facet: 'bond', kind: 'mixed' });
    expect(Object.keys(strainFacts(fallen()))).toEqual(['basis', 'sure', 'tier', 'signs']);
  });

  const FALL = { before: 90, now: 60 };
  it.each([
    ['swings', { swings: 40, high: 80, felt: 'yes', part: 'bond', ...FALL }, ['swings']],
    ['part', { part: 'bond', ...FALL }, ['part-fell']],
    ['part-said', { part: 'bond', felt: 'a little', ...FALL }, ['part-fell']],
    ['both', { felt: 'yes', ...FALL, slowly: 9 }, ['slow-drift']],
    ['part-swings', { swingPart: 'trust', part: 'bond', felt: 'yes' }, ['swings', 'part-fell']],
    ['drop', { swingPart: 'trust', ...FALL }, ['reliable-drop', 'swings']],
    ['part', { swingPart: 'trust', part: 'bond', ...FALL }, ['part-fell', 'swings']],
    ['both', { swingPart: 'trust', felt: 'yes', ...FALL }, ['reliable-drop', 'swings']],
    ['drop', FALL, ['reliable-drop']],
    ['drop', FALL, ['level']],
    ['slow', { ...FALL, slowly: 9 }, ['slow-drift']],
    ['slow', { ...FALL, slowly: 9 }, ['slow-drift', 'level']],
    ['drop', { ...FALL, slowly: 9 }, ['slow-drift', 'reliable-drop']],
    ['drop', { ...FALL, slowly: 9 }, ['dual-spread', 'slow-drift']],
    ['drop', { ...FALL, slowly: 9 }, ['control-limits', 'slow-drift']],
    ['said', { felt: 'a little', floor: 70, marked: 'withdrawal' }, ['direct-report']],
    ['level', { floor: 70, marked: 'withdrawal' }, ['level', 'coded-markers']],
    ['marked', { marked: 'withdrawal', small: 'hour-missed' }, ['coded-markers']],
    ['signs', { small: 'hour-missed' }, ['weak-signs']],
    ['level', {}, ['level']],
  ])('starts from %s: %j', (basis, facts, rules) =>
    expect(strainFacts(fallen({ facts: facts as never, rules }))['basis']).toBe(basis),
  );

  it.each([
    ['said', { felt: 'yes' }, 'confirmed', ['direct-report']],
    ['person', { felt: 'a little' }, 'confirmed', ['direct-report']],
    ['person', {}, 'confirmed', ['coded-markers']],
    ['marked', {}, 'probable', ['coded-markers']],
    ['signs', { exactness: 'assumed' }, 'probable', ['weak-signs']],
    ['untested', { exactness: 'untested' }, 'probable', ['level', 'weak-signs']],
    ['untested', { exactness: 'untested' }, 'probable', ['level', 'coded-markers']],
    ['assumed', {}, 'probable', ['level']],
  ] as const)('is as sure as its signs are: %s', (...[sure, facts, tier, rules]) =>
    expect(strainFacts(fallen({ facts: facts as never, tier, rules }))['sure']).toBe(sure),
  );
});

describe('a mark in a note', () => {
  const hour = (event: string, source: CodedSession['source'], by: string | null): CodedSession => ({
    ...{ at: 0, event, note: `n ${event}`, by, source, markers: [] },
  });
  const rupture = noted({ evidence: ['a', 'b'] });
  const isOwn = (hours: readonly CodedSession[], more: object = {}) =>
    isOwnMark(stateWith([], { hours, ...more }), rupture);

  it('is no news to who wrote it', () => {
    expect(isOwn([hour('a', 'clinician', 'k1'), hour('b', 'clinician', null)])).toBe(true);
    expect(isOwn([hour('a', 'clinician', 'k1')], { cover: 'k2' })).toBe(false);
    expect(isOwn([hour('a', 'clinician', 'k2')], { cover: 'k2' })).toBe(true);
  });

  it('is news where a supervisor or somebody else wrote one of them', () => {
    expect(isOwn([hour('a', 'clinician', 'k1'), hour('b', 'supervisor', 'k1')])).toBe(false);
    expect(isOwn([hour('a', 'clinician', 'k1'), hour('b', 'clinician', 'k2')])).toBe(false);
    expect(isOwn([hour('a', 'clinician', 'k1'), hour('other', 'supervisor', 'k9')])).toBe(true);
  });

  it('is news together with any other sign', () =>
    expect(isOwnMark(stateWith([]), noted({ rules: ['coded-markers', 'level'] }))).toBe(false));
});
