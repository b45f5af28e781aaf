it('cannot fail', () => undefined);
