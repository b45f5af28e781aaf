import { declare } from '../line/verb.js';

export const tenantsCreate = declare({
  name: 'tenants create',
  summary: 'Make a tenant: a clinic, or a test space for synthetic data',
  usage: '<slug> [--test]',
  examples: [
    ['tenants create my-clinic', 'for real events'],
    ['tenants create my-clinic-test --test', 'for trying out; its keys start with rk_test_'],
  ],
  words: [1, 1],
  flags: { test: { kind: 'switch', help: 'a test space: its data is synthetic, and its keys say so' } },
});

export const tenantsList = declare({
  name: 'tenants list',
  summary: 'List the tenants',
  usage: '',
  examples: [['tenants list', 'every tenant, live or test']],
  words: [0, 0],
  flags: {},
});
