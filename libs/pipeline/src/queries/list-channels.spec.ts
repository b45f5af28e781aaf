import { withoutSecrets } from './list-channels.js';

describe('the channels of a clinic', () => {
  it.each(['webhook', 'a-kind-of-tomorrow'])('are listed without the secrets of a %s channel', (kind) => {
    const shown = withoutSecrets({
      id: 1,
      tenant: 1,
      clinician: '*',
      kind,
      settings: { secrets: ['whsec_CANARY'] },
      least_tier: 'talk-soon',
      enabled: false,
      disabled_reason: 'gone',
    });
    expect(JSON.stringify(shown)).not.toContain('CANARY');
    expect(shown.state).toBe('off: gone');
  });
});
