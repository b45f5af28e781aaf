/** Lines of a byte stream, as text or as the reason why a line is none. Nothing longer than a line is ever held. */

export type Line = { readonly text: string } | { readonly fault: 'too-long' | 'not-utf-8' };

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
export const LONGEST_LINE = 1_048_576;

/** A last line without an end is a line; the nothing after the last end is none. */
export async function* linesOf(chunks: AsyncIterable<Buffer>, longest: number = LONGEST_LINE): AsyncGenerator<Line> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      held.push(chunk.subarray(from, end));
      yield lineOf(held, length + end - from, longest);
      [held, length, from] = [[], 0, end + 1];
    }
    length += chunk.length - from;
    // of a line that is too long only its length is remembered
    held = length > longest ? [] : [...held, chunk.subarray(from)];
  }
  if (length > 0) yield lineOf(held, length, longest);
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function lineOf(held: readonly Buffer[], length: number, longest: number): Line {
  if (length > longest) return { fault: 'too-long' };
  const bytes = Buffer.concat(held);
  const end = bytes.at(-1) === CARRIAGE_RETURN ? bytes.length - 1 : bytes.length;
  try {
    return { text: decoder.decode(bytes.subarray(0, end)) };
  } catch {
    return { fault: 'not-utf-8' };
  }
}
