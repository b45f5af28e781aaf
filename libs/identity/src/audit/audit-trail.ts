/** The chains of all clinics, as one process writes them. */
import type { Database } from '#lib/platform';
import { AuditChain } from './audit-chain.js';
import { MOST_SUBJECTS, type AuditEntry } from './entry.js';

export class AuditTrail {
  private readonly chains = new Map<number, AuditChain>();

  constructor(private readonly db: Database) {}

  /**
   * Resolves when it is durable. Who must not answer without a record awaits it, and refuses when it rejects. What is
   * about more than `MOST_SUBJECTS` becomes several entries, which differ only in what they are about.
   */
  async record(tenant: number, entry: AuditEntry): Promise<void> {
    const chain = this.chains.get(tenant) ?? this.open(tenant);
    await Promise.all(inParts(entry).map((part) => chain.record(part)));
  }

  private open(tenant: number): AuditChain {
    const chain = new AuditChain(this.db, tenant);
    this.chains.set(tenant, chain);
    return chain;
  }
}

function inParts(entry: AuditEntry): readonly AuditEntry[] {
  const { subjects } = entry;
  const parts = Math.max(1, Math.ceil(subjects.length / MOST_SUBJECTS));
  return Array.from({ length: parts }, (_, i) => ({
    ...entry,
    subjects: subjects.slice(i * MOST_SUBJECTS, (i + 1) * MOST_SUBJECTS),
  }));
}
