import type { TextLimit } from '../contract.js';
import { measureText } from './measure-text.js';

const LIMIT: TextLimit = {
  max: 10,
  unit: 'graphemes',
  enforced: true,
  also: { max: 30, unit: 'utf8_bytes' },
  withMedia: 4,
};

describe('the length of a text', () => {
  it('is told by each limit, and fits when all of them hold', () => {
    expect(measureText('👩‍🍳👩‍🍳', LIMIT)).toEqual({
      ...{ used: 2, max: 10, unit: 'graphemes', fits: true },
      also: { used: 22, max: 30, unit: 'utf8_bytes', fits: true },
    });
    expect(measureText('👩‍🍳👩‍🍳👩‍🍳', LIMIT)).toMatchObject({ used: 3, fits: false, also: { used: 33, fits: false } });
  });

  it('has less to fill beside media', () => {
    expect(measureText('abcde', LIMIT)).toMatchObject({ max: 10, fits: true });
    expect(measureText('abcde', LIMIT, true)).toMatchObject({ max: 4, fits: false });
  });

  it('fits where no limit is known, and counts links as the account’s server does', () => {
    const unknown: TextLimit = { max: null, unit: 'utf16_units', enforced: false };
    expect(measureText('a'.repeat(9_000), unknown)).toEqual({
      used: 9_000,
      max: null,
      unit: 'utf16_units',
      fits: true,
    });
    const server: TextLimit = { max: 40, unit: 'mastodon', enforced: true, linkLength: 30 };
    expect(measureText('https://a.fr/pain', server).used).toBe(30);
  });
});
