import { refOf } from '#lib/events';
import { contact, opened } from '../../spec/history.js';
import { DEFAULT_RULES } from '../rules/clinic-rules.js';
import { foldEpisode } from './episode.js';
import { foreignIn } from './walk.js';

/** The same event, of another client. */
const ofAnother = <T extends { readonly data: object }>(event: T): T => ({
  ...event,
  data: { ...event.data, client: 'c9' },
});

it('says of each event whether it is set aside, and shows the latest of them (C34)', () => {
  const others = Array.from({ length: 70 }, (_, i) => ofAnother(contact(1 + i / 100)));
  const history = [opened(), ...others, contact(9)];
  expect([...foreignIn(history, DEFAULT_RULES)]).toEqual(others.map(refOf));
  expect(foldEpisode(history).foreign).toEqual(others.slice(-60).map(refOf));
});
