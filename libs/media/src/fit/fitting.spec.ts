import fc from 'fast-check';
import { ANY_TYPE } from '#networks';
import type { MediaFit } from '#networks';
import { type FitFacts, fitting, renderedType } from './fitting.js';

const PHOTO: FitFacts = { mimeType: 'image/jpeg', bytes: 900_000, width: 4000, height: 3000, animated: false };
const FILM: FitFacts = { mimeType: 'video/mp4', bytes: 900_000, width: 1920, height: 1080, animated: false };
const ANY: MediaFit = { mimeTypes: [ANY_TYPE] };
const WEB: MediaFit = { mimeTypes: ['image/jpeg', 'image/png', 'video/mp4'], maxBytes: 1_000_000 };

const told = (facts: Partial<FitFacts>, fit: Partial<MediaFit>, of = PHOTO, base = WEB) => {
  const answer = fitting({ ...of, ...facts }, { ...base, ...fit });
  if (answer.kind === 'cannot_fit') return answer.obstacle;
  return answer.kind === 'render' ? [answer.width, answer.height] : 'original';
};

describe('fitting', () => {
  it.each<[string, Partial<FitFacts>, Partial<MediaFit>, unknown]>([
    ['what fits', {}, {}, 'original'],
    [
      'what is exactly at the limit',
      { bytes: 1_000_000 },
      { maxWidth: 4000, maxHeight: 3000, maxPixels: 12_000_000 },
      'original',
    ],
    ['one byte too many', { bytes: 1_000_001 }, {}, [4000, 3000]],
    ['a type that is not taken', { mimeType: 'image/avif' }, {}, [4000, 3000]],
    ['too wide', {}, { maxWidth: 2000 }, [2000, 1500]],
    ['too high', {}, { maxHeight: 1000 }, [1333, 1000]],
    ['too many pixels', {}, { maxPixels: 3_000_000 }, [2000, 1500]],
    ['all limits at once', {}, { maxWidth: 2000, maxHeight: 750, maxPixels: 3_000_000 }, [1000, 750]],
    ['a line', { width: 9000, height: 1 }, { maxWidth: 100 }, [100, 1]],
    ['too wide a shape', {}, { maxAspect: 1.3 }, 'aspect'],
    ['too high a shape', { width: 900, height: 1200 }, { minAspect: 0.8 }, 'aspect'],
    [
      'a shape at the limit but for a fraction of a pixel',
      { width: 1333, height: 1000 },
      { minAspect: 4 / 3 },
      'original',
    ],
    ['an animation that fits', { mimeType: 'image/gif', animated: true }, { mimeTypes: ['image/gif'] }, 'original'],
    ['an animation that does not', { mimeType: 'image/gif', animated: true }, {}, 'animated'],
    ['a GIF that stands still', { mimeType: 'image/gif' }, {}, [4000, 3000]],
    ['nothing to make it of', {}, { mimeTypes: ['image/gif'] }, 'type'],
    [
      'an unknown size, nothing asked of it',
      { width: null, height: null },
      { maxWidth: 100, minAspect: 1 },
      'original',
    ],
    ['an unknown size, too heavy', { width: null, height: null, bytes: 2_000_000 }, {}, 'unreadable'],
  ])('knows what to do with %s', (_name, facts, fit, expected) => {
    expect(told(facts, fit)).toEqual(expected);
  });

  it.each<[string, Partial<FitFacts>, Partial<MediaFit>, unknown]>([
    ['what fits', {}, {}, 'original'],
    ['too heavy', { bytes: 1_000_001 }, {}, 'bytes'],
    ['too large', {}, { maxWidth: 1280 }, 'dimensions'],
    ['not taken', { mimeType: 'video/webm' }, {}, 'type'],
    ['the wrong shape', {}, { maxAspect: 0.5625 }, 'aspect'],
    ['a document where anything is taken', { mimeType: 'application/pdf', width: null, height: null }, ANY, 'original'],
  ])('never changes a film or a document: %s', (_name, facts, fit, expected) => {
    expect(told(facts, fit, FILM)).toEqual(expected);
  });

  it('stays within every limit and never enlarges', () => {
    const side = fc.integer({ min: 1, max: 12_000 });
    fc.assert(
      fc.property(side, side, side, side, fc.integer({ min: 1, max: 40_000_000 }), (width, height, w, h, pixels) => {
        const fit = { ...WEB, maxBytes: 1, maxWidth: w, maxHeight: h, maxPixels: Math.max(pixels, width, height) };
        const answer = fitting({ ...PHOTO, width, height }, fit);
        if (answer.kind !== 'render') throw new Error(answer.kind);
        expect(answer.width).toBeLessThanOrEqual(Math.min(width, w));
        expect(answer.height).toBeLessThanOrEqual(Math.min(height, h));
        expect(answer.width * answer.height).toBeLessThanOrEqual(fit.maxPixels);
      }),
    );
  });
});

describe('renderedType', () => {
  const fit = (...mimeTypes: string[]): MediaFit => ({ mimeTypes });
  it.each([
    ['image/jpeg', false, fit(ANY_TYPE), 'image/jpeg'],
    ['image/webp', false, fit(ANY_TYPE), 'image/webp'],
    ['image/png', false, fit(ANY_TYPE), 'image/jpeg'],
    ['image/png', false, fit('image/png'), 'image/png'],
    ['image/png', true, fit(ANY_TYPE), 'image/png'],
    ['image/avif', true, fit(ANY_TYPE), 'image/png'],
    ['image/webp', true, fit(ANY_TYPE), 'image/webp'],
    ['image/webp', true, fit('image/jpeg', 'image/png'), 'image/png'],
    ['image/png', true, fit('image/jpeg'), 'image/jpeg'],
    ['image/gif', false, fit('image/png'), 'image/png'],
    ['image/png', true, fit('image/gif'), null],
  ])('%s, see-through %s, as %j is %s', (own, seeThrough, wanted, type) => {
    expect(renderedType(own, seeThrough, wanted)).toBe(type);
  });
});
