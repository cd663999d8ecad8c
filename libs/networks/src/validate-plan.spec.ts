import type { CountingUnit } from '#counting';
import { ERRORS } from '#kernel';
import { samplePlan } from '../testing/sample-plan.js';
import type { Capabilities, PlannedMedia, PublishPlan } from './contract.js';
import { validatePlan } from './validate-plan.js';

const roomy: Capabilities = {
  text: { max: 300, unit: 'graphemes', enforced: true },
  media: { maxImages: 2, maxVideos: 1, mimeTypes: ['image/jpeg', 'video/mp4'], altText: true },
  poll: { maxOptions: 3, maxOptionLength: 10 },
  link: true,
  thread: true,
  firstComment: true,
};
const bare: Capabilities = { ...roomy, poll: null, link: false, thread: false, firstComment: false };
const text = (max: number | null, unit: CountingUnit, enforced = true): Capabilities => ({
  ...roomy,
  text: { max, unit, enforced },
});
const image = { mediaId: 'm', url: 'https://x/', mimeType: 'image/jpeg', bytes: 1, width: 1, height: 1, altText: null };
const media = (...mimeTypes: string[]) => mimeTypes.map((mimeType) => ({ ...image, mimeType }));
const moving = (changes: Partial<PlannedMedia>) => ({
  ...image,
  mimeType: 'image/gif',
  bytes: 100,
  animated: true,
  ...changes,
});
const sized = (width: number | null = null, height: number | null = null) => ({ ...image, width, height });
const tight: Capabilities = {
  ...roomy,
  media: {
    ...roomy.media,
    maxImages: 9,
    mimeTypes: ['image/jpeg', 'image/gif'],
    image: { maxBytes: 100, minAspect: 0.5, maxAspect: 2 },
  },
};
const poll = (...options: string[]) => ({ question: 'Which?', options, duration: 'P1D' });

