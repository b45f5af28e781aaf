/** The main figure once more, on a log that is long already. */
import { fillLog } from '../past.js';
import { startRapport } from '../rapport.js';
import type { Scenario } from '../scenario.js';
import { measureBatches, onVenue } from './pipeline.js';

export const longLog: Scenario = {
  name: 'log-2m',
  needs: ['pipeline'],
  async measure(bench) {
    const { stage, sizes, seed } = bench;
    const backend = bench.backends[0] ?? 'postgres';
    await onVenue(bench, backend, async (venue) => {
      const past = { url: venue.databaseUrl, episodes: sizes.oldEpisodes, seed };
      const rapport = await startRapport(stage, venue, (tenant) => fillLog({ ...past, tenant }));
      await measureBatches(bench, rapport, { ...sizes, name: `log-2m.${backend}` });
      await rapport.stop();
    });
  },
};
