/** One bash that lives as long as a terminal does, so that what a line sets is there for the next. */
import { spawn } from 'node:child_process';

export interface Typed {
  readonly code: number;
  readonly out: string;
}
export interface Shell {
  /** Both streams together, as a person sees them. */
  type(line: string): Promise<Typed>;
  close(): void;
}

export function openShell(cwd: string, env: Readonly<Record<string, string>>): Shell {
  const bash = spawn('bash', ['--noprofile', '--norc'], { cwd, env, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  // with whatever hangs in it
  const end = (): void => void (bash.pid !== undefined && bash.exitCode === null && process.kill(-bash.pid, 'SIGKILL'));
  process.once('exit', end);
  let seen = '';
  let look = (): void => undefined;
  let fail = (): void => undefined;
  for (const stream of [bash.stdout, bash.stderr])
    stream.on('data', (part: Buffer) => {
      seen += part.toString();
      look();
    });
  bash.once('exit', () => fail());
  let count = 0;
  return {
    type: (line) =>
      new Promise((resolve, reject) => {
        const mark = `line-${++count}-ended-with`;
        seen = '';
        look = () => {
          const ended = new RegExp(`${mark} (\\d+)\n`).exec(seen);
          if (ended) resolve({ code: Number(ended[1]), out: seen.slice(0, ended.index) });
        };
        fail = () => reject(new Error(`the shell ended at: ${line}\n${seen}`));
        bash.stdin.write(`{ ${line}\n} 2>&1 </dev/null; echo "${mark} $?"\n`);
      }),
    close: end,
  };
}
