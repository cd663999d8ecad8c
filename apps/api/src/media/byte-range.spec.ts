import { askedRange } from './byte-range.js';

describe('askedRange', () => {
  it.each([
    [undefined, 'whole'],
    ['bytes=0-5', [0, 6]],
    ['bytes=3-', [3, 14]],
    ['bytes=-4', [10, 14]],
    ['bytes=-400', [0, 14]],
    ['bytes=10-99', [10, 14]],
    ['bytes=13-13', [13, 14]],
    ['bytes=14-', 'beyond'],
    ['bytes=-0', 'beyond'],
    ['bytes=99-100', 'beyond'],
    ['bytes=5-3', 'whole'],
    ['bytes=-', 'whole'],
    ['bytes=a-b', 'whole'],
    ['bytes=0-1,3-4', 'whole'],
    ['lines=0-1', 'whole'],
  ])('reads %s of 14 bytes as %j', (header, expected) => {
    const asked = askedRange(header, 14, true);
    expect(asked.kind === 'part' ? [asked.start, asked.end] : asked.kind).toEqual(expected);
  });

  it('gives all when the part was asked of other bytes', () => {
    expect(askedRange('bytes=0-5', 14, false)).toEqual({ kind: 'whole' });
  });
});
