/** Debian's Chromium, driven through its own protocol. */
import fs from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

/** Root has no sandbox, and containers have little shared memory. */
const FLAGS = ['--no-sandbox', '--disable-dev-shm-usage'];

const executablePath = (process.env['PATH'] ?? '')
  .split(path.delimiter)
  .map((folder) => path.join(folder, 'chromium'))
  .find((file) => fs.existsSync(file));

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ args: FLAGS, ...(executablePath !== undefined && { executablePath }) });

/** What the page complains of, and every address outside of the house that it asks for. */
export function listen(page: Page, home: string): { readonly complaints: string[]; readonly elsewhere: string[] } {
  const heard = { complaints: [] as string[], elsewhere: [] as string[] };
  page.on('console', (message) => {
    if (message.type() === 'error') heard.complaints.push(message.text());
  });
  page.on('pageerror', (error) => heard.complaints.push(String(error)));
  page.on('request', (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(home)) heard.elsewhere.push(request.url());
  });
  return heard;
}
