import { columns, createOutput, wantsColor, type Sink } from './output.js';

function heard(isTTY = false): Sink & { text: string } {
  const sink = { text: '', isTTY, columns: 40, write: (part: string) => void (sink.text += part) };
  return sink;
}
const output = (options: { json?: boolean; color?: boolean; tty?: boolean; now?: () => number } = {}) => {
  const [stdout, stderr] = [heard(), heard(options.tty)];
  return {
    stdout,
    stderr,
    out: createOutput({
      stdout,
      stderr,
      json: options.json ?? false,
      color: options.color ?? false,
      now: options.now ?? (() => 1e6),
    }),
  };
};

describe('output', () => {
  it('keeps data and messages apart', () => {
    const { out, stdout, stderr } = output();
    out.data('fact');
    out.say('remark');
    expect([stdout.text, stderr.text]).toEqual(['fact\n', 'remark\n']);
  });
  it('answers one JSON object on one line with --json, without colour', () => {
    const { out, stdout } = output({ json: true, color: true });
    out.show({ a: [1] }, () => 'words');
    expect(stdout.text).toBe('{"a":[1]}\n');
    expect(out.paint('bad', 'x')).toBe('x');
  });
  it('writes progress over itself on a terminal and takes it away before anything else is said', () => {
    const { out, stderr } = output({ tty: true });
    out.progress('half');
    out.say('done');
    expect(stderr.text).toBe('\r\u001B[Khalf\r\u001B[Kdone\n');
  });
  it('writes whole lines of progress, two seconds apart, where nobody looks on', () => {
    let now = 10_000;
    const { out, stderr } = output({ now: () => now });
    for (const line of ['a', 'b', 'c']) {
      out.progress(line);
      now += 1_500;
    }
    expect(stderr.text).toBe('a\nc\n');
  });
  it('is coloured on a terminal only, and never against NO_COLOR', () => {
    expect(wantsColor(heard(true), {})).toBe(true);
    expect(wantsColor(heard(true), { NO_COLOR: '1' })).toBe(false);
    expect(wantsColor(heard(true), { TERM: 'dumb' })).toBe(false);
    expect(wantsColor(heard(false), {})).toBe(false);
  });
  it('sets columns flush without blanks at the end', () =>
    expect(
      columns([
        ['a', 'bb', ''],
        ['ccc', 'd', 'e'],
      ]),
    ).toBe('a    bb\nccc  d   e'));
});
