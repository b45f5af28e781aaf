import { DAY, HOUR, toIso } from '#lib/kernel';
import { ClinicTime } from './clinic-time.js';

const NOW = Date.parse('2026-03-02T09:00:00Z');

function behind(days: number, speed: number) {
  const wall = { at: NOW, now: () => wall.at };
  const time = new ClinicTime(NOW - days * DAY, speed, wall);
  const wait = (ms: number): void => void (wall.at += ms);
  return { time, wait };
}

describe('the time of the synthetic clinic (E24)', () => {
  it('runs as fast as it was set, and never past ours', () => {
    const { time, wait } = behind(2, 86_400);
    expect(time.now()).toBe(NOW - 2 * DAY);
    wait(1_000);
    expect([time.now(), time.isLive]).toEqual([NOW - DAY, false]);
    wait(5_000);
    expect([time.now(), time.isLive]).toEqual([NOW + 6_000, true]);
  });

  it('changes its speed without a leap', () => {
    const { time, wait } = behind(3, 86_400);
    wait(1_000);
    time.goAt(3_600);
    expect(time.now()).toBe(NOW - 2 * DAY);
    wait(1_000);
    expect(time.now()).toBe(NOW - 2 * DAY + HOUR);
  });

  it('stands still while it is paused, and is not live then', () => {
    const { time, wait } = behind(1, 86_400);
    wait(2_000);
    time.goAt(0);
    wait(HOUR);
    expect([time.now(), time.isLive, time.standing().speed]).toEqual([NOW + 2_000, false, 0]);
    time.goAt(1);
    wait(HOUR);
    expect(time.standing()).toMatchObject({ clinicTime: toIso(NOW + 2_000 + HOUR), behindSeconds: 3_600 });
  });

  it('jumps as far as it can, and says how far that was', () => {
    const { time } = behind(10, 1);
    expect(time.jump(7 * DAY)).toBe(7 * DAY);
    expect(time.jump(7 * DAY)).toBe(3 * DAY);
    expect([time.jump(7 * DAY), time.isLive]).toEqual([0, true]);
  });
});
