/** The languages that people are addressed in. A further one is a further folder with the same members. */
export const LANGUAGES = ['en', 'de'] as const;

/** BCP 47 primary tag. */
export type Language = (typeof LANGUAGES)[number];

export const HOUSE_LANGUAGE: Language = 'en';

const MOST_RANGES = 20;

/**
 * What a reader asked for by an `Accept-Language` header (RFC 9110, 12.5.4), as far as we have it; `otherwise` where the
 * header is absent, names none of ours, or takes any. The first of equal weights counts.
 */
export function languageAsked(header: string | undefined, otherwise: Language): Language {
  const ranges = (header ?? '').split(',').slice(0, MOST_RANGES).map(rangeOf);
  const best = ranges.reduce((first, one) => (one.weight > first.weight ? one : first), { tag: '*', weight: 0 });
  return best.tag === '*' ? otherwise : (best.tag as Language);
}

function rangeOf(text: string): { readonly tag: string; readonly weight: number } {
  const [name = '', ...parameters] = text.trim().toLowerCase().split(';');
  const tag = name.trim().split('-')[0] ?? '';
  const known = tag === '*' || LANGUAGES.some((language) => language === tag);
  const weight = parameters.map((parameter) => /^\s*q=([01](?:\.[0-9]{0,3})?)\s*$/.exec(parameter)?.[1]).at(0);
  return { tag, weight: known ? Number(weight ?? 1) : 0 };
}
