/** What the specs of how-to pages share: the blocks of a page, and the command line on a house of the spec's own. */
import fs from 'node:fs';
import path from 'node:path';
import { readConfig } from '#lib/platform';
import type { TestSystem } from '#lib/testkit';
import { dispatch } from '../../apps/cli/src/dispatch.js';
import type { Host } from '../../apps/cli/src/line/verb.js';
import { VERBS } from '../../apps/cli/src/verbs/roster.js';

/** The fenced blocks of a page under docs/how-to in one language, in order. */
export function blocksOf(page: string, language: string): string[] {
  const text = fs.readFileSync(path.join(__dirname, '../../docs/how-to', page), 'utf8');
  return [...text.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map(([, block]) => block as string);
}

/** Per block its commands, each as its words after the program; what is redirected to a file is left to the spec. */
export const commandsOf = (page: string): string[][][] =>
  blocksOf(page, 'sh').map((block) =>
    [...block.matchAll(/^npm run -s rapport -- ([^>\n]+)/gm)].map(([, line]) => (line as string).trim().split(' ')),
  );

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Asks for no tenant. */
const WITHOUT_CLINIC = ['check', 'schema'];

/** A command line with settings of its own; files are those of the map. */
export const commandLine =
  (settings: Readonly<Record<string, string>>, now: () => number, files: ReadonlyMap<string, string> = new Map()) =>
  async (args: readonly string[]): Promise<Ran> => {
    const [out, err] = [[] as string[], [] as string[]];
    const sink = (lines: string[]) => ({ write: (text: string) => lines.push(text) });
    const host: Host = {
      config: () => readConfig({ RAPPORT_DATA: '/nowhere', ...settings }),
      signal: new AbortController().signal,
      now,
      readText: (file) => Promise.resolve(files.get(file) ?? ''),
      readBytes: (file) => Promise.resolve(Buffer.from(files.get(file) ?? '')),
      writeText: () => undefined,
      placeOf: (name) => name,
      programs: '',
      lines: () => (async function* () {})(),
    };
    const surroundings = { host, version: '', color: false, stdout: sink(out), stderr: sink(err) };
    const code = await dispatch(VERBS, [...args], surroundings);
    return { code, out: out.join(''), err: err.join('') };
  };

/** Runs a command on the house's clinic, or on a listening instance of it; files are those of the map. */
export const rapportOn =
  (system: () => TestSystem, files: ReadonlyMap<string, string>, instance?: () => readonly string[]) =>
  (args: readonly string[] = []): Promise<Ran> => {
    const { databaseUrl, clock, tenant } = system();
    const onClinic = WITHOUT_CLINIC.includes(args[1] ?? '') ? [] : ['--tenant', tenant.slug];
    const whose = instance ? instance() : onClinic;
    return commandLine({ DATABASE_URL: databaseUrl }, () => clock.now(), files)([...args, ...whose]);
  };
