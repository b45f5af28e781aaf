import { ERROR_CODES, FAULT_CODES } from '#lib/platform';
import { escapeHtml, page } from './page.js';

const codes = Object.entries(ERROR_CODES).map(
  ([code, { status, title, next }]) =>
    `<h2 id="${code}"><code>${code}</code> · ${status}</h2><p>${escapeHtml(title)}. ${escapeHtml(next)}</p>`,
);
const faults = Object.entries(FAULT_CODES).map(
  ([code, meaning]) => `<dt><code>${code}</code></dt><dd>${escapeHtml(meaning)}</dd>`,
);

/** Every code an answer can carry, with the next step; the `type` of a problem points here. */
export const ERRORS_PAGE = page(
  'Rapport: errors',
  `<h1>What an error means, and the next step</h1>${codes.join('')}<h1>Codes inside <code>errors</code></h1><dl>${faults.join('')}</dl>`,
);
