/** Closes a switch over a union: the compiler complains when a member is missing, the program when a value lies. */
export function unreachable(value: never): never {
  throw new Error(`unreachable case: ${String(value)}`);
}
