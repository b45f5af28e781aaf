import { needSpan, spanOf } from './span.js';

it.each([
  ['30s', 30_000],
  ['90min', 5_400_000],
  ['90 min', 5_400_000],
  ['1.5h', 5_400_000],
  ['7d', 604_800_000],
  ['1w', 604_800_000],
])('%s is a span', (text, ms) => {
  expect(spanOf(text)).toBe(ms);
});

it.each(['', '7', 'd', '-7d', '0d', '7 days', '1m', '7d 3h'])('"%s" is none, and the next step is named', (text) => {
  expect(spanOf(text)).toBeUndefined();
  expect(() => needSpan('jump', text)).toThrow(`--jump ${text} is no span of time`);
});
