/** A how-to page as the one who follows it meets it: files to write, and lines to type, in order. */
import fs from 'node:fs';
import path from 'node:path';

export type Step =
  | { readonly kind: 'file'; readonly heading: string; readonly file: string; readonly text: string }
  | { readonly kind: 'lines'; readonly heading: string; readonly lines: readonly string[] };

/**
 * A block that begins with the comment `# /some/path` is that file, and so is one under "In `/some/path`, one line:"; any
 * other is typed.
 */
export function stepsOfPage(page: string): Step[] {
  const text = fs.readFileSync(path.join(__dirname, '../../../docs/how-to', page), 'utf8');
  return text.split(/^## /m).flatMap((section) => {
    const heading = section.split('\n', 1)[0] ?? '';
    const blocks = section.matchAll(/^(?:In `(\/\S+)`, one line:\n\n)?```(\w+)\n([^]*?)^```$/gm);
    return [...blocks].map(([, named, language, block = '']): Step => {
      const file = named ?? /^# (\/\S+)\n/.exec(block)?.[1];
      if (file) return { kind: 'file', heading, file, text: block };
      if (language !== 'sh') throw new Error(`nobody knows what to do with a block of ${language} under ${heading}`);
      return { kind: 'lines', heading, lines: block.split('\n').filter(Boolean) };
    });
  });
}
