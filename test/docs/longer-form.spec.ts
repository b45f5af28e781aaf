/** The page about the longer form, followed: its events are examined and folded, and its question is asked. */
import { answerLine } from '../../apps/cli/src/clinical/answer-line.js';
import { foldEpisode, relationshipOf } from '#lib/alliance';
import type { ClinicEvent } from '#lib/events';
import { rapportReview, scoreReceived, type Answer } from '#lib/instruments';
import { toIso } from '#lib/kernel';
import { narrate } from '#lib/presentation';
import { blocksOf } from './follow-page.js';

const AT = Date.UTC(2026, 2, 6, 12);
const [requested = '', submitted = '', question = ''] = blocksOf('longer-form.md', 'json');

const event = (type: string, at: number, data: unknown): ClinicEvent =>
  ({
    id: `${type} ${toIso(at)}`,
    source: 'urn:practice',
    occurredAt: at,
    sequence: '',
    historical: false,
    type,
    data,
  }) as ClinicEvent;
const dyad = { episode: 'ep-204', client: 'cl-204', clinician: 'dr-1' };
const history = [
  event('episode.opened', AT - 2, dyad),
  event('feedback.requested', AT - 1, JSON.parse(requested)),
  event('feedback.submitted', AT, JSON.parse(submitted)),
];

describe('docs/how-to/longer-form.md', () => {
  it('shows what the page says of the answers that it sends', () => {
    expect(narrate(history).at(-1)?.words).toBe(
      'Form received: Rapport Review 77.7 (scaled up: some answers are missing); helpful: being listened to, trying something new in the session; in the way: tasks or exercises between sessions',
    );
    const [view] = relationshipOf(foldEpisode(history)).views;
    expect(view).toMatchObject({
      values: { expectations: 35, genuineness: 90 },
      helped: ['w1', 'w4'],
      hindered: ['w5'],
    });
  });

  it('waits for the form until it is due, and no longer once it has come', () => {
    expect(foldEpisode(history.slice(0, 2)).awaited).toMatchObject([{ form: 'review-2026-03', instrument: 'review' }]);
    expect(foldEpisode(history).awaited).toEqual([]);
  });

  it('gives the same score to the question at the command line', () => {
    const { items } = JSON.parse(submitted) as { items: readonly Answer[] };
    const { value, scales } = scoreReceived(rapportReview, { items });
    const answer = JSON.parse(answerLine(question)) as { total: number; subscales: Record<string, number> };
    expect(answer.total).toBe(value);
    expect(Object.values(answer.subscales)).toEqual(scales);
  });
});
