import { clinicFile } from '../../../../libs/instruments/src/conformance/clinic-file.js';
import { readInstrument, LIBRARY, WITHOUT_KEY } from '#lib/instruments';
import { changeOp } from './change-op.js';
import { scoreOp } from './score-op.js';

const refused = (answer: object): string | undefined => {
  const { error } = answer as { error?: { code: string; pointer: string; hint: string } };
  return error && error.hint.length > 0 ? `${error.code} ${error.pointer}` : undefined;
};
const waiSr = [4, 5, 4, 3, 5, 4, 4, 3, 5, 4, 4, 5];

describe('score', () => {
  const scored = (given: object): object => scoreOp({ op: 'score', ...given });

  it('answers with what applies to the instrument', () =>
    expect(scored({ instrument: 'wai-sr', items: waiSr })).toEqual({
      total: 50,
      mean: expect.closeTo(4.1666667, 6),
      subscales: { task: 18, bond: 18, goal: 14 },
      status: 'complete',
    }));

  it('answers for every instrument when nothing was answered', () => {
    for (const { code, items } of LIBRARY) {
      expect(scored({ instrument: code, items: items.map(() => null) })).toMatchObject({ status: 'incomplete' });
    }
  });

  it('counts the line in where sources disagree, and nowhere else', () => {
    const given = { items: [9, 9, 9, 9], options: { inclusive: true } };
    expect(scored({ instrument: 'srs', ...given })).toMatchObject({ clinical: true });
    expect(scored({ instrument: 'srs', items: given.items })).toMatchObject({ clinical: false });
    expect(refused(scored({ instrument: 'ors', ...given }))).toBe('unsupported_option /options/inclusive');
  });

  it.each<[unknown, string]>([
    [null, 'not_an_object '],
    [{ op: 'score' }, 'missing_member /instrument'],
    [{ op: 'score', instrument: 'wai-rs', items: waiSr }, 'unknown_instrument /instrument'],
    [{ op: 'score', instrument: 'br-wai', items: waiSr }, 'unknown_instrument /instrument'],
    [{ op: 'score', instrument: 'wai-sr', items: waiSr.slice(1) }, 'list_size /items'],
    [{ op: 'score', instrument: 'wai-sr', items: [...waiSr, 1] }, 'list_size /items'],
    [{ op: 'score', instrument: 'goals', items: [] }, 'list_size /items'],
    [{ op: 'score', instrument: 'wai-sr', items: waiSr.with(3, 6) }, 'score_range /items/3'],
    [{ op: 'score', instrument: 'wai-sr', items: waiSr.with(3, 2.5) }, 'score_range /items/3'],
    [{ op: 'score', instrument: 'srs', items: [9.15, 9, 9, 9] }, 'score_range /items/0'],
    [{ op: 'score', instrument: 'wai-sr', items: [...waiSr.slice(1), '4'] }, 'number_range /items/11'],
    [{ op: 'score', instrument: 'wai-sr', items: waiSr.with(0, Number.NaN) }, 'number_range /items/0'],
    [{ op: 'score', instrument: 'ors', items: [1, 2, 3, 4], options: { form: 'baby' } }, 'unknown_code /options/form'],
    [{ op: 'score', instrument: 'ors', items: [1, 2, 3, 4], option: {} }, 'unknown_property /option'],
    [{ op: 'change', instrument: 'ors', items: [1, 2, 3, 4] }, 'unknown_code /op'],
  ])('refuses %j', (input, expected) => expect(refused(scoreOp(input))).toBe(expected));

  it('says why a questionnaire without a known key is not scored', () => {
    const known = new Set(LIBRARY.map(({ code }) => code));
    for (const { code, unknown } of WITHOUT_KEY) {
      expect(known.has(code)).toBe(false);
      expect(JSON.stringify(scored({ instrument: code, items: [1] }))).toContain(unknown);
    }
  });
});

