/** Faults planted in the simulated store. Each stands for a mistake that the product does not make; the oracles must notice. */
export const MUTANTS = {
  'mark-is-not-raised': 'an append leaves a dirty mark that is there already as it is (DO NOTHING)',
  'mark-is-always-cleared': 'a follower clears its marks although an append has raised them meanwhile',
  'no-fence': 'a follower writes its checkpoint and locks no row, whatever another follower wrote meanwhile',
  'ids-are-not-unique': 'two appends of the same id that race are both stored',
  'positions-from-a-sequence': 'positions are drawn from a sequence, which a rollback does not turn back',
  'debts-are-not-unique': 'the same delivery can be owed twice',
  'timers-stay': 'a timer whose silence ended is not taken away',
  'superseding-is-forgotten': 'an alert that a late event made untrue stays as it is',
  'any-lease-may-record': 'a process whose lease ran out records its attempt over the later one',
} as const;
export type Mutant = keyof typeof MUTANTS;
