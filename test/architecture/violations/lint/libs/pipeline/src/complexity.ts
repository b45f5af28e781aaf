export const rank = (a: number) =>
  a === 1 ? 1 : a === 2 ? 2 : a === 3 ? 3 : a === 4 ? 4 : a === 5 ? 5 : a === 6 ? 6 : a === 7 ? 7 : a === 8 ? 8 : 9;
