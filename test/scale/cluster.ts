/** `npm run cluster`: kills one master of a Redis Cluster under load and prints what became of the wake-ups, as JSON. */
import { runClusterStory } from './cluster-story.js';

const SEED = 20_261;

runClusterStory(SEED).then(
  (result) => {
    process.stdout.write(`${JSON.stringify({ seed: SEED, ...result }, undefined, 2)}\n`);
    process.exit(result.findings.length === 0 ? 0 : 1);
  },
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  },
);
