import { resolveContent } from './content.js';

const CONTENT = {
  text: 'La veste Lise',
  link: 'https://example.org/lise',
  mediaIds: ['m1', 'm2'],
  poll: { question: 'Laquelle ?', options: ['bleue', 'verte'], duration: 'P1D' },
  thread: [{ text: 'Suite' }],
  firstComment: 'Merci !',
};

describe('what a channel gets', () => {
  it('is the post’s content where its variant says nothing', () => {
    expect(resolveContent({ content: CONTENT, variants: { other: { text: 'autre' } } }, 'c')).toEqual({
      ...CONTENT,
      options: {},
    });
  });

  it('is the variant’s where it has a say, field by field; lists replace', () => {
    const variant = { text: 'Court', mediaIds: ['m3'], thread: [], options: { title: 'Lise' } };
    expect(resolveContent({ content: CONTENT, variants: { c: variant } }, 'c')).toEqual({ ...CONTENT, ...variant });
  });

  it('is nothing where the variant says null', () => {
    const nothing = { text: null, link: null, mediaIds: null, poll: null, thread: null, firstComment: null };
    expect(resolveContent({ content: CONTENT, variants: { c: { ...nothing, options: null } } }, 'c')).toEqual({
      text: '',
      link: null,
      mediaIds: [],
      poll: null,
      thread: [],
      firstComment: null,
      options: {},
    });
  });
});
