/** The known word that differs least from what was typed, for "did you mean"; undefined when nothing is close. */
export function nearest(typed: string, known: readonly string[]): string | undefined {
  const limit = Math.max(2, Math.floor(typed.length / 4));
  let best: string | undefined;
  let distance = limit + 1;
  for (const word of known) {
    if (Math.abs(word.length - typed.length) > limit) continue;
    const d = editDistance(typed.toLowerCase(), word.toLowerCase());
    if (d < Math.min(distance, typed.length, word.length)) [best, distance] = [word, d];
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
