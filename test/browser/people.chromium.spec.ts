/** A person accepts an invitation, signs in, opens an alert, takes it and signs out: in a narrow browser. */
import type { Browser, Page } from 'playwright-core';
import { codeAt, stepAt } from '#lib/identity';
import { DAY, MINUTE } from '#lib/kernel';
import { ListAlerts } from '#lib/pipeline';
import { dyadOf, eventually, opened, pulse, sendAndProject } from '#lib/testkit';
import { listen as openPort, openApi, type ApiHouse } from '../http/api-system.js';
import { PASSWORD, acceptInvitation, invite } from '../http/people-house.js';
import { listen, openBrowser } from './browser.js';

const NARROW = { width: 320, height: 640 };

let api: ApiHouse;
let browser: Browser;
let home: string;
let alert: { readonly id: string; readonly title: string };
beforeAll(async () => {
  [api, browser] = await Promise.all([openApi(), openBrowser()]);
  home = `http://127.0.0.1:${await openPort(api)}`;
  const now = api.system.clock.now();
  const dyad = { ...dyadOf('ep-1'), clinician: 'dr-1' };
  const low = pulse(dyad, now - MINUTE, { form: 'f-1', level: 4, feltOff: 2 });
  await sendAndProject(api.system, [opened(dyad, now - DAY), low]);
  const { items } = await api.system.queries.execute(new ListAlerts(api.system.principal, { show: 'all', limit: 5 }));
  alert = { id: items[0]?.id ?? '', title: items[0]?.words.title ?? '' };
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await api?.close();
});

/** What the page complains of, or asks for elsewhere, fails the test. */
async function visit(work: (page: Page) => Promise<void>, { scripts = true, refused = 0 } = {}): Promise<void> {
  const context = await browser.newContext({ viewport: NARROW, javaScriptEnabled: scripts, locale: 'en-GB' });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const heard = listen(page, home);
  await work(page).finally(() => context.close());
  expect(heard.elsewhere).toEqual([]);
  // a browser notes each answer that refuses what was typed
  expect(heard.complaints).toEqual(Array.from({ length: refused }, () => expect.stringContaining('422')));
}

/** Nothing is cut off, and every field has a name. */
async function expectReadable(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(NARROW.width);
  const nameless =
    '[...document.querySelectorAll("input:not([type=hidden])")].filter((one) => one.labels.length === 0).length';
  expect(await page.evaluate(nameless)).toBe(0);
}

/** Goes through the fields with the tabulator, and presses the button after the last. */
async function typeInto(page: Page, values: readonly (readonly [id: string, value: string])[]): Promise<void> {
  await page.locator(`#${values[0]?.[0]}`).focus();
  for (const [id, value] of values) {
    await eventually(`the focus on ${id}`, async () => (await page.evaluate('document.activeElement.id')) === id);
    await page.keyboard.type(value);
    await page.keyboard.press('Tab');
  }
  expect(await page.evaluate('document.activeElement.tagName')).toBe('BUTTON');
  await page.keyboard.press('Enter');
}

const signIn = (page: Page, name: string, secret: string): Promise<void> =>
  typeInto(page, [
    ['name', name],
    ['password', PASSWORD],
    ['code', codeAt(secret, stepAt(api.system.clock.now()))],
  ]);

it('S-46: from the invitation to "Got it", and out again, with the keyboard and without any key', async () => {
  const invitation = await invite(api.system, 'dr-1', 'clinician', 'dr-1');
  await visit(async (page) => {
    await page.goto(`${home}${invitation}`);
    await expectReadable(page);
    const secret = (await page.locator('#secret').innerText()).replaceAll(' ', '');
    expect(await page.getByRole('link').first().getAttribute('href')).toContain(`secret=${secret}`);
    await page.locator('#password').fill(PASSWORD);
    await typeInto(page, [['code', codeAt(secret, stepAt(api.system.clock.now()) - 1)]]);
    await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
    expect(await page.locator('li').count()).toBe(10);
    await expectReadable(page);

    await page.goto(`${home}/alerts/${alert.id}`);
    await expectReadable(page);
    await page.getByRole('link', { name: 'Sign in' }).press('Enter');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await expectReadable(page);
    await signIn(page, 'dr-1', secret);
    await page.waitForURL(`${home}/alerts/${alert.id}`);
    await page.getByRole('heading', { name: alert.title }).waitFor();
    await expectReadable(page);
    await page.getByRole('button', { name: 'Got it' }).press('Enter');
    await page.getByText('Claimed.').waitFor();

    await page.getByRole('link', { name: 'Where you are signed in' }).press('Enter');
    await page.getByText('(this device)').waitFor();
    await expectReadable(page);
    await page.goBack();
    await page.getByRole('button', { name: 'Sign out' }).press('Enter');
    await page.waitForURL(`${home}/sign-in`);
    await page.goto(`${home}/alerts/${alert.id}`);
    await page.getByLabel('Or open it with a key').waitFor();
    expect(await page.getByRole('heading', { name: alert.title }).count()).toBe(0);
  });
});

it('works without scripts: signing in, the devices, signing out everywhere', async () => {
  const { secret } = await acceptInvitation(api, await invite(api.system, 'lead', 'lead'), 'lead');
  await visit(
    async (page) => {
      await page.goto(`${home}/account`);
      await page.locator('#name').fill('lead');
      await page.locator('#password').fill('not the password');
      await page.locator('#code').fill('000000');
      await page.getByRole('button').click();
      await page.getByText('That does not fit.').waitFor();
      await page.locator('#password').fill(PASSWORD);
      await page.locator('#code').fill(codeAt(secret, stepAt(api.system.clock.now())));
      await page.getByRole('button').click();
      await page.getByText('(this device)').waitFor();
      await page.getByRole('button', { name: 'Sign out everywhere' }).click();
      await page.waitForURL(`${home}/sign-in`);
      await page.goto(`${home}/account`);
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      expect(new URL(page.url()).search).toBe('?return=%2Faccount');
    },
    { scripts: false, refused: 1 },
  );
});
