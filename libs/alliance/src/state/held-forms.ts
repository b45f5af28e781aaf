/** Forms under one edition of an instrument that the clinic has not activated: they are kept, and do not count. */
export interface HeldForms {
  readonly instrument: string;
  readonly version: string;
  readonly forms: number;
  /** Reference of the latest. */
  readonly event: string;
}
