import type { RevisionEntry } from '#lib/pipeline';
import { needNewest, overtaken, refuseOvertaken } from './choice-file.js';

const MADE = [
  { revision: 3, madeBy: 'lead-1', reason: 'fewer prompts' },
  { revision: 4, madeBy: 'lead-2', reason: 'more prompts' },
] as unknown as readonly RevisionEntry[];
const lost = (from: number | undefined, by: string | undefined = 'lead-1'): string =>
  overtaken({ file: 'clinic.json', from, by }, MADE);
const failureOf = (work: () => void): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('a file of a choice that others have overtaken', () => {
  it('takes nothing back where it was made from the newest revision, or where only its owner came after it', () => {
    expect(lost(4)).toBe('');
    expect(lost(3, 'lead-2')).toBe('');
    expect(overtaken({ file: 'clinic.json', from: 9, by: 'lead-1' }, [])).toBe('');
  });

  it.each([
    ['somebody else came after', 3, /made from revision 3, and would take back .*: revision 4 by lead-2/],
    ['it does not say', undefined, /does not say which revision .* all of revision 4 by lead-2/],
    ['it is of another clinic', 9, /revision 9, which this clinic does not have: .* all of revision 4 by lead-2/],
  ])('says what is lost where %s', (_what, from, said) => expect(lost(from)).toMatch(said));

  it('says of a look without a name that it cannot tell whose revisions are your own', () => {
    expect(overtaken({ file: 'clinic.json', from: 2, by: undefined }, MADE)).toMatch(
      /after it \(yours too, because no --by says who you are\): revision 3 by lead-1 .*; revision 4 by lead-2/,
    );
    expect(lost(2)).not.toMatch(/yours too/);
  });

  it.each([
    ['clinic.json', 'north', 'clinic show --tenant north > clinic-4.json '],
    ['-', undefined, 'clinic show > clinic-4.json '],
  ])('refused, %s is not written over by the next step, which is of the same clinic', (file, tenant, next) =>
    expect(refuseOvertaken('lost', { file, newest: 4, tenant })).toMatchObject({ next: expect.stringContaining(next) }),
  );

  it('takes no place but that of the newest revision', () => {
    const asked = { newest: 4, tenant: 'north' };
    expect([undefined, 4].map((over) => failureOf(() => needNewest(over, asked)))).toEqual([undefined, undefined]);
    for (const over of [0, 3, 9])
      expect(failureOf(() => needNewest(over, asked))).toMatchObject({
        message: `--over ${over} is not the newest revision, which is 4; nothing was stored`,
        next: expect.stringContaining('clinic history --tenant north'),
      });
  });
});
