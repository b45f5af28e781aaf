/** The languages that people are addressed in. A further one is a further folder with the same members. */
export const LANGUAGES = ['en', 'de'] as const;

/** BCP 47 primary tag. */
export type Language = (typeof LANGUAGES)[number];

export const DEFAULT_LANGUAGE: Language = 'en';
