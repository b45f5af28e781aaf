export const port = process.env['RAPPORT_PORT'];
export const soon = (run: () => void) => setTimeout(run, 1).unref();
