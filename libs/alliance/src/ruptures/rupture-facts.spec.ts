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

  it('words: hold a part against one form only until there are more', () => {
    const first = { ...pulse, part: 'trust', partBefore: 90, partNow: 10, earlier: 'one' };
    expect(withFacts(first, { ...pulse, felt: 'yes' })).toEqual({ ...first, felt: 'yes' });
    expect(withFacts(first, { ...pulse, part: 'trust', partBefore: 90, partNow: 20 })).toEqual({
      ...pulse,
      part: 'trust',
      partBefore: 90,
      partNow: 20,
    });
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
    ).toStrictEqual({ ...pulse, member: 'a', before: 92, now: 60, alsoMember: 'b' }));

  it('are of one member as of one client: the latest form has the say', () =>
    expect(
      withFacts({ ...pulse, member: 'a', before: 92, now: 60 }, { ...pulse, member: 'a', before: 90, now: 50 }),
    ).toStrictEqual({ ...pulse, member: 'a', before: 92, now: 50 }));

  it.each([
    ['the same member on another form', { ...pulse, member: 'a' }, { ...srs, member: 'a' }, { alsoForm: 'srs' }],
    [
      'another form of another',
      { ...pulse, member: 'a' },
      { ...srs, member: 'b' },
      { alsoForm: 'srs', alsoMember: 'b' },
    ],
    ['nobody where nobody is named', { ...pulse, member: 'a' }, pulse, {}],
    ['a member beside the client', pulse, { ...pulse, member: 'b' }, { alsoMember: 'b' }],
  ])('name beside the first %s', (...[, first, second, also]) =>
    expect(withFacts({ ...first, now: 60 }, { ...second, now: 50 })).toStrictEqual({ ...first, now: 60, ...also }),
  );

  it('take what a mark adds', () =>
    expect(withFacts({ ...pulse, now: 60, before: 92 }, { marked: 'withdrawal' })).toMatchObject({
      now: 60,
      marked: 'withdrawal',
    }));

  it('take what the latest mark says, and what small signs add', () => {
    const fall = { ...pulse, before: 92, now: 60 };
    expect(withFacts({ ...fall, marked: 'withdrawal' }, { marked: 'confrontation' })['marked']).toBe('confrontation');
    const small = { small: 'hour-missed', together: 'one', points: 2.2 };
    expect(withFacts(fall, small)).toStrictEqual({ ...fall, ...small });
    expect(withFacts(small, fall)).toStrictEqual({ ...small, ...fall });
  });

  it('keep how long a part went down, which has no fall of the whole beside it', () => {
    const slow = { part: 'bond', partBefore: 80, partNow: 60, slowly: 9 };
    expect(factsOf([{ facts: slow }], pulse)).toEqual({ ...pulse, ...slow });
    expect(factsOf([{ facts: { now: 60, floor: 70 } }, { facts: slow }], pulse)).toEqual({
      ...{ ...pulse, ...slow },
      ...{ now: 60, floor: 70 },
    });
    expect(factsOf([{ facts: { before: 80, slowly: 9 } }], pulse)).toEqual({ ...pulse, before: 80, slowly: 9 });
  });
});

describe('figures and answers of a later form', () => {
  const first = { ...pulse, on: '2026-03-02' };
  const second = { ...pulse, on: '2026-03-09' };
  const heard = (total: number | null, saysNo = false) => ({ total, saysNo });

  it('take the place of the earlier ones, and a fall stands while less than half of it has come back', () => {
    const fall = { ...first, before: 90, now: 60 };
    expect(withFacts(fall, { ...second, floor: 70, now: 62 }, heard(62))).toEqual({
      ...second,
      before: 90,
      now: 62,
      floor: 70,
    });
    expect(withFacts(fall, { ...second, felt: 'a little' }, heard(74))).toMatchObject({ before: 90, now: 74 });
    expect(withFacts(fall, { ...second, felt: 'a little' }, heard(75))).toEqual({ ...second, felt: 'a little' });
  });

  it('tell of a part only what the latest form says of it, and make no fall of the whole one of a part', () => {
    const trust = { part: 'trust', partBefore: 90, partNow: 20 };
    expect(withFacts({ ...first, ...trust }, { ...second, felt: 'yes' }, heard(88))).toEqual({
      ...second,
      felt: 'yes',
    });
    expect(withFacts({ ...first, before: 90, now: 60 }, { ...second, ...trust }, heard(61))).toEqual({
      ...second,
      before: 90,
      now: 61,
    });
    expect(withFacts({ ...first, before: 90, now: 60 }, { ...second, ...trust }, heard(85))).toEqual({
      ...second,
      ...trust,
    });
    expect(withFacts({ ...first, ...trust, before: 90, now: 60 }, { ...second, ...trust }, heard(61))).toMatchObject({
      ...trust,
      now: 61,
    });
  });

  it('leave an earlier answer its own day, and take it back where the question is answered with no', () => {
    const said = { ...first, felt: 'yes', times: 2 };
    const fell = { ...second, before: 90, now: 60 };
    expect(withFacts(said, fell, heard(60))).toEqual({ ...fell, felt: 'yes', feltOn: '2026-03-02' });
    const taken = withFacts(said, fell, heard(60, true));
    expect(taken).toEqual({ ...fell, felt: 'yes', feltOn: '2026-03-02', feltSince: 'no' });
    const third = { ...pulse, on: '2026-03-16', before: 90, now: 55 };
    expect(withFacts(taken, third, heard(55))).toMatchObject({ feltOn: '2026-03-02', feltSince: 'no', now: 55 });
    expect(withFacts(taken, { ...third, felt: 'a little' }, heard(55))).toEqual({
      ...third,
      felt: 'a little',
      feltBefore: 'yes',
    });
  });

  it('leave the figures theirs, where a form has too few answers for any', () =>
    expect(withFacts({ ...first, before: 90, now: 60 }, { ...second, felt: 'yes' }, heard(null))).toMatchObject({
      before: 90,
      now: 60,
      felt: 'yes',
      feltOn: '2026-03-09',
    }));

  it('take back no answer of another member', () =>
    expect(
      withFacts({ ...first, member: 'a', felt: 'yes' }, { ...second, member: 'b', now: 50 }, heard(50, true)),
    ).not.toHaveProperty('feltSince'));

  it('keep the day of an answer on another form', () =>
    expect(withFacts({ ...first, felt: 'yes' }, { ...srs, on: '2026-03-10', before: 39, now: 28 }, heard(28))).toEqual({
      ...srs,
      ...{ on: '2026-03-10', before: 39, now: 28, alsoForm: 'pulse' },
      ...{ felt: 'yes', feltOn: '2026-03-02' },
    }));

  it('begin where the line of the part began', () =>
    expect(
      factsOf([
        { facts: { part: 'trust', partBefore: 70, partNow: 10 } },
        { facts: { part: 'trust', partBefore: 90, partNow: 10, earlier: 'first', slowly: 9 } },
      ]),
    ).toEqual({ part: 'trust', partBefore: 90, partNow: 10, earlier: 'first', slowly: 9 }));
});
