/** Jest runs the groups of its runners in the order of their first files: what looks at the clock comes last. */
const { default: Sequencer } = require('@jest/test-sequencer');

const stageOf = ({ context }) => {
  const { name } = context.config.displayName;
  if (name.startsWith('timing')) return 2;
  return name.endsWith('-redis') ? 1 : 0;
};

/** What takes minutes begins first, so that it ends beside the others and not after them. */
const LONG = /\/test\/(faults|architecture\/house|simulation\/simulation)/;
const isShort = ({ path }) => (LONG.test(path) ? 0 : 1);

module.exports = class InOrder extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => stageOf(a) - stageOf(b) || isShort(a) - isShort(b));
  }
};
