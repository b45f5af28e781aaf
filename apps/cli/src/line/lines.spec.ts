import { linesOf, type Line } from './lines.js';

async function read(chunks: readonly (string | Buffer)[], longest?: number): Promise<Line[]> {
  const lines: Line[] = [];
  const stream = (async function* () {
    for (const chunk of chunks) yield Buffer.from(chunk as string);
  })();
  for await (const line of linesOf(stream, longest)) lines.push(line);
  return lines;
}
const text = (...lines: string[]): Line[] => lines.map((line) => ({ text: line }));

it('reads lines wherever the chunks are cut, with either line end, the last one with or without', async () => {
  expect(await read(['a\nb', 'c\r', '\nd\n'])).toEqual(text('a', 'bc', 'd'));
  expect(await read(['a\n', 'b'])).toEqual(text('a', 'b'));
  expect(await read([])).toEqual([]);
  expect(await read(['', '\n'])).toEqual(text(''));
});

it('puts a letter together that was cut in two', async () => {
  const bytes = Buffer.from('ä\n');
  expect(await read([bytes.subarray(0, 1), bytes.subarray(1)])).toEqual(text('ä'));
});

it('says of a line that it is no text, and reads on', async () => {
  expect(await read([Buffer.from([0xff, 0x0a]), 'b\n'])).toEqual([{ fault: 'not-utf-8' }, { text: 'b' }]);
});

it('says of a line that it is too long, whether it came at once or in pieces, and reads on', async () => {
  expect(await read(['12345\nok\n'], 4)).toEqual([{ fault: 'too-long' }, { text: 'ok' }]);
  expect(await read(['123', '45', '6\nok'], 4)).toEqual([{ fault: 'too-long' }, { text: 'ok' }]);
  expect(await read(['123', '45'], 4)).toEqual([{ fault: 'too-long' }]);
});
