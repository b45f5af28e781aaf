declare const brand: unique symbol;
/** A string that may not be mixed up with another kind of string. */
export type Branded<T, Name extends string> = T & { readonly [brand]: Name };

export type TenantId = Branded<number, 'TenantId'>;
export type EpisodeId = Branded<string, 'EpisodeId'>;
export type ClientId = Branded<string, 'ClientId'>;
export type ClinicianId = Branded<string, 'ClinicianId'>;
export type AlertId = Branded<string, 'AlertId'>;
export type DeliveryId = Branded<string, 'DeliveryId'>;

/** An opaque reference of the practice system: no spaces, so that no name or sentence fits in by accident. */
export const REF_PATTERN = '^(?!\\.+$)[A-Za-z0-9._:~-]{1,200}$';
const ref = new RegExp(REF_PATTERN);
export const isRef = (value: unknown): value is string => typeof value === 'string' && ref.test(value);
