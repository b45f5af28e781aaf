import { opened, partialPhq, phq, phqRules } from '../../spec/history.js';
import { foldEpisode } from './episode.js';

it('counts what waits for an instrument event by event, and names the latest', () => {
  const history = [opened(), partialPhq(1, 0), phq(1.5, 0), phq(9, 0)];
  expect(foldEpisode(history).held).toEqual([
    { instrument: 'phq-9', version: '1', events: 3, event: expect.stringContaining('9') as string },
  ]);
  expect(foldEpisode(history, phqRules()).held).toEqual([]);
});
