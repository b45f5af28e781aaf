/** Figures as they are measured: one value per name and repetition. The median is quoted, the extremes are shown. */
export interface Figure {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly unit: string;
}

export class Notebook {
  private readonly values = new Map<string, { readonly unit: string; readonly list: number[] }>();

  note(name: string, value: number, unit: string): void {
    const entry = this.values.get(name) ?? { unit, list: [] };
    entry.list.push(value);
    this.values.set(name, entry);
    process.stderr.write(`  ${name}: ${plain(value)} ${unit}\n`);
  }

  figures(): Record<string, Figure> {
    return Object.fromEntries([...this.values].map(([name, { list, unit }]) => [name, { ...spread(list), unit }]));
  }

  /** The median of the quotients of each repetition: what slowed one of them slowed both of its sides. */
  ratio(above: string, below: string): number | null {
    const divisors = this.values.get(below)?.list ?? [];
    const quotients = (this.values.get(above)?.list ?? []).flatMap((value, i) => {
      const divisor = divisors[i];
      return divisor ? [value / divisor] : [];
    });
    return quotients.length > 0 ? Number(spread(quotients).median.toPrecision(4)) : null;
  }
}

/** The value that `share` of the values do not exceed (nearest rank). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

function spread(list: readonly number[]): Omit<Figure, 'unit'> {
  const sorted = list.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const median = ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
  return { median, min: Math.min(...list), max: Math.max(...list) };
}

/** Three digits that count. */
export const plain = (value: number): string =>
  Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
