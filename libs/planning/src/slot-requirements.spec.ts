import type { PostSnapshot, SnapshotMedia } from '#posts';
import type { SlotRequirements } from '#slots';
import { unmetRequirements } from './slot-requirements.js';

const medium = (mediaId: string, mimeType: string): SnapshotMedia => ({
  mediaId,
  mimeType,
  url: `https://example.org/media/${mediaId}`,
  bytes: 10,
  width: null,
  height: null,
  altText: null,
  checksum: 'ab',
});
const media = {
  clip: medium('clip', 'video/mp4'),
  photo: medium('photo', 'image/jpeg'),
  leaflet: medium('leaflet', 'application/pdf'),
};
const NO_POLL = { text: '', link: null, mediaIds: [], poll: null, thread: [], firstComment: null };
const poll = { question: 'Laquelle ?', options: ['A', 'B'], duration: 'P1D' };

const snapshot = (
  content: Partial<PostSnapshot['content']>,
  variants: PostSnapshot['variants'] = {},
): PostSnapshot => ({
  title: null,
  content: { ...NO_POLL, ...content },
  variants,
  channelIds: ['one', 'two'],
  media,
  format: 'video',
  purpose: { objective: null, stage: null, pillar: null, audience: null },
  language: 'fr',
  sponsored: false,
  labels: [],
  occurrenceId: null,
  scheduledAt: null,
});
const unmet = (requires: Partial<SlotRequirements>, post: PostSnapshot) =>
  unmetRequirements({ media: [], poll: false, link: false, ...requires }, post).map(
    ({ requirement, pointer }) => `${requirement} ${pointer}`,
  );

describe('what a post lacks for its slot', () => {
  it('is nothing where nothing is asked for', () => {
    expect(unmet({}, snapshot({}))).toEqual([]);
  });

  it('names everything, each with the field that would bring it', () => {
    expect(unmet({ media: ['video', 'image'], poll: true, link: true }, snapshot({ text: 'Bonjour' }))).toEqual([
      'image /content/mediaIds',
      'video /content/mediaIds',
      'poll /content/poll',
      'link /content/link',
    ]);
  });

  it.each<[string, Partial<SlotRequirements>, Partial<PostSnapshot['content']>, string[]]>([
    ['a video', { media: ['video'] }, { mediaIds: ['clip'] }, []],
    ['an image where a video is asked for', { media: ['video'] }, { mediaIds: ['photo'] }, ['video /content/mediaIds']],
    [
      'a document where an image is asked for',
      { media: ['image'] },
      { mediaIds: ['leaflet'] },
      ['image /content/mediaIds'],
    ],
    ['one of two kinds', { media: ['image', 'video'] }, { mediaIds: ['clip'] }, ['image /content/mediaIds']],
    ['both kinds', { media: ['image', 'video'] }, { mediaIds: ['clip', 'photo'] }, []],
    ['a poll', { poll: true }, { poll }, []],
    ['a link of its own', { link: true }, { link: 'https://example.org' }, []],
    ['a link in the text', { link: true }, { text: 'À lire : https://example.org/pain' }, []],
    ['no link but its scheme', { link: true }, { text: 'https:// seul' }, ['link /content/link']],
  ])('goes by what the post brings: %s', (_, requires, content, expected) => {
    expect(unmet(requires, snapshot(content))).toEqual(expected);
  });

  it('lets one channel go without, but not all', () => {
    const content = { poll, mediaIds: ['clip'] };
    const requires: Partial<SlotRequirements> = { poll: true, media: ['video'] };
    expect(unmet(requires, snapshot(content, { one: { poll: null, mediaIds: ['photo'] } }))).toEqual([]);
    const stripped = { poll: null, mediaIds: ['photo'] };
    expect(unmet(requires, snapshot(content, { one: stripped, two: stripped }))).toEqual([
      'video /content/mediaIds',
      'poll /content/poll',
    ]);
  });

  it('takes what only a variant brings', () => {
    expect(unmet({ media: ['video'] }, snapshot({}, { two: { mediaIds: ['clip'] } }))).toEqual([]);
  });
});
