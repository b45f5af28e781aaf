/**
 * A clinic that talks: catalogue events of some 700 bytes. Half of what follows an opening are kept appointments, half
 * are scored forms; one form in fifty says that something felt off, so that about one event in a hundred ends in an
 * alert. The same seed gives the same clinic; its time lies within the last ten days, so that no silence comes due.
 */
import { wireName, type EventType } from '#lib/events';
import { DAY, HOUR, toIso } from '#lib/kernel';

export type WireEvent = Readonly<Record<string, unknown>> & { readonly id: string; readonly data: { episode: string } };

export interface ClinicOptions {
  readonly seed: number;
  readonly episodes: number;
  /** The newest that an event may be, in ms since 1970. */
  readonly now: number;
  readonly prefix?: string;
}

const RUPTURED = 1 / 50;
const STEP = 3 * HOUR;
const SLIDERS = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8'];

export class Clinic {
  private readonly said: Uint16Array;
  private readonly start: number;
  private readonly prefix: string;
  private state: number;

  constructor(private readonly options: ClinicOptions) {
    this.said = new Uint16Array(options.episodes);
    this.start = options.now - 10 * DAY;
    this.prefix = options.prefix ?? 'ep';
    this.state = options.seed;
  }

  /** One opening per episode. */
  openings(): WireEvent[] {
    return Array.from(this.said, (_, episode) => this.next(episode));
  }

  /** What happens next, to `count` episodes drawn by chance. */
  events(count: number): WireEvent[] {
    return Array.from({ length: count }, () => this.next(Math.floor(this.roll() * this.options.episodes)));
  }

  /** What happens next in this episode: an opening first. */
  next(episode: number): WireEvent {
    const nth = this.said[episode] as number;
    this.said[episode] = nth + 1;
    if (nth === 0) return this.event(episode, nth, { type: 'episode.opened', data: OPENING });
    return this.event(episode, nth, (nth + episode) % 2 === 0 ? this.attended(episode, nth) : this.form(episode, nth));
  }

  private attended(episode: number, nth: number): Fact {
    const at = toIso(this.start + nth * STEP);
    const data = {
      appointment: `appointment-${episode}-${nth}`,
      zone: 'Europe/Vienna',
      actualStart: at,
      actualEnd: at,
      ...KEPT,
    };
    return { type: 'appointment.attended', data };
  }

  private form(episode: number, nth: number): Fact {
    const ruptured = this.roll() < RUPTURED;
    const level = (): number => (ruptured ? 3 : 8) + Math.floor(this.roll() * 3);
    const answers = SLIDERS.map((item) => ({ item, value: level() }));
    const items = [...answers, { item: 'r1', value: ruptured ? 2 : 0 }, { item: 'r2', value: ruptured ? 8 : 0 }];
    const data = { form: `form-${episode}-${nth}`, appointment: `appointment-${episode}-${nth - 1}`, ...PULSE, items };
    return { type: 'feedback.submitted', data };
  }

  private event(episode: number, nth: number, { type, data }: Fact): WireEvent {
    const name = `${this.prefix}-${String(episode).padStart(6, '0')}`;
    const dyad = { episode: name, client: `client-of-${name}`, clinician: `dr-${episode % 50}` };
    const time = toIso(this.start + nth * STEP);
    const attributes = { specversion: '1.0', id: `${name}-${nth}`, source: 'urn:bench:practice-system', time };
    const routing = { subject: name, partitionkey: name, correlationid: `import-${name}`, recordedtime: time };
    return { ...attributes, ...routing, type: wireName(type), data: { ...dyad, ...data } };
  }

  /** A counter, scrambled: quick, even, and the same everywhere. */
  private roll(): number {
    this.state = (this.state + 0x9e3779b9) | 0;
    const once = Math.imul(this.state ^ (this.state >>> 16), 0x21f0aaad);
    const twice = Math.imul(once ^ (once >>> 15), 0x735a2d97);
    return ((twice ^ (twice >>> 15)) >>> 0) / 2 ** 32;
  }
}

interface Fact {
  readonly type: EventType;
  readonly data: object;
}

const OPENING = { approach: 'cbt', plannedVisits: 20, cadenceDays: 7, goalsAgreed: true, zone: 'Europe/Vienna' };
const KEPT = {
  derivation: 'asserted',
  clientLateMinutes: 0,
  clinicianLateMinutes: 0,
  endedEarly: false,
  evidence: 'manual',
};
const PULSE = {
  instrument: { code: 'pulse', version: '1', language: 'en' },
  respondent: 'client',
  mode: 'remote-link',
  enteredBy: 'self',
};
