/** What was started is ended, last first, once: at the end of its use, after a failure, or at Ctrl-C. */
type Task = () => Promise<unknown>;

export class Cleanup {
  private readonly tasks = new Set<Task>();

  /** Returns the task: whoever calls it earlier, or twice, waits for the one run there is. */
  add(task: Task): () => Promise<void> {
    let running: Promise<void> | undefined;
    const once = (): Promise<void> => (running ??= task().then(() => void this.tasks.delete(once)));
    this.tasks.add(once);
    return once;
  }

  async run(): Promise<void> {
    for (const task of [...this.tasks].reverse()) {
      await task().catch((error: unknown) => process.stderr.write(`while cleaning up: ${String(error)}\n`));
    }
  }
}
