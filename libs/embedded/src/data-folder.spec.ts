import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ConfigError } from '#lib/platform';
import { makeDataFolder } from './data-folder.js';

describe('the data folder (N6)', () => {
  let home: string;
  beforeAll(() => {
    home = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-data-'));
    fs.writeFileSync(path.join(home, 'file'), '');
  });
  afterAll(() => fs.rmSync(home, { recursive: true }));

  it('N6: is made with all that leads there, and is left as it is when it is there', () => {
    const folder = path.join(home, 'a/b');
    makeDataFolder(folder);
    fs.writeFileSync(path.join(folder, 'kept'), '');
    makeDataFolder(folder);
    expect(fs.readdirSync(folder)).toEqual(['kept']);
  });

  it.each([
    ['file', 'is a file, and a folder is needed'],
    ['file/deeper', 'leads through a file'],
    ['x'.repeat(300), 'is longer than the system takes'],
  ])('N6: that cannot be is said in words: %s', (name, why) => {
    const make = (): void => makeDataFolder(path.join(home, name));
    expect(make).toThrow(ConfigError);
    expect(make).toThrow(`RAPPORT_DATA ${path.join(home, name)} ${why}`);
  });

  it.each(['EACCES', 'EROFS', 'ENOSPC', 'EIO'])('N6: nor is %s left to the reader', (code) => {
    const making = jest.spyOn(fs, 'mkdirSync').mockImplementation(() => {
      throw Object.assign(new Error(code), { code });
    });
    try {
      expect(() => makeDataFolder('/data')).toThrow(/RAPPORT_DATA \/data (?:may not be|is on|cannot be used \(EIO\))/);
    } finally {
      making.mockRestore();
    }
  });
});
