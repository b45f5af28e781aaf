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
and a \`requestId\`. Where single members are at fault, \`errors\` lists all of them at once: a JSON Pointer, a code from the
[second list](#faults), and a sentence. What was sent is never repeated.

Nothing of a refused request is stored. 429 and 503 carry \`Retry-After\`; 500 is always a defect of ours.

${codes.join('\n')}
## Faults

| code | meaning |
|---|---|
${faults.join('\n')}
`;
}
