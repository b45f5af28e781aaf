import { CONFIG_VARIABLES } from '#lib/platform';

interface Described {
  readonly help: string;
  readonly fallback: unknown;
  readonly secret?: true;
}

/** docs/reference/configuration.md: the table of environment variables. */
export function configurationPage(): string {
  const rows = Object.entries<Described>(CONFIG_VARIABLES).map(([name, { help, fallback, secret }]) => {
    const without = fallback === '' ? '' : `\`${String(fallback)}\``;
    return `| \`${name}\` | ${without} | ${help}${secret ? ' (secret: never printed)' : ''} |`;
  });
  return `# Configuration

Rapport is configured by environment variables, read once when a process starts. All errors are printed at once, one line
each, and the process exits with 78 before it does anything else. A \`RAPPORT_\` variable that is not in this table is an
error too. An empty variable counts as not set.

| variable | default | meaning |
|---|---|---|
${rows.join('\n')}
`;
}
