import { adopt, applyInput, blankFields } from './post-input.js';

const BLANK = blankFields('fr');
const DUE = new Date('2026-11-30T08:00:00Z');
const POLL = { question: 'Laquelle ?', options: ['bleue', 'verte'], duration: 'P1D' };

describe('applying what is sent to a post', () => {
  it('keeps what is absent and clears what is null', () => {
    const first = applyInput(BLANK, {
      title: 'Lise',
      content: { text: 'Un', link: 'https://example.org', poll: POLL },
    });
    const second = applyInput(first, { content: { link: null, mediaIds: null, text: undefined } });
    expect(second).toEqual({ ...first, content: { ...first.content, link: null } });
    expect(applyInput(second, { title: null, content: { text: null, poll: null } })).toEqual(BLANK);
  });

  it('names channels once, in small letters, in their order', () => {
    expect(applyInput(BLANK, { channelIds: ['B', 'a', 'b'] }).channelIds).toEqual(['b', 'a']);
  });

  it('replaces variants one by one, and drops those of channels that go', () => {
    const base = applyInput(BLANK, {
      channelIds: ['a', 'b'],
      variants: { A: { text: 'Un', link: null, scheduledAt: DUE }, b: { text: 'Deux' } },
    });
    expect(base.variants).toEqual({
      a: { text: 'Un', link: null, scheduledAt: '2026-11-30T08:00:00.000Z' },
      b: { text: 'Deux' },
    });
    expect(applyInput(base, { variants: { a: { text: 'Trois' } } }).variants).toEqual({
      a: { text: 'Trois' },
      b: { text: 'Deux' },
    });
    expect(applyInput(base, { variants: { a: null } }).variants).toEqual({ b: { text: 'Deux' } });
    expect(applyInput(base, { channelIds: ['b'] }).variants).toEqual({ b: { text: 'Deux' } });
  });

  it('refuses a variant of a channel that the post does not have', () => {
    expect(() => applyInput(BLANK, { channelIds: ['a'], variants: { 'x/y': { text: '' } } })).toThrow(
      expect.objectContaining({
        code: 'post.variant_unknown_channel',
        fields: [expect.objectContaining({ pointer: '/variants/x~1y' })],
      }) as Error,
    );
  });

  it('lets an occurrence give the time, and no other', () => {
    const own = applyInput(BLANK, { scheduledAt: DUE });
    const filled = applyInput(own, { occurrenceId: 'o' });
    expect([filled.occurrenceId, filled.scheduledAt]).toEqual(['o', null]);
    expect(() => applyInput(filled, { scheduledAt: DUE })).toThrow(
      expect.objectContaining({ code: 'post.occurrence_sets_time' }) as Error,
    );
    expect(applyInput(filled, { scheduledAt: null }).occurrenceId).toBe('o');
  });

  it('keeps the time when it leaves its occurrence, unless told otherwise', () => {
    const filled = applyInput(BLANK, { occurrenceId: 'o' });
    expect(applyInput(filled, { occurrenceId: null }, DUE).scheduledAt).toEqual(DUE);
    expect(applyInput(filled, { occurrenceId: null, scheduledAt: null }, DUE).scheduledAt).toBeNull();
  });

  it('takes over from the slot what it leaves open', () => {
    const purpose = { format: 'video', objective: 'sales', stage: null, pillar: 'produit', audience: null };
    const fields = adopt({ ...BLANK, objective: 'awareness' }, { channelIds: ['a'], purpose });
    expect(fields).toEqual({ ...BLANK, ...purpose, objective: 'awareness', channelIds: ['a'] });
    expect(adopt({ ...BLANK, channelIds: ['b'] }, { channelIds: ['a'], purpose }).channelIds).toEqual(['b']);
  });
});
