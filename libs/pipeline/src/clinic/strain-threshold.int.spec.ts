/** A threshold of the strain score, proposed from a clinic's own log and taken by a person. */
import { latestChoice, rulesHistory } from '#lib/clinic-settings';
import { operatorOf } from '#lib/identity';
import { openClinic, openTestSystem, type TestSystem } from '#lib/testkit';
import { ApproveThreshold } from './approve-threshold.js';
import { ProposeThreshold } from './propose-threshold.js';

describe('a threshold of the strain score', () => {
  let system: TestSystem;
  let clinic: TestSystem;
  const operator = () => operatorOf(clinic.tenant);
  const scored = async () => (await latestChoice(system.parts.db, clinic.tenant.id)).choice.parameters['weak-signs'];

  beforeAll(async () => {
    system = await openTestSystem();
    clinic = await openClinic(system);
  });
  afterAll(() => system.close());

  it('is proposed only from a history that is long enough', async () =>
    expect(await system.queries.execute(new ProposeThreshold(operator()))).toBeUndefined());

  it('is taken in somebody’s name with the reason, beside the budget, and taken back by another revision', async () => {
    const approve = (stricter: number) => system.commands.execute(new ApproveThreshold(operator(), stricter, 'lead-1'));
    expect(await approve(1.25)).toMatchObject({ ok: true, value: { changed: true } });
    expect(await scored()).toEqual({ stricter: 1.25 });
    expect((await rulesHistory(system.parts.db, clinic.tenant.id)).at(-1)).toMatchObject({
      madeBy: 'lead-1',
      reason: 'the threshold of the strain score is multiplied by 1.25',
    });
    expect(await approve(1.25)).toMatchObject({ ok: true, value: { changed: false } });
    await approve(1);
    expect(await scored()).toEqual({ stricter: 1 });
  });

  it('is refused where no rule could have it', async () =>
    expect(await system.commands.execute(new ApproveThreshold(operator(), 1e9, 'lead-1'))).toMatchObject({
      ok: false,
      error: [{ pointer: '/parameters/weak-signs/stricter' }],
    }));
});
