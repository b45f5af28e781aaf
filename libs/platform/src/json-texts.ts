/**
 * Many JSON texts as one parameter. As an array every quote would be escaped on one side and unescaped on the other; a
 * separator that JSON never holds raw (it writes control characters as \\u001e) costs nothing.
 */
const SEPARATOR = '\x1e';

export const joinTexts = (texts: readonly string[]): string => texts.join(SEPARATOR);

/** The SQL that takes a joined parameter apart again: a text array, in order. */
export const splitTexts = (parameter: string): string => `string_to_array(${parameter}::text, chr(30))`;
