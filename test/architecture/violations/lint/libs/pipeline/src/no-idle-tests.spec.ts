describe.skip('a promise', () => {
  it.only('is kept', () => expect(1).toBe(1));
});
xit('is dropped', () => expect(1).toBe(1));
