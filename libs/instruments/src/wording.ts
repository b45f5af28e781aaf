import type { Schema } from '#lib/kernel';

const LONGEST = 1_000;
const PATTERN = '^\\S(?:[^\\u0000-\\u001f]*\\S)?$';
const ONE_LINE = new RegExp(PATTERN);

const isWording = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= LONGEST && ONE_LINE.test(value);

/** A question, an answer or a remark: longer than the codes and names of the wire, which end at 200 characters. */
export const words: Schema<string> = {
  schema: { type: 'string', pattern: PATTERN, minLength: 1, maxLength: LONGEST },
  accepts: isWording,
  explain: (value, pointer) => {
    const detail = `must be 1 to ${LONGEST} characters on one line, without spaces at its ends`;
    return isWording(value) ? [] : [{ pointer, code: 'invalid_text', detail }];
  },
};