describe('validatePlan', () => {
  it('finds nothing wrong with a plan that fits', () => {
    expect(validatePlan(samplePlan({ poll: poll('a', 'b') }), roomy, 'Net')).toEqual([]);
  });

  const table: [string, Partial<PublishPlan>, Capabilities, object[]][] = [
    [
      'nothing at all',
      { text: ' \n', link: null, media: [] },
      roomy,
      [{ path: '/text', code: 'network.content_empty' }],
    ],
    ['only a poll', { text: '', link: null, media: [], poll: poll('a', 'b') }, roomy, []],
    ['only a picture', { text: '', link: null }, roomy, []],
    [
      'a blank part of a thread',
      { thread: [{ text: 'x' }, { text: ' ' }] },
      roomy,
      [{ path: '/thread/1/text', code: 'network.content_empty' }],
    ],
    [
      'a long text, thread and comment',
      { text: 'abcd', thread: [{ text: 'ab' }, { text: 'abcde' }], firstComment: 'abcdef' },
      text(3, 'graphemes'),
      [
        {
          level: 'error',
          path: '/text',
          code: 'network.text_too_long',
          params: { network: 'Net', max: 3, unit: 'graphemes', used: 4 },
        },
        { level: 'error', path: '/thread/1/text', params: { network: 'Net', max: 3, unit: 'graphemes', used: 5 } },
        { level: 'error', path: '/firstComment', params: { network: 'Net', max: 3, unit: 'graphemes', used: 6 } },
      ],
    ],
    [
      'a text that is long in bytes alone',
      { text: 'éé' },
      text(3, 'utf8_bytes'),
      [{ params: { network: 'Net', max: 3, unit: 'utf8_bytes', used: 4 } }],
    ],
    ['a text that is short in graphemes alone', { text: '👩‍🍳👩‍🍳👩‍🍳' }, text(3, 'graphemes'), []],
    [
      'a text over a limit that is only hearsay',
      { text: 'abcd' },
      text(3, 'utf16_units', false),
      [{ level: 'warn', code: 'network.text_too_long' }],
    ],
    ['links that count 23 each', { text: `https://example.com/${'a'.repeat(80)} ici` }, text(27, 'x_weighted'), []],
    [
      'a text that is longer than its characters',
      { text: '漢字漢字' },
      text(7, 'x_weighted'),
      [{ params: { network: 'Net', max: 7, unit: 'x_weighted', used: 8 } }],
    ],
    [
      'a link that counts what the server of the account says',
      { text: 'https://example.com' },
      { ...roomy, text: { max: 200, unit: 'mastodon', enforced: true, linkLength: 256 } },
      [{ params: { network: 'Net', max: 200, unit: 'mastodon', used: 256 } }],
    ],
    ['a text without a known limit', { text: 'x'.repeat(100_000) }, text(null, 'graphemes', false), []],
    [
      'too many pictures and videos',
      { media: media('image/jpeg', 'image/jpeg', 'image/jpeg', 'video/mp4', 'video/mp4') },
      roomy,
      [
        { path: '/media', code: 'network.media_too_many', params: { network: 'Net', max: 2, used: 3, kind: 'image' } },
        { path: '/media', code: 'network.media_too_many', params: { network: 'Net', max: 1, used: 2, kind: 'video' } },
      ],
    ],
    [
      'a type it does not take',
      { media: media('image/jpeg', 'image/tiff') },
      roomy,
      [{ path: '/media/1', code: 'network.media_type_refused', params: { network: 'Net', mimeType: 'image/tiff' } }],
    ],
    [
      'any type where all are taken',
      { media: media('application/pdf') },
      { ...roomy, media: { ...roomy.media, mimeTypes: ['*/*'] } },
      [],
    ],
    [
      'images that move, and are not made smaller or into another type',
      {
        media: [
          moving({ mimeType: 'image/webp' }),
          moving({ bytes: 101 }),
          moving({ animated: false, durationMs: 80 }),
        ],
      },
      tight,
      [
        { path: '/media/0', code: 'network.media_type_refused', params: { mimeType: 'image/webp' } },
        {
          level: 'error',
          path: '/media/1',
          code: 'network.animation_too_large',
          params: { network: 'Net', max: 100, used: 101 },
        },
      ],
    ],
    [
      'one that moves by the word of a version of before',
      { media: [moving({ animated: undefined, durationMs: 80, bytes: 101 })] },
      tight,
      [{ path: '/media/0', code: 'network.animation_too_large' }],
    ],
    [
      'what fits, and images that stand still',
      {
        media: [moving({}), moving({ animated: false, bytes: 101 }), { ...image, mimeType: 'image/webp', bytes: 101 }],
      },
      tight,
      [],
    ],
    [
      'images that are too wide or too tall to be cut',
      {
        media: [
          [201, 100],
          [200, 100],
          [49, 100],
          [50, 100],
          [null, 100],
        ].map(([width, height]) => sized(width, height)),
      },
      tight,
      [
        {
          level: 'error',
          path: '/media/0',
          code: 'network.media_aspect',
          params: { network: 'Net', min: 0.5, max: 2, used: 2.01 },
        },
        { path: '/media/2', code: 'network.media_aspect', params: { used: 0.49 } },
      ],
    ],
    [
      'a poll where there are none',
      { link: null, poll: poll('a', 'b') },
      bare,
      [{ path: '/poll', code: 'network.poll_refused' }],
    ],
    ['a poll with one option', { poll: poll('a') }, roomy, [{ path: '/poll/options', code: 'network.poll_refused' }]],
    [
      'a poll with four options',
      { poll: poll('a', 'b', 'c', 'd') },
      roomy,
      [{ path: '/poll/options', params: { network: 'Net', max: 3 } }],
    ],
    [
      'a poll with a long and a blank option',
      { poll: poll('a', 'x'.repeat(11), ' ') },
      roomy,
      [{ path: '/poll/options/1', params: { network: 'Net', max: 10, used: 11 } }, { path: '/poll/options/2' }],
    ],
    [
      'thread, first comment and link where there are none',
      { thread: [{ text: 'x' }], firstComment: 'y' },
      bare,
      [
        { path: '/thread', code: 'network.thread_refused' },
        { path: '/firstComment', code: 'network.first_comment_refused' },
        { path: '/link', code: 'network.link_refused' },
      ],
    ],
  ];

  it.each(table)('%s', (_name, changes, capabilities, expected) => {
    const issues = validatePlan(samplePlan(changes), capabilities, 'Net');
    expect(issues).toMatchObject(expected);
    for (const { code } of issues) expect(Object.keys(ERRORS)).toContain(code);
  });
});
