import { isFresh, tagOf } from './conditional.js';

const MODIFIED = new Date('2026-11-23T08:00:00.700Z');
const TAG = tagOf('body');

describe('conditional requests', () => {
  it('tags what differs differently, in the grammar of entity tags', () => {
    expect(TAG).toMatch(/^"[\x21\x23-\x7e]+"$/);
    expect(tagOf('body')).toBe(TAG);
    expect(tagOf('body ')).not.toBe(TAG);
  });

  it.each([
    ['nothing', {}, false],
    ['the tag', { ifNoneMatch: TAG }, true],
    ['the tag, weakened by a proxy, among others', { ifNoneMatch: `"x", W/${TAG}` }, true],
    ['any', { ifNoneMatch: '*' }, true],
    ['another tag', { ifNoneMatch: '"x"' }, false],
    ['another tag beside a good date', { ifNoneMatch: '"x"', ifModifiedSince: 'Mon, 23 Nov 2026 09:00:00 GMT' }, false],
    ['the date it was given', { ifModifiedSince: MODIFIED.toUTCString() }, true],
    ['a later date', { ifModifiedSince: 'Mon, 23 Nov 2026 08:00:01 GMT' }, true],
    ['an earlier date', { ifModifiedSince: 'Mon, 23 Nov 2026 07:59:59 GMT' }, false],
    ['nonsense', { ifModifiedSince: 'yesterday' }, false],
  ])('with %s', (_name, preconditions, fresh) => {
    expect(isFresh(preconditions, TAG, MODIFIED)).toBe(fresh);
  });
});
