/** What `npm start` prints, opened as a person opens it: in a browser. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { eventually } from '../../libs/testkit/src/eventually.js';
import { stopChildren } from '../e2e/support/child.js';
import { openHome, startHome, type Home, type Running } from '../e2e/support/one-process.js';
import { alertsOf, get } from '../e2e/support/practice.js';
import { listen, openBrowser } from './browser.js';

let home: Home;
let running: Running;
let browser: Browser;
beforeAll(async () => {
  [home, browser] = [openHome(), await openBrowser()];
  running = await startHome(home, { RAPPORT_SWEEP_MS: '500' });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await stopChildren();
  await home?.remove();
});

const printed = (pattern: RegExp): string => {
  const [address] = pattern.exec(running.block) ?? [];
  if (address === undefined) throw new Error(`nothing printed looks like ${pattern}`);
  return address;
};
/** In a window of its own; what the page complains of, or asks for elsewhere, fails the test. */
async function visit(address: string, look: (page: Page) => Promise<void>, withKey = false): Promise<void> {
  const credentials = withKey ? { httpCredentials: { username: 'any', password: running.apiKey } } : {};
  const context: BrowserContext = await browser.newContext(credentials);
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const heard = listen(page, running.url);
    await page.goto(address);
    await look(page);
    expect(heard).toEqual({ complaints: [], elsewhere: [] });
  } finally {
    await context.close();
  }
}

it('N9: the board opens at its printed address, with its recent work', async () => {
  expect.hasAssertions();
  await visit(
    printed(/http:\S+\/ops\/queues/),
    async (page) => {
      await page.getByText('follow-shard').first().waitFor();
      await page.goto(`${running.url}/ops/queues/queue/follow-shard?status=completed`);
      // what wakes a shard stands in the card of a job alone
      await page
        .getByText(/dedup shard-\d+/)
        .first()
        .waitFor();
      expect(await page.locator('body').innerText()).toMatch(/Finished at\s+\d/);
    },
    true,
  );
});

it('the reference sends a signed event, with a test key and its secret', async () => {
  await visit(printed(/http:\S+\/docs/), async (page) => {
    await page.getByRole('button', { name: 'Authorize' }).click();
    const dialog = page.locator('.dialog-ux');
    await dialog.locator('input[aria-label="auth-bearer-value"]').fill(running.apiKey);
    await dialog.locator('input').nth(1).fill(running.signingSecret);
    for (let left = 2; left > 0; left--) await dialog.getByRole('button', { name: 'Apply' }).first().click();
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
    const operation = page.locator('.opblock', { hasText: '/v1/events' }).filter({ hasText: 'Send events' }).first();
    await operation.locator('.opblock-summary-control').click();
    await operation.getByRole('button', { name: 'Try it out' }).click();
    await operation.getByRole('button', { name: 'Execute' }).click();
    const answer = operation.locator('.live-responses-table');
    await answer.waitFor();
    expect(await answer.locator('.response-col_status').last().innerText()).toMatch(/^20[02]/);
    expect(await answer.innerText()).toContain('"receipts"');
  });
});

it('E24: the alert that is told at the terminal opens, and says what changed and what to try', async () => {
  const alert = await eventually('an alert', async () => (await alertsOf(running))[0], 60_000);
  const { words } = await get<{ words: { title: string; whatChanged: string } }>(running, `/v1/alerts/${alert.id}`);
  await visit(`${running.url}/alerts/${alert.id}`, async (page) => {
    await page.getByLabel(/key/i).fill(running.apiKey);
    await page.getByRole('button').first().click();
    await page.getByRole('heading', { name: words.title }).waitFor();
    expect(await page.locator('dd').allInnerTexts()).toContain(words.whatChanged);
  });
});

it('the mails and webhooks of the demo are there to be read', async () => {
  await eventually('a mail', async () => (await (await fetch(`${running.url}/demo/mail`)).text()).includes('Rapport'));
  await visit(printed(/http:\S+\/demo\/mail/), async (page) => {
    const address = /http:\S+\/alerts\/al_[0-9a-f]+/.exec(await page.locator('body').innerText())?.[0];
    expect(address).toMatch(running.url);
  });
  await visit(printed(/http:\S+\/demo\/webhooks/), async (page) => {
    expect(await page.locator('body').innerText()).toContain('"verified":true');
  });
});
