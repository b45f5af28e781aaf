/** Content types, read as strictly as the rest: what is malformed or announces another encoding than UTF-8 has no type. */
const FORM = /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/;
/** One `name=value`; nothing but white space between two semicolons is no parameter and no fault. */
const PARAMETER = /^(?:[a-z0-9!#$&^_.+-]+=(?:[a-z0-9!#$&^_.+/:-]+|"[^"\\]*"))?$/;
const FOREIGN_CHARSET = /charset=(?!"?utf-8"?\s*(?:;|$))/;

/** Type and subtype in lower case, without parameters; undefined when it cannot be trusted. */
export function mediaTypeOf(contentType: string): string | undefined {
  const text = contentType.trim().toLowerCase();
  const [media = '', ...parameters] = text.split(';').map((part) => part.trim());
  const sound = FORM.test(media) && parameters.every((parameter) => PARAMETER.test(parameter));
  return sound && !FOREIGN_CHARSET.test(text) ? media : undefined;
}

/** `application/json` and its relatives such as `application/fhir+json`. */
export const isJsonType = (media: string | undefined): boolean =>
  media !== undefined && /^application\/(?:[a-z0-9.-]+\+)?json$/.test(media);
