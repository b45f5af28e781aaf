/** Content types, read as strictly as the rest: what is malformed or announces another encoding than UTF-8 has no type. */
const FORM = /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/;
/** One `name=value`; nothing but white space between two semicolons is no parameter and no fault. */
const PARAMETER = /^(?:[a-z0-9!#$&^_.+-]+=(?:[a-z0-9!#$&^_.+/:-]+|"[^"\\]*"))?$/;
const FOREIGN_CHARSET = /charset=(?!"?utf-8"?\s*(?:;|$))"?([^";\s]+)/;

interface ContentType {
  /** Type and subtype in lower case. */
  readonly media: string;
  /** Another encoding than UTF-8, if one is announced. */
  readonly charset: string | undefined;
}

function read(contentType: string): ContentType | undefined {
  const text = contentType.trim().toLowerCase();
  const [media = '', ...parameters] = text.split(';').map((part) => part.trim());
  const sound = FORM.test(media) && parameters.every((parameter) => PARAMETER.test(parameter));
  return sound ? { media, charset: FOREIGN_CHARSET.exec(text)?.[1] } : undefined;
}

/** Well-formed, whatever its encoding. */
export const isContentType = (contentType: string): boolean => read(contentType) !== undefined;

/** Type and subtype in lower case, without parameters; undefined when it cannot be trusted. */
export function mediaTypeOf(contentType: string): string | undefined {
  const type = read(contentType);
  return type?.charset === undefined ? type?.media : undefined;
}

/** One spelling for what means the same: a sender whose library adds `charset=utf-8` sends the same event. */
export function plainContentType(contentType: string): string {
  const { media = '', charset } = read(contentType) ?? {};
  return charset === undefined ? media : `${media};charset=${charset}`;
}

/** One of the three types that carry whole CloudEvents, or another one of that family that we do not read. */
export const isOfCloudEvents = (contentType: string): boolean =>
  contentType.trim().toLowerCase().startsWith('application/cloudevents');

/** `application/json` and its relatives such as `application/fhir+json`. */
export const isJsonType = (media: string | undefined): boolean =>
  media !== undefined && /^application\/(?:[a-z0-9.-]+\+)?json$/.test(media);

/** What people or machines read as text: characters that no text may hold are a fault there, and no image. */
export const isTextType = (contentType: string): boolean =>
  /^(?:text\/|[a-z0-9.-]+\/(?:[a-z0-9.-]+\+)?(?:xml|yaml|csv|x-www-form-urlencoded)$)/.test(
    read(contentType)?.media ?? '',
  );
