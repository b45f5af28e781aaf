import type { DeliveryItem } from './channel.js';
import { SUBJECT_FORMS, mailWords } from './mail-wording.js';
import * as fc from 'fast-check';
import { LANGUAGES, type Language, DAY, MINUTE } from '#lib/kernel';
import { lintWording } from '#lib/presentation';

const raised = Date.UTC(2026, 10, 23, 8, 30);
const item: DeliveryItem = {
  language: 'en',
  tenant: '1',
  deliveryKey: 'dlv_1',
  alert: 'alr_1',
  tier: 'talk-soon',
  openUrl: 'https://rapport.example/a/alr_1?d=1&m=2',
  occurredAt: raised,
};
const at = (epochMs: number, offsetMinutes: number, language: Language = 'en'): string =>
  mailWords({ ...item, language, before: { epochMs, offsetMinutes } }).subject;

describe('the subject of a mail', () => {
  it('names the hour of an appointment today, by the clock on the wall of the clinic', () => {
    expect(at(Date.UTC(2026, 10, 23, 13), 60)).toBe('Rapport: something to look at before 14:00');
    expect(at(Date.UTC(2026, 10, 23, 15, 5), -300)).toBe('Rapport: something to look at before 10:05');
    expect(at(Date.UTC(2026, 10, 23, 9, 30), 330)).toBe('Rapport: something to look at before 15:00');
  });

  it('counts items when the appointment is on another day of that clinic, over, or not booked', () => {
    const waiting = 'Rapport: 1 item is waiting';
    expect(mailWords(item).subject).toBe(waiting);
    expect(at(raised - MINUTE, 60)).toBe(waiting);
    expect(at(raised + DAY, 60)).toBe(waiting);
    expect(at(Date.UTC(2026, 10, 23, 23, 30), 60)).toBe(waiting);
    expect(at(Date.UTC(2026, 10, 23, 23, 30), 0)).toBe('Rapport: something to look at before 23:30');
  });

  it('is always one of the allowed forms', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 * DAY }), fc.integer({ min: -14 * 60, max: 14 * 60 }), (ahead, offset) =>
        LANGUAGES.every((language) => SUBJECT_FORMS.some((form) => form.test(at(raised + ahead, offset, language)))),
      ),
    );
  });

  it('speaks the language that the item asks for', () => {
    expect(mailWords({ ...item, language: 'de' }).subject).toBe('Rapport: 1 Eintrag wartet');
    expect(at(Date.UTC(2026, 10, 23, 13), 60, 'de')).toBe('Rapport: etwas zum Ansehen vor 14:00 Uhr');
  });
});

describe('the body of a mail', () => {
  it.each(LANGUAGES)('is plain and neutral in %s, and is marked as that language', (language) => {
    const before = { epochMs: raised + MINUTE, offsetMinutes: 0 };
    for (const one of [item, { ...item, before }]) {
      const { subject, text, html } = mailWords({ ...one, language });
      const lines = text.replace(item.openUrl, '').split(/\n+/).filter(Boolean);
      expect(lintWording(subject, { language, surface: 'title' })).toEqual([]);
      expect(lines.flatMap((line) => lintWording(line, { language, surface: 'text' }))).toEqual([]);
      expect(html).toContain(`<html lang="${language}">`);
    }
  });

  it('says the same in text and in HTML, with the same link and nothing to load', () => {
    const { text, html } = mailWords(item);
    expect(text).toContain(item.openUrl);
    expect(html).toContain('href="https://rapport.example/a/alr_1?d=1&amp;m=2"');
    expect(html.match(/https?:/g)).toHaveLength(1);
    expect(html).not.toMatch(/<img|<link|<script|url\(|@import/i);
    for (const words of [text, html]) expect(words).toContain('One item is waiting for you.');
  });

  it('stays within 2 kB of text with the longest link', () => {
    const openUrl = `https://rapport.example/${'a'.repeat(976)}`;
    expect(Buffer.byteLength(mailWords({ ...item, openUrl }).text)).toBeLessThanOrEqual(2_048);
  });

  it('cannot be broken by a link', () => {
    const { html } = mailWords({ ...item, openUrl: 'https://x/"><img src=y>' });
    expect(html).not.toContain('<img');
  });
});