describe('change', () => {
  const changed = (given: object): object => changeOp({ op: 'change', ...given });
  const figures = { sd: 7.5, r: 0.8, pre: 32.5, post: 47.5, direction: 'higher-better' };

  it('answers by figures', () =>
    expect(changed(figures)).toEqual({
      sem: expect.closeTo(3.354102, 6),
      sdiff: expect.closeTo(4.7434165, 6),
      rc: expect.closeTo(3.1622777, 6),
      threshold: expect.closeTo(9.2970963, 6),
      reliable: true,
      class: 'improved',
    }));

  it('takes another width of the interval', () =>
    expect(changed({ ...figures, z: 3.2 })).toMatchObject({ reliable: false, class: 'unchanged' }));

  it('answers by instrument, with null for what was never published', () => {
    expect(changed({ instrument: 'phq-9', pre: 14, post: 8 })).toEqual({
      sem: null,
      sdiff: null,
      rc: null,
      threshold: 6,
      reliable: true,
      class: 'recovered',
    });
    expect(changed({ instrument: 'ors', pre: 26, post: 32, form: 'child' })).toMatchObject({ class: 'recovered' });
    expect(changed({ instrument: 'ors', pre: 26, post: 32 })).toMatchObject({ class: 'improved' });
  });

  it('lets a clinic put its own figures in place of the published ones', () =>
    expect(changed({ instrument: 'wai-sr', pre: 50, post: 40, sd: 7, r: 0.8 })).toMatchObject({
      threshold: expect.closeTo(8.6772899, 6),
      class: 'deteriorated',
    }));

  it('pairs goals that were rated both times', () => {
    expect(changed({ instrument: 'goals', pre: [2, 3, 1], post: [5, 6, null] })).toMatchObject({
      threshold: 2.45,
      reliable: true,
      class: 'improved',
    });
    expect(changed({ instrument: 'goals', pre: 2.5, post: 4.9 })).toMatchObject({ class: 'unchanged' });
    expect(refused(changed({ instrument: 'goals', pre: [2, null], post: [null, 6] }))).toBe('no_pair /post');
  });

  it('reads a clinic’s own instrument', () => {
    const read = readInstrument(clinicFile());
    const own = read.ok ? [read.value] : [];
    const input = { op: 'change', instrument: 'harbour-check', pre: 8, post: 4 };
    expect(changeOp(input, own)).toMatchObject({ threshold: 4, class: 'recovered' });
    expect(refused(changeOp(input))).toBe('unknown_instrument /instrument');
  });

  it.each<[object, string]>([
    [{ ...figures, sd: 0 }, 'number_range /sd'],
    [{ ...figures, sd: -1 }, 'number_range /sd'],
    [{ ...figures, r: 1 }, 'number_range /r'],
    [{ ...figures, r: 1.2 }, 'number_range /r'],
    [{ ...figures, pre: null }, 'number_range /pre'],
    [{ ...figures, direction: 'up' }, 'unknown_code /direction'],
    [{ sd: 7, r: 0.8, pre: 1, post: 2 }, 'missing_member /direction'],
    [{ instrument: 'wai-sr', pre: 50, post: 40 }, 'no_reference /instrument'],
    [{ instrument: 'goals', pre: 2, post: 6, respondent: 'clinician' }, 'no_reference /instrument'],
    [{ instrument: 'oq-45', pre: 82, post: 68, z: 1.645 }, 'no_reference /instrument'],
    [{ instrument: 'wai-sr', pre: 50, post: 40, sd: 7 }, 'missing_member /r'],
    [{ instrument: 'wai-sr', pre: 50, post: 40, r: 0.8 }, 'missing_member /sd'],
    [{ instrument: 'wai-sr', pre: 50, post: 40, sd: 0, r: 0.8 }, 'number_range /sd'],
    [{ instrument: 'phq-9', pre: 14, post: 28 }, 'score_range /post'],
    [{ instrument: 'phq-9', pre: 14, post: 8, direction: 'higher-better' }, 'direction_conflict /direction'],
    [{ instrument: 'phq-9', pre: 14, post: 8, form: 'child' }, 'unknown_code /form'],
    [{ instrument: 'phq-9', pre: [14], post: [8] }, 'number_range /pre'],
    [{ instrument: 'goals', pre: [2], post: [11] }, 'number_range /post/0'],
  ])('refuses %j', (given, expected) => expect(refused(changed(given))).toBe(expected));

  it('refuses what is no object', () => expect(refused(changeOp('change'))).toBe('not_an_object '));
});
