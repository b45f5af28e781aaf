import { foldEpisode } from '#lib/alliance';

/** What a build is called by whose states today's code writes. */
export const STATE_FORMAT = `format-${foldEpisode([]).format}`;
