/** Waits for something that may hang because a store is away; goes on without it, and without an error, after `ms`. */
export function withTimeout(work: Promise<unknown>, ms = 5_000): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    work.then(done, done);
  });
}
