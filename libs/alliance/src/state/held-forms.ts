/** What came under one edition of an instrument that the clinic has not activated: it is kept, and does not count. */
export interface HeldForms {
  readonly instrument: string;
  readonly version: string;
  /** One form may have several: it was asked for, begun, sent. */
  readonly events: number;
  /** Reference of the latest. */
  readonly event: string;
}
