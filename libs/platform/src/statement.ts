/**
 * The statements that the product sends to PostgreSQL, each with a name of its own:
 *
 *   tx.query(statement('read-checkpoints')`SELECT ... WHERE build = $1`, [build])
 *
 * A connection prepares it under that name, and whatever has to recognise a statement (the simulated store in
 * `test/simulation`, a trace) does so by the name and not by its text. What is put in between the parts of the text is
 * constant, a list of columns for example; whatever varies is a value of the query.
 */
import { createHash } from 'node:crypto';

export interface Statement {
  /** In words, with hyphens; no other statement has it. */
  readonly name: string;
  readonly text: string;
  /** With a digest of the text: behind a pooler two releases may share a connection, and a name means one text there. */
  readonly preparedAs: string;
}

const known = new Map<string, Statement>();

/** Throws when two texts go by one name: two statements, or a text into which something was put that varies. */
export function statement(name: string) {
  return (parts: TemplateStringsArray, ...constants: readonly (string | number)[]): Statement => {
    const text = String.raw({ raw: parts }, ...constants);
    const first = known.get(name) ?? remember(name, text);
    if (first.text === text) return first;
    throw new Error(
      `two statements are called "${name}", or its text varies; give each a name, pass what varies as $n`,
    );
  };
}

function remember(name: string, text: string): Statement {
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 8);
  const fresh = { name, text, preparedAs: `${name}:${digest}` };
  known.set(name, fresh);
  return fresh;
}
