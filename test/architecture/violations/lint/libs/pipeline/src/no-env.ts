const { env } = process;
export const settings = [env['A'], process.env['B']];
