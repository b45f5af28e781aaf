/** Loaded before a process of the product: its clock is off by SKEW_MS. */
const skew = Number(process.env.SKEW_MS);
const RealDate = Date;
class SkewedDate extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + skew);
    else super(...given);
  }
  static now() {
    return RealDate.now() + skew;
  }
}
globalThis.Date = SkewedDate;
