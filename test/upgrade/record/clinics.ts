/** What the two clinics chose: rules, instruments, channels and keys, each with a made-up name instead of a drawn one. */
import { DEFAULT_CHOICE, type ClinicChoice } from '#lib/clinic-settings';
import { chooseChannel, operatorOf, OPERATOR } from '#lib/identity';
import { readInstrument } from '#lib/instruments';
import {
  ApproveModel,
  GetClinicChoice,
  ProposeModel,
  Rebuild,
  RebuildCancelled,
  SetClinicChoice,
  type RevisedChoice,
} from '#lib/pipeline';
import { defaultPackDe } from '#lib/presentation';
import type { TestSystem } from '#lib/testkit';
import { keyHash, KEYS, signingSecret } from '../keys.js';
import { iso } from './told.js';

const HARBOUR_HOUR = {
  code: 'harbour-hour',
  version: '1',
  title: 'Harbour hour',
  titles: { de: 'Stunde im Hafen' },
  construct: 'alliance',
  direction: 'higher-is-better',
  respondents: ['client'],
  items: [
    { id: 'h1', text: { en: 'I felt understood today.' }, min: 0, max: 10, step: 1 },
    { id: 'h2', text: { en: 'We worked on what matters to me.' }, min: 0, max: 10, step: 1 },
  ],
  scales: [{ code: 'total', items: ['h1', 'h2'], needs: 2, times: 2 }],
  reports: ['total'],
  floor: 12,
  basis: { key: 'ours', missing: 'ours' },
  range: { min: 0, max: 20 },
  licence: 'Own wording of the clinic',
  textMayShip: true,
};

async function revise(clinic: TestSystem, reason: string, changed: Partial<ClinicChoice>): Promise<RevisedChoice> {
  const operator = operatorOf(clinic.tenant);
  const { revision: over, choice } = await clinic.queries.execute(new GetClinicChoice(operator));
  const next = { choice: { ...choice, ...changed }, over, by: 'lead-1', reason };
  const revised = await clinic.commands.execute(new SetClinicChoice(operator, next));
  if (!revised.ok) throw new Error(`not revised: ${JSON.stringify(revised.error)}`);
  return revised.value;
}

export async function furnish(harbour: TestSystem, meadow: TestSystem): Promise<void> {
  const { db } = harbour.parts;
  for (const [clinic, slug] of [
    [harbour, 'harbour'],
    [meadow, 'meadow'],
  ] as const) {
    const tenant = clinic.tenant.id;
    await db.query('UPDATE tenant SET slug = $2 WHERE id = $1', [tenant, slug]);
    const webhook = { url: `https://hooks.${slug}.example/in`, secrets: [signingSecret(slug)] };
    await chooseChannel(db, { tenant, clinician: '*', kind: 'webhook', settings: webhook, least_tier: 'talk-soon' });
  }
  await chooseChannels(harbour);
  await makeKeys(harbour, meadow);
  const instrument = readInstrument(HARBOUR_HOUR);
  if (!instrument.ok) throw new Error(JSON.stringify(instrument.error));
  await revise(harbour, 'a form of our own, and the PHQ-9', {
    own: [instrument.value],
    active: [...DEFAULT_CHOICE.active, 'phq-9', 'harbour-hour'],
    safety: { cover: 'dr-2', dutyLead: 'dr-3' },
  });
  const references = [{ code: 'pulse', version: '1', mean: 80, sd: 10 }];
  const revised = await revise(harbour, 'the chance of stopping early', {
    stopping: { model: 'stopping-early-1', site: 0, references, perWeek: 1 },
  });
  if (!revised.changed || !revised.inForce) throw new Error('the rules are not in force');
}

async function chooseChannels({ parts: { db }, tenant: { id: tenant } }: TestSystem): Promise<void> {
  const own = { tenant, least_tier: 'keep-an-eye' } as const;
  const mail = { to: 'dr-2@harbour.example', language: 'de' };
  const hook = { url: 'https://hooks.harbour.example/lead', secrets: [signingSecret('lead')] };
  await chooseChannel(db, { ...own, clinician: 'dr-2', kind: 'email', settings: mail });
  await chooseChannel(db, { ...own, clinician: 'dr-3', kind: 'webhook', settings: hook });
  await chooseChannel(db, { ...own, clinician: 'dr-5', kind: 'email', settings: { to: 'gone@harbour.example' } });
}

async function makeKeys(harbour: TestSystem, meadow: TestSystem): Promise<void> {
  const { db } = harbour.parts;
  await db.query('DELETE FROM signing_secret');
  await db.query('DELETE FROM api_key');
  const old = { id: '0d0d0d0d0d0d', clinic: 'harbour', scopes: ['events:write'], clinician: null } as const;
  for (const { id, clinic, scopes, clinician } of [...Object.values(KEYS), old]) {
    const { tenant } = clinic === 'harbour' ? harbour : meadow;
    await db.query(
      `INSERT INTO api_key (id, tenant, hash, scopes, clinician, label, source, expires_at, revoked_at)
       VALUES ($1, $2, $3, $4, $5, 'made up', $6, $7, $8)`,
      [
        id,
        tenant.id,
        keyHash(id),
        scopes,
        clinician,
        id === old.id ? 'urn:old' : null,
        iso(400),
        id === old.id ? iso(3) : null,
      ],
    );
    await db.query('INSERT INTO signing_secret (api_key, secret, revoked_at) VALUES ($1, $2, $3)', [
      id,
      signingSecret(id === old.id ? 'old' : id),
      id === old.id ? iso(3) : null,
    ]);
  }
}

/** A revision that a rebuild puts in force, and a rebuild that somebody stopped. */
export async function rebuildUnderNewRules(harbour: TestSystem): Promise<void> {
  await revise(harbour, 'fewer small signs', {
    shadow: ['small-fall'],
    parameters: { 'reliable-drop': { reliableChanges: 1.1 } },
    byApproach: { psychodynamic: { repair: { forms: 5 } }, cbt: { level: { consecutive: 1 } } },
  });
  await harbour.commands.execute(new Rebuild(OPERATOR));
  const stopped = await harbour.commands
    .execute(
      new Rebuild(
        OPERATOR,
        () => undefined,
        () => true,
      ),
    )
    .catch((error: unknown) => error);
  if (!(stopped instanceof RebuildCancelled)) throw new Error('the second rebuild was to be stopped');
}

/** Two proposals, one of them approved, and words in German: revisions that no rebuild has put in force. */
export async function chooseForLater(meadow: TestSystem): Promise<void> {
  const { commands, tenant } = meadow;
  for (const steps of [false, true]) {
    const made = await commands.execute(new ProposeModel(operatorOf(tenant), { seed: 3, steps }));
    if (!made.ok) throw new Error(`no proposal: ${made.error}`);
  }
  const approval = { number: 1, by: 'lead-1', switchOn: true, although: 'a small practice has few stops' };
  const answer = await commands.execute(new ApproveModel(operatorOf(tenant), approval));
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  const pack = { ...defaultPackDe, version: '9', title: 'Schritte der Praxis am Anger' };
  await revise(meadow, 'in German, with steps of our own', { language: 'de', suggestions: [pack] });
}
