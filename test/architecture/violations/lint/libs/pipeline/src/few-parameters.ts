export class Desk {
  constructor(
    readonly a: 1,
    readonly b: 1,
    readonly c: 1,
    readonly d: 1,
    readonly e: 1,
    readonly f: 1,
  ) {}
  file(a: number, b: number, c: number, d: number, e: number): number {
    return a + b + c + d + e;
  }
}
