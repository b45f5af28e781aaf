/** What processes said once, told as if they had said it for an hour: an hour that every query has something to say on. */
const EVERY_S = 30;
const SAMPLES = 120;

/** One scrape of a process. */
export interface Scrape {
  readonly job: string;
  readonly text: string;
}

const COUNTING = /_(?:total|count|sum|bucket)$/;

/** The type that a scrape gives a metric; the parts of a histogram have that of the whole. */
const countsUp = (name: string): boolean => COUNTING.test(name);

function series({ job, text }: Scrape): { name: string; labels: string; figure: number }[] {
  return text.split('\n').flatMap((line) => {
    const [, name = '', labels = '', figure = ''] = /^([a-z0-9_]+)(?:\{(.*)\})? (\S+)$/i.exec(line) ?? [];
    const own = `job="${job}",instance="${job}-1"`;
    return name === '' ? [] : [{ name, labels: labels ? `${labels},${own}` : own, figure: Number(figure) }];
  });
}

/** In OpenMetrics text, from `from` on, in seconds since 1970. Counters grow by one from sample to sample, all of one kind alike. */
export function anHourOf(scrapes: readonly Scrape[], from: number): string {
  const all = scrapes.flatMap((scrape) => [
    ...series(scrape),
    { name: 'up', labels: `job="${scrape.job}",instance="${scrape.job}-1"`, figure: 1 },
  ]);
  const lines = all.flatMap(({ name, labels, figure }) =>
    Array.from({ length: SAMPLES }, (_, i) => {
      const grown = countsUp(name) ? figure + i : figure;
      return `${name}{${labels}} ${grown} ${from + i * EVERY_S}`;
    }),
  );
  return `${lines.join('\n')}\n# EOF\n`;
}

export const lastOfHour = (from: number): number => from + (SAMPLES - 1) * EVERY_S;
