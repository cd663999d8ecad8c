import fc from 'fast-check';
import { samplePlan } from '../../../testing/sample-plan.js';
import { htmlText, lettersOf } from '../../shaping/html-text.js';
import { bodyHtml, draftOf, readWire, renderGhostPost, slugOf, validateGhostPlan } from './format.js';
import { manifest } from './manifest.js';

type Changes = Parameters<typeof samplePlan>[0];
const image = (number: number, altText: string | null) => ({
  ...samplePlan().media[0]!,
  mediaId: `image-${number}`,
  altText,
});
const wireOf = (changes: Changes = {}) =>
  readWire(renderGhostPost(samplePlan({ link: null, media: [], labels: [], ...changes })).units[0]!.wire);

describe('the slug of a post', () => {
  const KEY = '018f3b1e-7c5a-7d3e-9a41-5b1f0e6c2d10.0';

  it.each([
    ['L’Été des croissants — 27 couches !', /^lete-des-croissants-27-couches-[0-9a-f]{10}$/],
    ['日本', /^post-[0-9a-f]{10}$/],
    ['', /^post-[0-9a-f]{10}$/],
    [`${'a'.repeat(79)} b`, /^a{79}-[0-9a-f]{10}$/],
  ])('of %j', (title, expected) => {
    expect(slugOf(title, KEY)).toMatch(expected);
  });

  it('is the same for the same unit, and another’s for another', () => {
    expect(slugOf('Pain', KEY)).toBe(slugOf('Pain', KEY));
    expect(slugOf('Pain', KEY)).not.toBe(slugOf('Pain', `${KEY}1`));
  });

  it('is made of what Ghost leaves as it is, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (title) => {
        const slug = slugOf(title, KEY);
        return /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug) && slug.length <= 185;
      }),
    );
  });
});

describe('the HTML of a post', () => {
  it.each([
    [{ text: 'Un\nDeux\n\n \nTrois' }, '<p>Un<br>Deux</p><p>Trois</p>'],
    [{ text: '<b>&"' }, '<p>&#60;b&#62;&#38;&#34;</p>'],
    [
      { text: 'Voir https://a.example/?x=1&y=2.' },
      '<p>Voir <a href="https://a.example/?x=1&#38;y=2">https://a.example/?x=1&#38;y=2</a>.</p>',
    ],
    [
      { text: 'Voir', link: 'https://a.example/' },
      '<p>Voir</p><p><a href="https://a.example/">https://a.example/</a></p>',
    ],
    [
      { text: 'https://a.example/ !', link: 'https://a.example/' },
      '<p><a href="https://a.example/">https://a.example/</a> !</p>',
    ],
    [{ text: ' ' }, ''],
  ])('of %j', (changes, html) => {
    expect(bodyHtml(wireOf(changes), [])).toBe(html);
  });

  it('shows all images but the first, which leads the post', () => {
    const wire = wireOf({ text: '', media: [image(1, ' Un '), image(2, 'Deux "2"'), image(3, null)] });
    expect(bodyHtml(wire, ['u1', 'u2', 'u3'])).toBe(
      '<figure class="kg-card kg-image-card"><img src="u2" class="kg-image" alt="Deux &#34;2&#34;"></figure>' +
        '<figure class="kg-card kg-image-card"><img src="u3" class="kg-image" alt=""></figure>',
    );
    expect(draftOf(wire, 's', ['u1', 'u2', 'u3'])).toMatchObject({ feature_image: 'u1', feature_image_alt: 'Un' });
  });

  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constantFrom(' https://a.example/b?c=d&e=%20 ', '\n\n', '\n', '<script>', '&lt;', "'", '">', '#tag @lise'),
  );

  it('says what was written and holds no markup but ours', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const written = pieces.join('');
        const html = bodyHtml(wireOf({ text: written }), []);
        const markup = html.match(/<[^>]*>/g) ?? [];
        const ours = markup.every((tag) => /^<(?:\/?p|br|\/a|a href="https?:[^"<>]*")>$/.test(tag));
        return ours && htmlText(html).replace(/\s+/g, '') === written.replace(/\s+/g, '');
      }),
    );
  });
});

describe('the draft', () => {
  it('carries what was chosen', () => {
    const options = {
      title: ' Le pain ',
      excerpt: 'Court',
      visibility: 'members',
      featured: true,
      canonicalUrl: 'https://a.example/',
      newsletter: 'weekly',
    };
    expect(draftOf(wireOf({ labels: ['pain', 'été'], options }), 'le-pain-1', [])).toEqual({
      title: 'Le pain',
      slug: 'le-pain-1',
      status: 'draft',
      html: expect.any(String),
      tags: [{ name: 'pain' }, { name: 'été' }],
      featured: true,
      custom_excerpt: 'Court',
      visibility: 'members',
      canonical_url: 'https://a.example/',
    });
  });

  it('leaves the rest to the site', () => {
    expect(Object.keys(draftOf(wireOf(), 's', []))).toEqual(['title', 'slug', 'status', 'html', 'tags', 'featured']);
    expect(lettersOf(String(draftOf(wireOf(), 's', [])['title']))).toBe('mondaysdemo');
  });

  it('is of a version that is known', () => {
    expect(() => readWire({ version: 2 })).toThrow('unknown ghost payload version: 2');
  });
});

describe('what stands in the way of a post', () => {
  it.each([
    ['nothing', {}, []],
    ['no title', { title: ' ' }, [['error', '/title', 'network.title_required']]],
    ['a title of the options', { title: null, options: { title: 'Pain' } }, []],
    ['a long title', { title: 'x'.repeat(256) }, [['error', '/title', 'network.title_too_long']]],
    [
      'a long title of the options',
      { options: { title: 'x'.repeat(256) } },
      [['error', '/options/title', 'network.title_too_long']],
    ],
    [
      'a long alternative text of the first image',
      { media: [image(1, 'x'.repeat(192))] },
      [['error', '/media/0/altText', 'network.alt_text_too_long']],
    ],
    ['none of the second', { media: [image(1, 'x'), image(2, 'x'.repeat(900))] }, []],
    [
      'a long excerpt',
      { options: { excerpt: 'x'.repeat(301) } },
      [['error', '/options/excerpt', 'network.option_unfit']],
    ],
    ['a label that begins with a comma', { labels: ['a', ',b'] }, [['error', '/labels/1', 'network.option_unfit']]],
    [
      'readers of no newsletter',
      { options: { newsletterAudience: 'paid' } },
      [['warn', '/options/newsletterAudience', 'network.option_unfit']],
    ],
    [
      'a video',
      { media: [{ ...image(1, null), mimeType: 'video/mp4' }] },
      [
        ['error', '/media', 'network.media_too_many'],
        ['error', '/media/0', 'network.media_type_refused'],
      ],
    ],
  ] as [string, Changes, string[][]][])('%s', (_name, changes, expected) => {
    const issues = validateGhostPlan(samplePlan(changes), manifest.capabilities);
    expect(issues.map(({ level, path, code }) => [level, path, code])).toEqual(expected);
  });
});
