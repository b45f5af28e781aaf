/**
 * What the conformance suite of the CloudEvents project asks for: its test data, written down again in our own shape.
 *
 * Data: https://github.com/cloudevents/conformance, (c) The CloudEvents Authors, Apache License 2.0
 * (https://www.apache.org/licenses/LICENSE-2.0). Files and the commits at which they were read:
 *   yaml/v1.0/v1_minimum.yaml             4e068126a55c0e84e3b905b2a9bbd76e75176382
 *   yaml/v1.yaml                          cf9c9c64f92b0ccbee0f0f3945bb161cec7173a0
 *   features/http-protocol-binding.feature dcd8f605595847bb6d7e46c14deaefaf9984f5f3
 *   format/json/*.json                    c5bcce28fa078aeef41e5b1998a7c01270d62d35
 * Changed: the form (a list in TypeScript); the ends of extensions are trimmed, as the suite's own sender does it.
 */

/** An event of the YAML files: its attributes, and the bytes of its data. */
export interface SuiteEvent {
  readonly attributes: Readonly<Record<string, string>>;
  readonly data: string;
  /** Headers that are the transport's, and no part of the event. */
  readonly transport?: Readonly<Record<string, string>>;
}

const minimum = (number: number, datacontenttype: string, data: string): SuiteEvent => ({
  attributes: {
    specversion: '1.0',
    type: 'io.cloudevents.minimum',
    id: `conformance-${String(number).padStart(4, '0')}`,
    source: '//github.com/cloudevents/cloudeventsconformance/yaml/v1.yaml',
    datacontenttype,
  },
  data: `${data}\n`,
});

/** yaml/v1.0/v1_minimum.yaml */
export const V1_MINIMUM: readonly SuiteEvent[] = [
  minimum(1, 'text/plain; charset=us-ascii', 'Hello, World!'),
  minimum(2, 'text/plain; charset=utf-8', 'Hello, \u{1f30e}!'),
  minimum(3, 'application/json; charset=utf-8', '"Hello, \u{1f30e}!"'),
  minimum(4, 'application/json; charset=utf-8', '{"msg":"Hello, \u{1f30e}!"}'),
  minimum(5, 'application/json; charset=utf-8', '["Hello","\u{1f30e}!"]'),
  minimum(6, 'application/xml; charset=utf-8', '<msg>Hello, \u{1f30e}!</msg>'),
];

/** yaml/v1.yaml */
export const V1: SuiteEvent = {
  attributes: {
    specversion: '1.0',
    type: 'com.example.someevent',
    time: '2018-04-05T03:56:24Z',
    id: '4321-4321-4321',
    source: '/mycontext/subcontext',
    comexampleextension1: 'value',
    comexampleextension2: '{"othervalue": 5}',
  },
  transport: { 'user-agent': 'foo' },
  data: '{"world":"hello"}\n',
};

/** A request of features/http-protocol-binding.feature as it is written there: the lines of its head, and its body. */
export interface RawRequest {
  readonly head: readonly string[];
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const SAID = {
  specversion: '1.0',
  type: 'com.example.someevent',
  time: '2018-04-05T03:56:24Z',
  id: '1234-1234-1234',
  source: '/mycontext/subcontext',
};
const binary = (contentType: string): RawRequest => ({
  head: [
    'ce-specversion: 1.0',
    'ce-type: com.example.someevent',
    'ce-time: 2018-04-05T03:56:24Z',
    'ce-id: 1234-1234-1234',
    'ce-source: /mycontext/subcontext',
    `Content-Type: ${contentType}`,
    'Content-Length: 33',
  ],
  body: '{\n    "message": "Hello World!"\n}',
  attributes: { ...SAID, datacontenttype: contentType },
});
const structured = (contentType: string): RawRequest => ({
  head: [`Content-Type: ${contentType}`, 'Content-Length: 266'],
  body: [
    '{',
    '    "specversion": "1.0",',
    '    "type": "com.example.someevent",',
    '    "time": "2018-04-05T03:56:24Z",',
    '    "id": "1234-1234-1234",',
    '    "source": "/mycontext/subcontext",',
    '    "datacontenttype": "application/json",',
    '    "data": {',
    '        "message": "Hello World!"',
    '    }',
    '}',
  ].join('\n'),
  attributes: { ...SAID, datacontenttype: 'application/json' },
});
export const HTTP_BINDING: Readonly<Record<string, RawRequest>> = {
  'binary, application/json': binary('application/json'),
  'binary, application/json; charset=utf-8': binary('application/json; charset=utf-8'),
  'structured, application/cloudevents+json': structured('application/cloudevents+json'),
  'structured, application/cloudevents+json; charset=utf-8': structured('application/cloudevents+json; charset=utf-8'),
};

const test = (id: string, more: object = {}): Readonly<Record<string, unknown>> => ({
  specversion: '1.0',
  id,
  type: 'io.cloudevents.test',
  source: 'https://cloudevents.io',
  ...more,
});
const minimal = test('minimal');
const allCore = test('allCore', {
  datacontenttype: 'text/plain',
  dataschema: 'https://cloudevents.io/dataschema',
  subject: 'tests',
  time: '2018-04-05T17:31:00Z',
});
const allExtensionTypes = test('allExtensionTypes', {
  extinteger: 10,
  extboolean: true,
  extstring: 'text',
  exturi: 'https://cloudevents.io',
  exturiref: '//authority/path',
  exttimestamp: '2023-03-31T15:12:00Z',
  extbinary: 'TWE=',
});
const NULLS = {
  datacontenttype: null,
  dataschema: null,
  subject: null,
  time: null,
};

/** format/json/valid-events.json, by the name of the test. */
export const VALID_EVENTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  validMinimal: minimal,
  validMinimalWithNullForOptional: test('minimal', NULLS),
  validAllCoreAttributes: allCore,
  validMinimalWithTimeUtc: test('minimalWithTime', {
    time: '2018-04-05T17:31:00Z',
  }),
  validMinimalWithTimeToNanosecondsUtc: test('minimalWithTime', {
    time: '2018-04-05T17:31:00.000000000Z',
  }),
  validMinimalWithTimeUsingPositiveOffset: test('minimalWithTime', {
    time: '2018-04-05T18:31:00+01:00',
  }),
  validMinimalWithTimeUsingNegativeOffset: test('minimalWithTime', {
    time: '2018-04-05T16:31:00-01:00',
  }),
  validRelativeSource: test('minimalWithRelativeSource', {
    source: '#fragment',
  }),
  validSimpleTextData: test('simpleTextData', {
    datacontenttype: 'text/plain',
    data: 'Simple text',
  }),
  validAllExtensionTypes: allExtensionTypes,
};

