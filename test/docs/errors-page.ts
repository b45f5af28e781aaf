import { ERROR_CODES, FAULT_CODES } from '#lib/platform';

/** docs/reference/errors.md: one heading for each code, because the `type` of a problem document leads to it. */
export function errorsPage(): string {
  const codes = Object.entries(ERROR_CODES).map(
    ([code, { status, title, next }]) =>
      `## ${code}\n\n**${status}** ${title}. ${next.replace('__proto__', '\`__proto__\`')}\n`,
  );
  const faults = Object.entries(FAULT_CODES).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`);
  return `# Errors

Every refusal is a problem document (RFC 9457, \`application/problem+json\`) with a stable \`code\`, the next step in \`hint\`
and a \`requestId\`. If individual members are invalid, \`errors\` lists all of them at once: a JSON Pointer, a code from the
[second list](#faults), and a sentence. No answer repeats a value that was sent.

A refused request stores nothing. 429 and 503 carry \`Retry-After\`; 500 is always a defect in Rapport.

${codes.join('\n')}
## Faults

| code | meaning |
|---|---|
${faults.join('\n')}
`;
}
