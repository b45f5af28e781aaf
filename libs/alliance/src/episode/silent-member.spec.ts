/** Forms that one of several people was asked for and left open. */
import type { ClinicEvent } from '#lib/events';
import { day, iso, memberPulse, on, opened, requested } from '../../spec/history.js';
import { attentionOf } from './attention.js';
import { foldEpisode } from './episode.js';
import { silentMember } from './silent-member.js';

const PULSE = { code: 'pulse', version: '1' };
const asked = (at: number, member: string, form = `f${at}-${member}`): ClinicEvent =>
  on(at, 'feedback.requested', { form, instrument: PULSE, respondent: `member:${member}`, dueAt: iso(at + 2) });
/** Whoever says that a form never came names nobody. */
const expired = (at: number, form: string): ClinicEvent => on(at, 'feedback.expired', { form, instrument: PULSE });
const left = (at: number, member: string): ClinicEvent[] => [asked(at, member), expired(at + 1.9, `f${at}-${member}`)];
const state = (...events: readonly ClinicEvent[]) => foldEpisode([opened(), ...events]);

describe('a member who leaves forms open', () => {
  it('S27: is a reason to look from the second on, by name, and nothing of the client’s', () => {
    const one = state(...left(7, 'bob'));
    const two = state(...left(7, 'bob'), ...left(14, 'bob'));
    expect([silentMember(one), silentMember(two)]).toEqual([undefined, { member: 'bob', requests: 2 }]);
    expect(attentionOf(two)).toMatchObject({
      attention: 'keep-an-eye',
      because: { code: 'unanswered', member: 'bob', requests: 2 },
    });
    expect([two.unanswered, two.asked, two.awaited]).toEqual([0, false, []]);
  });

  it('is waited for until the form is due', () => {
    expect(state(asked(7, 'bob')).awaited).toEqual([
      { form: 'f7-bob', instrument: 'pulse', version: '1', dueAt: day(9), member: 'bob' },
    ]);
    const due = on(9, 'timer.due', { dueAt: iso(9), reason: 'feedback-overdue' } as never);
    expect(state(asked(7, 'bob'), due).series).toMatchObject([
      { respondent: 'member:bob', ratings: [{ value: null }] },
    ]);
  });

  it('is over once a form comes, and no other member’s form is theirs', () => {
    const open = [...left(7, 'bob'), ...left(14, 'bob')];
    expect(silentMember(state(...open, memberPulse(15, 'ann', 90)))).toEqual({ member: 'bob', requests: 2 });
    expect(silentMember(state(...open, memberPulse(15, 'bob', 90)))).toBeUndefined();
  });

  it('is told apart from who answered the form of the same name', () => {
    const one = [asked(7, 'ann', 'f7'), asked(7.1, 'bob', 'f7')];
    const answer = on(8, 'feedback.submitted', {
      form: 'f7',
      instrument: PULSE,
      respondent: 'member:ann',
      items: ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'].map((item) => ({ item, value: 9 })),
    });
    expect(state(...one).awaited.map(({ member }) => member)).toEqual(['ann', 'bob']);
    expect(state(...one, answer).awaited.map(({ member }) => member)).toEqual(['bob']);
    expect(silentMember(state(...one, answer, expired(9, 'f7'), ...left(14, 'bob')))).toEqual({
      member: 'bob',
      requests: 2,
    });
  });

  it('S27: who left one open hides no other member’s forms', () => {
    const going = [
      ...[memberPulse(7, 'ann', 90), memberPulse(7.1, 'bob', 88)],
      ...[14, 21, 28].map((at) => memberPulse(at, 'ann', 90)),
    ];
    const before = attentionOf(state(...going));
    expect(before).toEqual({ attention: 'on-course', because: { code: 'members-steady' } });
    expect(attentionOf(state(...going, asked(27, 'bob'), expired(29, 'f27-bob')))).toEqual(before);
  });

  it('who left most open is named', () => {
    const both = [...left(7, 'ann'), ...left(14, 'ann'), ...left(8, 'bob'), ...left(15, 'bob'), ...left(21, 'bob')];
    expect(silentMember(state(...both))).toEqual({ member: 'bob', requests: 3 });
  });

  describe('beside the client, who was asked for the form of the same name', () => {
    const both = (at: number) => [requested(at, at + 2, `f${at}`), asked(at + 0.1, 'bob', `f${at}`)];
    const due = (at: number): ClinicEvent =>
      on(at, 'timer.due', { dueAt: iso(at), reason: 'feedback-overdue' } as never);
    const gaps = ({ unanswered, awaited, ...rest }: ReturnType<typeof state>) => [
      unanswered,
      silentMember(rest)?.requests,
      awaited.length,
    ];

    it.each([
      ['as they come due', [due(9), due(9.2)], [due(16), due(16.2)]],
      [
        'as each is said not to have come',
        [expired(9, 'f7'), expired(9.1, 'f7')],
        [expired(16, 'f14'), expired(17, 'f14')],
      ],
      [
        'as they come due and are said not to have come',
        [due(9.2), expired(10, 'f7')],
        [due(16.2), expired(17, 'f14')],
      ],
    ])('S27: leaves the client’s forms the client’s: %s', (_, first, second) =>
      expect(gaps(state(...both(7), ...first, ...both(14), ...second))).toEqual([2, 2, 0]),
    );

    it('S27: leaves the client’s to be waited for, whoever was asked first', () => {
      const [client, bob] = both(7) as [ClinicEvent, ClinicEvent];
      const members = (...events: ClinicEvent[]) => state(...events).awaited.map(({ member }) => member);
      expect(members(client, bob)).toEqual([undefined, 'bob']);
      const later = requested(8.5, 10, 'f7');
      expect(members(bob, later)).toEqual(['bob', undefined]);
      expect(members(client, bob, expired(8, 'f7'))).toEqual(['bob']);
      expect(members(bob, expired(8, 'f7'), later)).toEqual([undefined]);
    });
  });

  it('leaves what the client was asked for to whoever answers it', () =>
    expect(state(requested(7, 9, 'f8-ann'), memberPulse(8, 'ann', 90)).awaited).toEqual([]));
});