/** format/json/valid-batches.json */
export const VALID_BATCHES: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  validBatchEmpty: [],
  validBatchMinimal: [minimal],
  validBatchMinimal2: [minimal, minimal],
  validBatchMinimalAndAllCore: [minimal, allCore],
  validBatchMinimalAndAllExtensionTypes: [minimal, allExtensionTypes],
};

const without = (name: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(test('invalid')).filter(([key]) => key !== name));

/** format/json/invalid-events.json */
export const INVALID_EVENTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  invalidNoSpecVersion: without('specversion'),
  invalidNoId: without('id'),
  invalidNoType: without('type'),
  invalidNoSource: without('source'),
  invalidTimeGarbage: test('invalid', { time: 'lunchtime' }),
  invalidTimeToMinute: test('invalid', { time: '2018-04-05T18:31Z' }),
  invalidTimeOffsetX: test('invalid', { time: '2018-04-05T18:31:00X' }),
  invalidTimeOffsetOutOfRange: test('invalid', {
    time: '2018-04-05T18:31:00+25:00',
  }),
  invalidTimeOffsetNonInteger: test('invalid', {
    time: '2018-04-05T18:31:00+xx:00',
  }),
  invalidTimeOffsetHourOnly: test('invalid', {
    time: '2018-04-05T18:31:00+05',
  }),
  invalidEmptyId: test(''),
  invalidEmptyType: test('invalid', { type: '' }),
  invalidEmptySource: test('invalid', { source: '' }),
  invalidEmptySpecVersion: test('invalid', { specversion: '' }),
  invalidUnknownSpecVersion: test('invalid', { specversion: '0.9' }),
  invalidNonRfc2046DataContentType: test('invalid', { datacontenttype: 'xyz' }),
  invalidEmptyDataContentType: test('invalid', { datacontenttype: '' }),
  invalidEmptyDataSchema: test('invalid', { dataschema: '' }),
  invalidEmptySubject: test('invalid', { subject: '' }),
  invalidNumericId: test('invalid', { id: 25 }),
  invalidObjectId: test('invalid', { id: { xyz: 'abc' } }),
  invalidCapitalizedExtension: test('invalid', { MyExtension: 'bad' }),
  invalidPunctuatedExtension: test('invalid', { 'my.extension': 'bad' }),
  invalidNonIntegerExtensionValue: test('invalid', { 'my.extension': 1.5 }),
  invalidBothDataAndDataBase64: test('invalid', {
    data: 'text',
    data_base64: 'eyAieHl6IjogMTIzIH0=',
  }),
};

/** format/json/invalid-batches.json */
export const INVALID_BATCHES: Readonly<Record<string, readonly unknown[]>> = {
  invalidBatchMixedSpecVersions: [test('minimal1'), test('minimal2', { specversion: '0.9' })],
  invalidBatchContainingInvalidCloudEvent: [without('id')],
  invalidBatchContainingNonObject: ['not an object', test('minimal1')],
};
