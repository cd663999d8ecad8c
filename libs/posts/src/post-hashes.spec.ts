import { hashesOf } from './post-hashes.js';
import { planFor, type PostSnapshot } from './post-snapshot.js';

const MEDIUM = {
  mediaId: 'm1',
  url: 'https://example.org/m1.jpg',
  mimeType: 'image/jpeg',
  bytes: 10,
  width: 1,
  height: 1,
  altText: 'Une veste',
  checksum: 'ab',
};

const SNAPSHOT: PostSnapshot = {
  title: 'Lise',
  content: { text: 'La veste Lise', link: null, mediaIds: ['m1'], poll: null, thread: [], firstComment: null },
  variants: { c2: { text: 'Lise !' } },
  channelIds: ['c1', 'c2'],
  media: { m1: MEDIUM },
  format: 'image',
  purpose: { objective: 'awareness', stage: 'aware', pillar: null, audience: null },
  language: 'fr',
  sponsored: false,
  labels: ['automne'],
  occurrenceId: 's1_20261130T0900',
  scheduledAt: null,
};

const HASHES = hashesOf(SNAPSHOT);
const changed = (change: Partial<PostSnapshot>) => hashesOf({ ...SNAPSHOT, ...change });

describe('the hashes of a post', () => {
  it('never change for the same version: approvals are bound to them', () => {
    expect(HASHES).toEqual({
      contentHash: 'v1:151653fd0fedb6f16d2b950ee05d627045344b44c644aa1e82290cfd8adbf68d',
      reviewHash: 'v1:e62faad96e6136e3e07b6fefcac66dd743841c32f083a63685e63783f0e9e3b0',
    });
  });

  it('do not depend on the order of keys or channels, or on what JSON drops', () => {
    const { content, channelIds } = SNAPSHOT;
    const { firstComment, thread, poll, mediaIds, link, text } = content;
    const reordered = { firstComment, thread, poll, mediaIds, link, text };
    expect(changed({ content: reordered, channelIds: [...channelIds].reverse() })).toEqual(HASHES);
    expect(changed({ variants: { c2: { text: 'Lise !', link: undefined } } })).toEqual(HASHES);
  });

  it('leave out title, labels, time and where the media lie', () => {
    expect(
      changed({
        title: null,
        labels: [],
        occurrenceId: 's1_20261207T0900',
        scheduledAt: '2026-11-30T08:00:00.000Z',
        media: { m1: { ...MEDIUM, url: 'https://cdn.example.org/m1.jpg' } },
      }),
    ).toEqual(HASHES);
  });

  it.each<[string, Partial<PostSnapshot>]>([
    ['a text', { content: { ...SNAPSHOT.content, text: 'Autre' } }],
    ['a variant', { variants: {} }],
    ['options', { variants: { c2: { text: 'Lise !', options: { title: 'x' } } } }],
    ['an alt text', { media: { m1: { ...MEDIUM, altText: null } } }],
    ['the bytes of a medium', { media: { m1: { ...MEDIUM, checksum: 'cd' } } }],
    ['the channels', { channelIds: ['c1'] }],
  ])('both tell %s', (_, change) => {
    expect(changed(change).contentHash).not.toBe(HASHES.contentHash);
    expect(changed(change).reviewHash).not.toBe(HASHES.reviewHash);
  });

  it.each<[string, Partial<PostSnapshot>]>([
    ['the purpose', { purpose: { ...SNAPSHOT.purpose, stage: null } }],
    ['the format', { format: null }],
    ['the language', { language: 'en' }],
    ['sponsoring', { sponsored: true }],
    ['the slot', { occurrenceId: null }],
  ])('only that of reviews tells %s', (_, change) => {
    expect(changed(change).contentHash).toBe(HASHES.contentHash);
    expect(changed(change).reviewHash).not.toBe(HASHES.reviewHash);
  });

  it('tell the text of a draft that has no channel yet', () => {
    const bare = { channelIds: [], variants: {} };
    const other = { ...bare, content: { ...SNAPSHOT.content, text: 'Autre' } };
    expect(changed(bare).contentHash).not.toBe(changed(other).contentHash);
  });
});

describe('the plan of a channel', () => {
  it('holds all that is sent, and nothing that is in no hash', () => {
    const { checksum: _, ...planned } = MEDIUM;
    expect(planFor(SNAPSHOT, 'c2')).toEqual({
      title: null,
      text: 'Lise !',
      link: null,
      media: [planned],
      poll: null,
      thread: [],
      firstComment: null,
      language: 'fr',
      labels: [],
      options: {},
    });
  });

  it('is never made of a version that lacks a medium', () => {
    expect(() => planFor({ ...SNAPSHOT, media: {} }, 'c1')).toThrow('m1');
  });
});
