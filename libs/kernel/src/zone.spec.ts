import { isZone, ZONE_PATTERN, zoneHint } from './zone.js';

describe('a zone of the IANA database', () => {
  it.each(['Europe/Berlin', 'America/Argentina/Ushuaia', 'Asia/Calcutta', 'Asia/Kolkata', 'America/Port-au-Prince'])(
    '%s is one',
    (name) => expect(isZone(name)).toBe(true),
  );

  it.each([
    'GMT0',
    'EST5EDT',
    'Etc/GMT+5',
    'US/Pacific',
    'GB',
    'UTC',
    'Etc/GMT0',
    'PST8PDT',
    'Antarctica/DumontDUrville',
  ])('%s is one, if an old name [C06d]', (name) => expect(isZone(name)).toBe(true));

  it('is any that this machine lists', () => {
    const pattern = new RegExp(ZONE_PATTERN);
    for (const name of Intl.supportedValuesOf('timeZone'))
      expect([name, isZone(name), pattern.test(name)]).toEqual([name, true, true]);
  });

  it.each<[unknown, RegExp]>([
    ['Mars/Phobos', /such as Europe\/Berlin/],
    ['Europe/Berlim', /did you mean "Europe\/Berlin"\?/],
    ['Europe/Viena', /did you mean "Europe\/Vienna"\?/],
    ['America/New York', /did you mean "America\/New_York"\?/],
    ['+01:00', /not an offset/],
    ['GMT+1', /not an offset/],
    ['UTC-05:00', /not an offset/],
    ['-0500', /not an offset/],
    ['Europe/', /./],
    ['Etc/Unknown', /./],
    ['', /./],
    ['x'.repeat(10_000), /./],
    ['Berlin, Stockholm, Rome', /./],
    [3_600, /./],
    [null, /./],
  ])('%j is none [C06b], and is told what to send instead', (name, hint) => {
    expect([isZone(name), isZone(name)]).toEqual([false, false]);
    expect(zoneHint(name)).toMatch(hint);
  });
});
