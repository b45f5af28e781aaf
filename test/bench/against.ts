/**
 * `npm run bench -- --against <commit>`: this house and another commit of it, one after the other in rounds. Each side
 * runs the bench of its own commit, so the other one need not know that it is compared. The order within a round
 * alternates (mine, theirs; theirs, mine), and both sides of a round have the same seed: what slows the machine down
 * for a while slows both.
 */
import path from 'node:path';
import type { Flags } from './flags.js';
import { mySide, otherSide, output, temporaryFolder, type Running, type Side } from './other-side.js';
import { comparisonOf, type Comparison, type Round } from './comparison.js';
import type { Report } from './report.js';

export async function compareWith(commit: string, flags: Flags, running: Running): Promise<Comparison> {
  const temporary = temporaryFolder(running);
  const mine = await mySide(temporary, running);
  const theirs = await otherSide(commit, temporary, running);
  const rounds: Round[] = [];
  for (let number = 1; number <= flags.rounds; number++) {
    const seed = flags.seed + number - 1;
    const sides = number % 2 === 1 ? [mine, theirs] : [theirs, mine];
    running.say(`round ${number} of ${flags.rounds}, seed ${seed}: ${sides.map(({ name }) => name).join(', then ')}`);
    const figures: Partial<Record<Side['name'], Report['figures']>> = {};
    for (const side of sides) figures[side.name] = await figuresOf(side, { ...flags, seed }, running);
    rounds.push({ seed, order: sides.map(({ name }) => name), ...(figures as Required<typeof figures>) });
  }
  return comparisonOf({ mine: mine.commit, theirs: theirs.commit, quick: flags.quick }, rounds);
}

async function figuresOf(side: Side, { only, quick, seed }: Flags, running: Running): Promise<Report['figures']> {
  const program = path.join(side.folder, 'dist', 'test', 'bench', 'main.js');
  const args = [
    '--json',
    '--repeats',
    '1',
    '--seed',
    String(seed),
    '--only',
    only.join(','),
    ...(quick ? ['--quick'] : []),
  ];
  const text = await output(process.execPath, [program, ...args], { folder: side.folder, running });
  return (JSON.parse(text) as Report).figures;
}
