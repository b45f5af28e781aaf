/**
 * Does what docs/how-to/extend.md says. The page names a file in bold and shows it in a block: `ts` blocks are new
 * files, `diff` blocks add the lines with a plus behind the line above them, which is there exactly once.
 */
import fs from 'node:fs';
import path from 'node:path';

interface Step {
  readonly file: string;
  readonly kind: 'ts' | 'diff';
  readonly text: string;
}

const STEP = /\*\*`([^`]+)`\*\*|```(ts|diff)\n([\s\S]*?)```/g;

export function stepsOf(page: string): Step[] {
  let file = '';
  const steps: Step[] = [];
  for (const [, named, kind, text] of page.matchAll(STEP)) {
    if (named !== undefined) file = named;
    else steps.push({ file, kind: kind as Step['kind'], text: text ?? '' });
  }
  return steps;
}

/** Throws where a line that something should follow is not there, or is there twice. */
export function follow(root: string, { file, kind, text }: Step): void {
  const target = path.join(root, file);
  if (kind === 'ts') {
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, text);
    return;
  }
  fs.writeFileSync(target, withLines(fs.readFileSync(target, 'utf8').split('\n'), text, file).join('\n'));
}

function withLines(lines: readonly string[], diff: string, file: string): string[] {
  const steps = diff.split('\n').slice(0, -1);
  const next = [...lines];
  let at = steps[0]?.startsWith('+') ? 0 : -1;
  for (const step of steps) {
    const line = step.slice(1);
    if (step.startsWith('+')) next.splice(at++, 0, line);
    else at = placeOf(next, line, file) + 1;
  }
  return next;
}

function placeOf(lines: readonly string[], line: string, file: string): number {
  const at = lines.indexOf(line);
  if (at < 0 || lines.indexOf(line, at + 1) >= 0)
    throw new Error(`docs/how-to/extend.md: "${line}" is not in ${file}, or there twice`);
  return at;
}
