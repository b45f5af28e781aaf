/** Loaded before a process of the product: at SIGUSR2 it does nothing but count for BUSY_MS. */
process.on('SIGUSR2', () => {
  for (const until = Date.now() + Number(process.env.BUSY_MS); Date.now() < until;);
});
