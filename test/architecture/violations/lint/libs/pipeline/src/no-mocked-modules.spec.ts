jest.mock('node:fs');
it('tests the replacement', () => expect(1).toBe(1));
