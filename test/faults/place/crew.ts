/** The processes of the product under test. Every one is known by its handle, and every end is either ours or a finding. */
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { eventually } from '#lib/testkit';

export type Role = 'api' | 'worker';
export type Environment = Readonly<Record<string, string>>;

const READY: Readonly<Record<Role, RegExp>> = { api: /"url":"([^"]+)"[^\n]*"listening"/, worker: /"msg":"(working)"/ };
const READY_WITHIN_MS = 60_000;
const POLITE_MS = 35_000;
const LINES_KEPT = 200;

export class Member {
  /** Where an API listens. */
  url = '';
  /** Its end is part of the plan. */
  doomed = false;
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  readonly lines: string[] = [];
  readonly errorsPerSecond = new Map<number, number>();
  unhandled = 0;
  private rest = '';

  constructor(
    readonly role: Role | 'cli',
    readonly process: ChildProcess,
  ) {
    process.stderr?.on('data', (part: Buffer) => this.hear(part.toString()));
    process.stdout?.on('data', (part: Buffer) => this.hear(part.toString()));
    this.ended = new Promise((resolve) => process.once('close', (code, signal) => resolve({ code, signal })));
  }

  get alive(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  /** Ends or freezes it as part of the plan. */
  kill(signal: NodeJS.Signals = 'SIGKILL'): void {
    if (signal !== 'SIGSTOP' && signal !== 'SIGCONT') this.doomed = true;
    this.process.kill(signal);
  }

  /** Asks to stop; one that does not is killed. Answers the exit code. */
  async stop(): Promise<number | null> {
    this.process.kill('SIGCONT');
    this.kill('SIGTERM');
    const hard = setTimeout(() => this.kill('SIGKILL'), POLITE_MS);
    const { code } = await this.ended;
    clearTimeout(hard);
    return code;
  }

  private hear(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.note(line);
  }

  private note(line: string): void {
    this.lines.push(line);
    if (this.lines.length > LINES_KEPT) this.lines.shift();
    if (/unhandled ?rejection|uncaught/i.test(line)) this.unhandled++;
    if (!/"level":[56]0/.test(line)) return;
    const second = Math.floor(Date.now() / 1_000);
    this.errorsPerSecond.set(second, (this.errorsPerSecond.get(second) ?? 0) + 1);
  }
}

export class Crew {
  readonly all: Member[] = [];

  constructor(private readonly env: Environment) {}

  async start(role: Role, env: Environment = {}): Promise<Member> {
    const member = this.spawn(role, { RAPPORT_PORT: '0', ...env }, []);
    if (env['RAPPORT_CRASH_AT']) member.doomed = true;
    const ready = await eventually(
      `the ${role} to be ready`,
      () => {
        const found = member.lines.map((line) => READY[role].exec(line)?.[1]).find(Boolean);
        // one that was told to die may have done so before it was looked at
        if (!found && !member.alive && !member.doomed) {
          member.doomed = true;
          throw new Error(`the ${role} ended:\n${member.lines.join('\n')}`);
        }
        return found ?? (member.alive ? undefined : 'gone');
      },
      READY_WITHIN_MS,
    );
    member.url = ready;
    return member;
  }

  /** Runs the command line; its end is expected. */
  cli(args: readonly string[], env: Environment = {}): Member {
    const member = this.spawn('cli', env, args);
    member.doomed = true;
    return member;
  }

  private spawn(role: Member['role'], env: Environment, args: readonly string[]): Member {
    const file = path.join(process.cwd(), 'dist', 'apps', role, 'src', 'main.js');
    const basis = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', NO_COLOR: '1' };
    const child = spawn(process.execPath, [file, ...args], {
      env: { ...basis, ...this.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const member = new Member(role, child);
    this.all.push(member);
    return member;
  }

  of(role: Role): Member[] {
    return this.all.filter((m) => m.role === role && m.alive);
  }

  async stop(): Promise<void> {
    await Promise.all(this.all.filter((m) => m.alive).map((m) => m.stop()));
  }

  abandon(): void {
    for (const member of this.all) if (member.alive) member.process.kill('SIGKILL');
  }
}
