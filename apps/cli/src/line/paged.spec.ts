/** A list longer than one page, as a person and as a program see it. */
import { createOutput } from './output.js';
import { showList } from './paged.js';

/** So many numbers, three to a page; some pages hold none of what was asked for. */
async function shown(numbers: number, { limit = 5, json = false, only = (_: number): boolean => true } = {}) {
  const said = { data: '', messages: '' };
  const out = createOutput({
    stdout: { write: (text: string) => (said.data += text) },
    stderr: { write: (text: string) => (said.messages += text) },
    json,
    color: false,
    now: () => 0,
  });
  const ask = ({ cursor = '0' }: { readonly cursor?: string }) => {
    const from = Number(cursor);
    const page = Array.from({ length: Math.min(3, numbers - from) }, (_, i) => from + i);
    return Promise.resolve({
      items: page.filter(only).map((number) => ({ number })),
      ...(from + 3 < numbers ? { nextCursor: String(from + 3) } : {}),
    });
  };
  const rowOf = ({ number }: { readonly number: number }) => [`n${number}`];
  await showList({ ask, limit, rowOf, none: 'there is none' }, out);
  return { lines: said.data.split('\n').filter(Boolean), messages: said.messages.trim() };
}

it('comes as far as was asked for, over several pages, and says how to get the rest', async () => {
  expect(await shown(8)).toEqual({
    lines: ['n0', 'n1', 'n2', 'n3', 'n4'],
    messages: 'there are more: all of them come with --json',
  });
});
it('says of no more where there are none', async () => {
  expect(await shown(5)).toEqual({ lines: ['n0', 'n1', 'n2', 'n3', 'n4'], messages: '' });
});
it('finds what is asked for on a later page', async () => {
  expect(await shown(30, { only: (number) => number === 28 })).toEqual({ lines: ['n28'], messages: '' });
});
it('says so where there is nothing at all', async () => {
  expect(await shown(9, { only: () => false })).toEqual({ lines: [], messages: 'there is none' });
});
it('is whole for a program, one line each', async () => {
  const { lines, messages } = await shown(8, { json: true });
  expect(lines.map((line) => (JSON.parse(line) as { number: number }).number)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(messages).toBe('');
});
