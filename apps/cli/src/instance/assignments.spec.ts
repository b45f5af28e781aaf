import { assign } from './assignments.js';

const form = { episode: 'ep-1', completion: 2, items: [{ item: 'p1', value: 8 }] };

describe('--set', () => {
  it('reaches into lists and leaves the example itself alone', () => {
    expect(assign(form, ['items.0.value=3'])).toEqual({ ...form, items: [{ item: 'p1', value: 3 }] });
    expect(form.items[0]?.value).toBe(8);
  });
  it.each([
    ['episode=12', { episode: '12' }],
    ['completion=4', { completion: 4 }],
    ['late=true', { late: true }],
    ['by=client', { by: 'client' }],
    ['by="4"', { by: '4' }],
    ['note.kind=edit', { note: { kind: 'edit' } }],
    ['by=a=b', { by: 'a=b' }],
  ])('reads %s as it was meant', (text, expected) => expect(assign(form, [text])).toMatchObject(expected));
  it('says how to write it when there is no value', () => expect(() => assign(form, ['by'])).toThrow(/has no value/));
  it.each([
    ['items.1=3', /an object belongs, with the members item, value/, /--set items\.1\.value=3/],
    ['items.0=null', /an object belongs/, /items\.0\.value=null/],
    ['items.9.value=3', /items\.9 is no place in a list of 1/, /next one would be items\.1/],
    ['items.x.value=3', /items\.x is no place/, /first is items\.0/],
  ])('says of %s what would be meant', (text, said, next) => {
    const thrown = (() => {
      try {
        return assign(form, [text]);
      } catch (error) {
        return error as { message: string; next: string };
      }
    })();
    expect(thrown).toMatchObject({ message: expect.stringMatching(said), next: expect.stringMatching(next) });
  });
  it('names no member of a list whose objects have none', () =>
    expect(() => assign({ items: [{}] }, ['items.0=3'])).toThrow(
      expect.objectContaining({
        message: '--set items.0=3 puts a value where an object belongs',
        next: expect.stringContaining('items.0.<member>=3'),
      }),
    ));
  it('adds to a list at its end', () =>
    expect(assign(form, ['items.1.item=p2', 'items.1.value=4'])).toMatchObject({
      items: [{ item: 'p1' }, { item: 'p2', value: 4 }],
    }));
  it('changes no prototype', () => {
    assign(form, ['__proto__.polluted=true', 'constructor.prototype.polluted=true']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
