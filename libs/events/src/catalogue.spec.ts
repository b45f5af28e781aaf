/** The catalogue is a contract: its JSON Schemas are what others validate against, so they must mean what we check. */
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import type { JsonSchema } from '#lib/kernel';
import { anyValueOf, changed } from '../../alliance/spec/any-data.js';
import {
  CATALOGUE,
  EVENT_TYPES,
  clinicalOrder,
  isOwnType,
  streamOf,
  typeOfWireName,
  wireName,
  type ClinicEvent,
  type EventType,
} from './catalogue.js';

const ajv = new Ajv2020({ strict: true, allErrors: false });
addFormats(ajv);

/** Every schema inside a schema that describes a text, with the way to it. */
function texts(schema: JsonSchema, way: string): { way: string; schema: JsonSchema }[] {
  const below = [
    ...Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>).map(([name, member]) => ({
      way: `${way}/${name}`,
      member,
    })),
    ...(schema['items'] ? [{ way: `${way}/*`, member: schema['items'] as JsonSchema }] : []),
    ...((schema['anyOf'] ?? []) as JsonSchema[]).map((member) => ({ way, member })),
  ];
  const own = schema['type'] === 'string' || schema['enum'] ? [{ way, schema }] : [];
  return [...own, ...below.flatMap(({ way: there, member }) => texts(member, there))];
}

describe.each(EVENT_TYPES)('%s', (type) => {
  const { schema } = CATALOGUE[type];
  const shape = CATALOGUE[type];
  const validate = ajv.compile(schema);

  it('accepts what its schema describes', () => {
    fc.assert(
      fc.property(anyValueOf(schema), (data) => {
        expect(shape.explain(data, '')).toEqual([]);
        expect([shape.accepts(data), validate(data)]).toEqual([true, true]);
      }),
      { numRuns: 25 },
    );
  });

  it('agrees with its schema about data that were changed', () => {
    fc.assert(
      fc.property(anyValueOf(schema).chain(changed), (data) => {
        expect(shape.accepts(data)).toBe(validate(data));
        expect(shape.explain(data, '').length === 0).toBe(shape.accepts(data));
      }),
      { numRuns: 60 },
    );
  });

  it('has no place for free text', () => {
    for (const { way, schema: text } of texts(schema, '')) {
      expect({ way, bound: Boolean(text['enum'] ?? text['pattern']) }).toEqual({ way, bound: true });
      const fits = ajv.compile(text);
      const accepted = [
        'Anna felt misunderstood today',
        'Anna\nExample',
        'anna@example.org',
        '<b>x</b>',
        'x'.repeat(1_000),
      ].filter((words) => fits(words));
      expect({ way, accepted }).toEqual({ way, accepted: [] });
    }
  });
});

describe('the catalogue', () => {
  it('has one name on the wire for each type, and back', () => {
    for (const type of EVENT_TYPES) expect(typeOfWireName(wireName(type))).toBe(type);
    expect(wireName('appointment.missed')).toBe('rapport.appointment.missed.v1');
    for (const name of ['appointment.missed', 'rapport.appointment.missed.v2', 'toString', '__proto__', ''])
      expect(typeOfWireName(name)).toBeUndefined();
  });

  it('puts each event into the stream of its episode, or of its person', () => {
    const streams = EVENT_TYPES.map((type) => {
      const data = Object.fromEntries(
        ((CATALOGUE[type].schema['required'] ?? []) as string[]).map((name) => [name, `${name}-1`]),
      );
      return streamOf({ type, data } as unknown as ClinicEvent);
    });
    expect(new Set(streams.map(({ kind, ref }) => `${kind}/${ref}`))).toEqual(
      new Set([
        'episode/episode-1',
        'client/client-1',
        // a merge belongs to the record that goes into another one
        'client/retired-1',
        'client/restored-1',
        'clinician/clinician-1',
      ]),
    );
  });

  it('keeps some types for Rapport itself', () => {
    const own: EventType[] = EVENT_TYPES.filter(isOwnType);
    expect(own).toEqual([
      'timer.due',
      'alert.acknowledged',
      'alert.snoozed',
      'alert.overridden',
      'alert.resolved',
      'alert.act_undone',
    ]);
  });
});

describe('the clinical order', () => {
  const envelope = fc.record({
    occurredAt: fc.integer({ min: 0, max: 3 }),
    sequence: fc.constantFrom('', '1', '2', '10'),
    source: fc.constantFrom('urn:a', 'urn:b'),
    id: fc.constantFrom('a', 'b', 'B'),
    historical: fc.boolean(),
  });

  it('is total, and does not depend on how events arrived', () => {
    fc.assert(
      fc.property(fc.array(envelope, { maxLength: 12 }), fc.integer(), (events, by) => {
        const rotated = events.map((_, i) => events[(i + Math.abs(by)) % events.length] as (typeof events)[number]);
        const key = ({ occurredAt, sequence, source, id }: (typeof events)[number]): string =>
          `${occurredAt} ${sequence} ${source} ${id}`;
        expect(rotated.sort(clinicalOrder).map(key)).toEqual([...events].sort(clinicalOrder).map(key));
      }),
    );
  });

  it('puts clinical time first, then the version that the source gave', () => {
    const at = (occurredAt: number, sequence: string) => ({
      occurredAt,
      sequence,
      source: 'urn:a',
      id: 'a',
      historical: false,
    });
    expect([at(2, '1'), at(1, '2'), at(1, '10')].sort(clinicalOrder)).toEqual([at(1, '10'), at(1, '2'), at(2, '1')]);
  });
});
