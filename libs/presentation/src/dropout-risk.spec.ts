/** What is shown of the chance of stopping early: where the clinic has it on, and enough is known. */
import { DEFAULT_RULES, foldEpisode, type ClinicRules } from '#lib/alliance';
import type { ClinicEvent } from '#lib/events';
import { attended, booked, closed, contact, on, opened, pulse, requested } from '../../alliance/spec/history.js';
import { lived } from '../../alliance/spec/lived.js';
import { dropoutRiskNow } from './dropout-risk.js';
import { summarise } from './episode-summary.js';

const references = [{ code: 'pulse', version: '1', mean: 80, sd: 10 }];
const on_ = (stopping: Partial<NonNullable<ClinicRules['stopping']>> = {}): ClinicRules => ({
  ...DEFAULT_RULES,
  stopping: { model: 'stopping-early-1', site: 0, references, ...stopping },
});
const rules = on_();
const begun = [opened(), pulse(1, 80), attended(1), booked(1, 8), pulse(8, 80), attended(8)];

describe('the chance of stopping early in the summary', () => {
  it('is a frequency, a comparison, reasons, what is missing and where it comes from', () =>
    expect(summarise(foldEpisode([...begun, requested(9, 10)], rules), rules).stopping).toMatchObject({
      shown: true,
      next: expect.stringMatching(/: (?:about \d|fewer than 1) in 10$/) as string,
      soon: expect.stringMatching(/: (?:about \d|fewer than 1) in 10$/) as string,
      comparison: expect.stringMatching(/times what is usual|as usual/) as string,
      missing: expect.arrayContaining(['The two views of the hour differ']) as string[],
      model: 'stopping-early-1',
      calibration: 'start values, no data of this clinic',
    }));

  it('is nothing where the clinic has it off', () => {
    expect(dropoutRiskNow(foldEpisode(begun), DEFAULT_RULES)).toBeUndefined();
    expect(summarise(foldEpisode(begun))).not.toHaveProperty('stopping');
  });

  it('says why it is hidden', () => {
    const because = (...events: ClinicEvent[]) => dropoutRiskNow(foldEpisode(events, rules), rules);
    const notBegun = {
      shown: false,
      because: expect.stringContaining('once work has begun') as string,
    };
    expect(because(opened(), pulse(1, 80))).toEqual(notBegun);
    expect(because(...begun, closed(9))).toEqual(notBegun);
    const quiet = {
      shown: false,
      because: expect.stringContaining('quiet for longer') as string,
    };
    expect(because(...begun, contact(38))).toEqual(quiet);
    expect(because(...begun, contact(37.99))).toMatchObject({ shown: true });
    const thin = {
      shown: false,
      because: expect.stringContaining('Not enough is known') as string,
    };
    expect(because(opened(), attended(1))).toEqual(thin);
  });

  it('is hidden as time passes, although nothing is told, and a leave of the clinician does not bring it back', () => {
    const quiet = { shown: false, because: expect.stringContaining('quiet for longer') as string };
    const shown = (until: number) => dropoutRiskNow(foldEpisode(lived(begun, until, rules), rules), rules);
    expect([shown(37), shown(38), shown(280)]).toMatchObject([{ shown: true }, quiet, quiet]);
    const away = [
      on(200, 'clinician.absence_started', { clinician: 'k1' } as never),
      on(210, 'clinician.absence_ended', { clinician: 'k1' } as never),
    ];
    expect(dropoutRiskNow(foldEpisode(lived([...begun, ...away], 220, rules), rules), rules)).toEqual(quiet);
  });

  it('is higher in a service where more stop early', () => {
    const next = (site: number) => dropoutRiskNow(foldEpisode(begun, on_({ site })), on_({ site }));
    expect([-2, -0.5, 1].map(next)).toMatchObject([{ band: 'usual' }, { band: 'watch' }, { band: 'act' }]);
  });

  it('follows a calibration that a person approved', () => {
    const calibration = { name: '2026-03 test', betas: { nofut: 0 } };
    const own = on_({ calibration });
    expect(dropoutRiskNow(foldEpisode(begun, own), own)).toMatchObject({
      calibration: '2026-03 test',
    });
    expect(dropoutRiskNow(foldEpisode(begun, own), own)).not.toEqual(dropoutRiskNow(foldEpisode(begun, rules), rules));
  });
});
