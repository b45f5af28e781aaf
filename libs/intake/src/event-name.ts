/** Which event it was, of one that cannot be taken: what of its name could be read, so that its sender finds it again. */
import { valueFaults } from './attribute-shapes.js';

/** Empty where a member was missing, or no such member could be. */
export interface EventName {
  readonly id: string;
  readonly source: string;
  readonly type: string;
}

export function nameIn(value: unknown): EventName {
  const members = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const readable = (name: keyof EventName): string => {
    const member = members[name];
    return typeof member === 'string' && valueFaults(name, member, '').length === 0 ? member : '';
  };
  return { id: readable('id'), source: readable('source'), type: readable('type') };
}
