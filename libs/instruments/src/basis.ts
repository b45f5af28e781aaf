/**
 * Where a rule or a figure comes from: its publisher or authors, somebody who quotes them, memory (a default that
 * a clinic may replace, never a claim), or this project.
 */
export type Basis = 'published' | 'secondary' | 'recalled' | 'ours';
