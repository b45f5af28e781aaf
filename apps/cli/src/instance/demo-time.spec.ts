import { speedOf, timeText } from './demo-time.js';

describe('demo --speed', () => {
  it.each([
    ['pause', 0],
    ['0', 0],
    ['1', 1],
    ['1800', 1_800],
    ['1d/s', 86_400],
    ['12h/min', 720],
    ['30d/min', 43_200],
    ['1d/10s', 8_640],
  ])('%s is so many seconds in one', (text, speed) => {
    expect(speedOf(text)).toBe(speed);
  });

  it.each(['fast', '-1', '1d', 'd/s', '1d/0s', ''])('"%s" is refused with how to write it', (text) => {
    expect(() => speedOf(text)).toThrow(`--speed ${text} is no speed`);
  });
});

describe('what demo says of the time', () => {
  const now = { clinicTime: '2026-03-02T09:00:00.000Z', speed: 1_800, behindSeconds: 14 * 86_400, jumpedSeconds: 0 };

  it('says how late it is there, and how fast it goes', () => {
    expect(timeText(now)).toMatch(
      /^In the clinic it is 2026-03-02T09:00:00.000Z, 14 days behind our time; 30 minutes pass/,
    );
    expect(timeText({ ...now, speed: 0 })).toContain('it is paused');
  });

  it('says when a jump could not go as far as was asked, and what to do', () => {
    const text = timeText({ ...now, behindSeconds: 0, jumpedSeconds: 3 * 86_400 }, 7 * 86_400);
    expect(text).toContain('caught up with our time');
    expect(text).toContain('It moved on by 3 days.');
    expect(text).toContain('A jump ends at our time');
  });

  it('says that it did not move where it had caught up before', () => {
    const text = timeText({ ...now, speed: 1, behindSeconds: 0, jumpedSeconds: 0 }, 7 * 86_400);
    expect(text).toContain('It did not move.\nA jump ends at our time');
    expect(text).not.toContain('nothing');
  });

  it('says nothing of limits where it went as far as was asked', () => {
    expect(timeText({ ...now, jumpedSeconds: 7 * 86_400 }, 7 * 86_400)).not.toContain('ends at our time');
  });
});
