import { factsOf, withFacts } from './rupture-facts.js';

const pulse = { form: 'pulse', exactness: 'untested' };
const srs = { form: 'srs', exactness: 'assumed' };

describe('the facts of a rupture', () => {
  it('are of the first rule that names a figure', () =>
    expect(factsOf([{ facts: { now: 60, before: 92 } }, { facts: { now: 60, before: 88, slowly: 9 } }], pulse)).toEqual(
      {
        ...pulse,
        now: 60,
        before: 92,
        slowly: 9,
      },
    ));

  it.each([68, 55])('words: never tell of a fall to what is not lower: from 55 to %d', (now) =>
    expect(withFacts({ ...pulse, before: 55, now: 40 }, { ...pulse, now, floor: 70, felt: 'yes' })).toEqual({
      ...pulse,
      now,
      floor: 70,
      felt: 'yes',
    }),
  );

  it('keep the fall while the rating is below where it was', () =>
    expect(withFacts({ ...pulse, before: 92, now: 55 }, { ...pulse, now: 68, floor: 70 })).toMatchObject({
      before: 92,
      now: 68,
    }));

  it('begin where the fall began, also when a later form is compared with a later one', () => {
    const fall = { ...pulse, before: 90, now: 75 };
    expect(withFacts(fall, { ...pulse, before: 85, now: 70 })).toMatchObject({ before: 90, now: 70 });
    expect(withFacts(fall, { ...pulse, before: 92, now: 70 })).toMatchObject({ before: 92, now: 70 });
  });

  it('bring the names of a form of the clinic’s own with it, and what a note was about', () => {
    const own = { form: 'our-form', form_title: 'Our form', form_de: 'Unser Bogen', now: 20, before: 40 };
    expect(withFacts({ ...pulse, before: 92, now: 60 }, { ...own, mark: 'trust', marked: 'withdrawal' })).toEqual({
      ...{ ...pulse, before: 92, now: 60 },
      ...{ alsoForm: 'our-form', alsoForm_title: 'Our form', alsoForm_de: 'Unser Bogen' },
      ...{ mark: 'trust', marked: 'withdrawal' },
    });
  });

  it('keep the figures of one form, and name the other', () =>
    expect(withFacts({ ...pulse, before: 92, now: 60 }, { ...srs, before: 39, now: 28, floor: 36 })).toEqual({
      ...pulse,
      before: 92,
      now: 60,
      alsoForm: 'srs',
    }));

  it('keep the names of a clinic’s own forms, of whichever leads', () => {
    const own = { form: 'harbour', form_title: 'Harbour', form_de: 'Hafen', exactness: 'assumed' };
    const fell = { ...own, before: 18, now: 9 };
    expect(withFacts({ ...pulse, before: 92, now: 60 }, fell)).toEqual({
      ...pulse,
      before: 92,
      now: 60,
      alsoForm: 'harbour',
      alsoForm_title: 'Harbour',
      alsoForm_de: 'Hafen',
    });
    expect(withFacts(fell, { ...pulse, before: 92, now: 60 })).toEqual({ ...fell, alsoForm: 'pulse' });
  });

  it('take the figures of another form where the first had only words', () =>
    expect(withFacts({ ...pulse, felt: 'yes' }, { ...srs, before: 39, now: 28 })).toEqual({
      ...srs,
      before: 39,
      now: 28,
      felt: 'yes',
      alsoForm: 'pulse',
    }));

  it('name the other member', () =>
    expect(
      withFacts({ ...pulse, member: 'a', before: 92, now: 60 }, { ...pulse, member: 'b', before: 90, now: 50 }),
    ).toMatchObject({ member: 'a', now: 60, alsoMember: 'b' }));

  it('take what a mark adds', () =>
    expect(withFacts({ ...pulse, now: 60, before: 92 }, { marked: 'withdrawal' })).toMatchObject({
      now: 60,
      marked: 'withdrawal',
    }));
});
