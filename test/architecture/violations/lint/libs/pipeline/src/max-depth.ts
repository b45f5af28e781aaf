export function dig(rows: readonly number[][][]): number {
  let sum = 0;
  for (const a of rows) {
    for (const b of a) {
      for (const c of b) {
        if (c > 0) sum += c;
      }
    }
  }
  return sum;
}
