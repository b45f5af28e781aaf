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
  it('changes no prototype', () => {
    assign(form, ['__proto__.polluted=true', 'constructor.prototype.polluted=true']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
