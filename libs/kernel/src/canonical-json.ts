/** JSON with sorted keys: two bodies that mean the same have the same text, and so the same hash. */
export function canonicalJson(value: unknown): string {
  return needsCare(value) ? careful(value) : JSON.stringify(sorted(value));
}

/** A key that reads like an index is put first by every object, wherever it was written: those texts are built by hand. */
const INDEX = /^(?:0|[1-9][0-9]*)$/;

function needsCare(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value === undefined;
  return Array.isArray(value) ? value.some(needsCare) : hasIndexKey(value);
}

function hasIndexKey(record: object): boolean {
  for (const key in record) {
    if (INDEX.test(key) || key === '__proto__') return true;
    const member = (record as Record<string, unknown>)[key];
    if (typeof member === 'object' && needsCare(member)) return true;
  }
  return false;
}

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(sorted);
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) copy[key] = sorted((value as Record<string, unknown>)[key]);
  return copy;
}

function careful(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(careful).join(',')}]`;
  const record = value as Record<string, unknown>;
  const members = Object.keys(record)
    .filter((key) => record[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${careful(record[key])}`);
  return `{${members.join(',')}}`;
}
