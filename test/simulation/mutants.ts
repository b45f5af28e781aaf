/**
 * Faults planted in the simulated store. Each stands for a mistake that the product does not make; the oracles must
 * notice it. `from` is a seed that did notice: the search for one starts there.
 */
export const MUTANTS = {
  'mark-is-not-raised': {
    from: 95720641,
    says: 'an append leaves a dirty mark that is there already as it is (DO NOTHING)',
  },
  'mark-is-always-cleared': {
    from: 300878,
    says: 'a follower clears its marks although an append raised them meanwhile',
  },
  'nobody-takes-turns': { from: 17, says: 'followers take no lock and write their checkpoint whatever is there' },
  'ids-are-not-unique': { from: 5, says: 'two appends of one id that race are both stored' },
  'positions-from-a-sequence': {
    from: 67,
    says: 'positions come from a sequence, which a rollback does not turn back',
  },
  'debts-are-not-unique': { from: 865, says: 'the same delivery can be owed twice' },
  'timers-stay': { from: 15, says: 'a timer whose silence ended is not taken away' },
  'superseding-is-forgotten': { from: 95720641, says: 'an alert that a late event made untrue stays as it is' },
  'any-lease-may-record': { from: 257, says: 'a process whose lease ran out records its attempt over the later one' },
} as const;
export type Mutant = keyof typeof MUTANTS;
