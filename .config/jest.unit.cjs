/** Pure specs beside the code: no input or output, milliseconds each. */
module.exports = {
  ...require('./jest.base.cjs'),
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/test'],
  testRegex: '(?<!\\.(int|e2e))\\.spec\\.ts$',
};
