import { canonical, type ListedPost, matching } from './match.js';

const sought = { text: 'Bonjour\n\nle monde', media: 1, parentId: null, createdAt: '2026-11-24T08:00:00.000Z' };
const post: ListedPost = {
  id: '1',
  url: null,
  text: sought.text,
  time: Date.parse('2026-11-24T08:00:07Z'),
  media: 1,
  parentId: null,
};

describe('which of their posts can be ours', () => {
  it.each<[string, Partial<ListedPost>, boolean]>([
    ['the same', {}, true],
    ['white space and composition aside', { text: ' Bonjour \r\n\r\n\n\nle monde\n' }, true],
    ['their clock a minute behind', { time: Date.parse('2026-11-24T07:59:00Z') }, true],
    ['from before we began', { time: Date.parse('2026-11-24T07:50:00Z') }, false],
    ['without a time', { time: NaN }, false],
    ['with another text', { text: 'Bonjour le monde' }, false],
    ['with more media', { media: 2 }, false],
    ['as a reply', { parentId: '9' }, false],
  ])('%s', (_name, changes, expected) => {
    expect(matching([{ ...post, ...changes }], sought)).toHaveLength(expected ? 1 : 0);
  });

  it('has one form for a text, however accents are composed', () => {
    expect(canonical('cafe\u0301')).toBe(canonical('caf\u00e9'));
  });
});
