/** What docs/reference/clinic-choice.md shows can be set, and the how-tos about the same file change members that it has. */
import fs from 'node:fs';
import path from 'node:path';
import { DEFAULT_CHOICE, guardFaults, readChoice } from '#lib/clinic-settings';
import { blocksOf } from './follow-page.js';
import { ROOT } from './house-root.js';

const reference = fs.readFileSync(path.join(ROOT, 'docs/reference/clinic-choice.md'), 'utf8');
const [example = '', defaults = ''] = [...reference.matchAll(/```json\n([^]*?)```/g)].map(([, json]) => json);

describe('the choice of a clinic', () => {
  it.each([
    ['the example of the reference', example],
    ['the defaults of the reference', defaults],
    ['try-a-rule.md, on the past', blocksOf('try-a-rule.md', 'json')[0] ?? ''],
    ['try-a-rule.md, on trial', blocksOf('try-a-rule.md', 'json')[1] ?? ''],
    ['safety-answers.md', blocksOf('safety-answers.md', 'json')[0] ?? ''],
  ])('takes %s, with the rest kept', (_, json) => {
    const read = readChoice({ ...DEFAULT_CHOICE, ...(JSON.parse(json) as object) });
    expect(read.ok ? guardFaults(read.value) : read.error).toEqual([]);
  });

  it('says of each member that a file lacks what to send, and points to no page that does not have it', () => {
    const read = readChoice({ language: 'en' });
    const faults = read.ok ? [] : read.error;
    expect(faults.map(({ pointer, hint }) => `${pointer} ${hint}`)).toEqual([
      '/active send a list',
      '/own send a list',
      '/parameters send an object',
      '/byApproach send an object',
      '/shadow send a list',
      '/stopping send an object, or null',
    ]);
  });
});
