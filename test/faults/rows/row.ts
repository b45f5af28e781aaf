/** The contract of a fault row: one fault, and what has to hold besides the oracles that every row asserts. */
import type { Dice } from '../dice.js';
import type { Load } from '../load/load.js';
import type { Backend, Clinic, FaultHouse } from '../place/house.js';

export interface Scene {
  readonly system: FaultHouse;
  readonly clinic: Clinic;
  /** Runs from before the fault until after it. */
  readonly load: Load;
  readonly dice: Dice;
  /** How long a fault that lasts should last. */
  readonly seconds: number;
  readonly quick: boolean;
  /** A name that no other row or story uses. */
  readonly name: string;
  /** Counts a process that was killed. */
  killed(): void;
  /** Something that does not hold becomes a finding; the row goes on. */
  expect(holds: boolean, otherwise: string): void;
  /** How far it is, for who watches. */
  say(line: string): void;
  /** A figure for the report. */
  note(name: string, value: string | number): void;
}

export interface FaultRow {
  readonly id: `F-${string}`;
  /** What happens, in a few words. */
  readonly title: string;
  /** Both, unless said. */
  readonly backends?: readonly Backend[];
  /** Requests per second while it happens; 30 unless told. */
  readonly rate?: number;
  readonly shuffle?: boolean;
  /** Phase one: the fault. What it broke may stay broken, the house is healed afterwards. */
  inject(scene: Scene): Promise<void>;
  /** After the healing, before quiet is waited for. */
  afterHealing?(scene: Scene): Promise<void>;
  /** How long quiet may take, when it is not the usual bound. */
  readonly quietMs?: number;
}
