import { samplePlan } from '../../../testing/sample-plan.js';
import { formBody, jsonBody, postText, readWire, renderMastodonPost, validateMastodonPlan } from './format.js';
import { manifest } from './manifest.js';

const { capabilities } = manifest;
const POLL = { question: 'Beurre ou confiture ?', options: ['Beurre', 'Confiture'], duration: 'P1D' };
const bare = (changes: Parameters<typeof samplePlan>[0] = {}) =>
  samplePlan({ text: 'Bonjour', link: null, media: [], labels: [], language: null, ...changes });
const wireOf = (changes: Parameters<typeof samplePlan>[0]) =>
  readWire(renderMastodonPost(bare(changes)).units[0]!.wire);

describe('the text of a status', () => {
  it.each([
    [{ text: 'Bonjour' }, 'Bonjour'],
    [{ text: 'Bonjour\n', link: 'https://a.example/' }, 'Bonjour\n\nhttps://a.example/'],
    [{ text: 'Voir https://a.example/ !', link: 'https://a.example/' }, 'Voir https://a.example/ !'],
    [{ text: '', link: 'https://a.example/' }, 'https://a.example/'],
    [{ text: 'Votez', poll: POLL }, 'Votez\n\nBeurre ou confiture ?'],
    [{ text: 'Beurre ou confiture ?', poll: POLL }, 'Beurre ou confiture ?'],
    [{ text: ' ', poll: POLL, link: 'https://a.example/' }, 'Beurre ou confiture ?\n\nhttps://a.example/'],
    [{ text: '' }, ''],
  ])('%j', (changes, expected) => {
    expect(postText(bare(changes))).toBe(expected);
  });
});

describe('the units of a post', () => {
  it('are the post, the thread and the first comment, all under the same warning', () => {
    const options = { contentWarning: 'Gluten', visibility: 'unlisted' };
    const { units } = renderMastodonPost(
      samplePlan({ thread: [{ text: 'Deux' }], firstComment: 'Trois', options, language: 'fr' }),
    );
    expect(units.map(({ kind }) => kind)).toEqual(['post', 'thread', 'first_comment']);
    for (const { wire } of units)
      expect(wire).toMatchObject({ contentWarning: 'Gluten', visibility: 'unlisted', language: 'fr' });
    expect(units.map(({ wire }) => readWire(wire).media.length)).toEqual([1, 0, 0]);
  });

  it('are of a version that is known', () => {
    expect(() => readWire({ version: 2 })).toThrow('unknown mastodon payload version: 2');
  });
});

describe('the body of a status', () => {
  const full = {
    wire: wireOf({
      poll: POLL,
      language: 'fr',
      options: { sensitive: true, pollMultiple: true, quotePolicy: 'nobody' },
    }),
    mediaIds: ['1', '2'],
    replyTo: '77',
  };

  it('is JSON by the names of the API', () => {
    expect(JSON.parse(jsonBody(full))).toEqual({
      status: 'Bonjour\n\nBeurre ou confiture ?',
      in_reply_to_id: '77',
      sensitive: true,
      language: 'fr',
      quote_approval_policy: 'nobody',
      media_ids: ['1', '2'],
      poll: { options: ['Beurre', 'Confiture'], expires_in: 86_400, multiple: true, hide_totals: false },
    });
  });

  it('or a form that says the same', () => {
    expect([...new URLSearchParams(formBody(full))]).toEqual([
      ['status', 'Bonjour\n\nBeurre ou confiture ?'],
      ['in_reply_to_id', '77'],
      ['sensitive', 'true'],
      ['language', 'fr'],
      ['quote_approval_policy', 'nobody'],
      ['media_ids[]', '1'],
      ['media_ids[]', '2'],
      ['poll[options][]', 'Beurre'],
      ['poll[options][]', 'Confiture'],
      ['poll[expires_in]', '86400'],
      ['poll[multiple]', 'true'],
      ['poll[hide_totals]', 'false'],
    ]);
  });

  it('says nothing of what was left to the account', () => {
    expect(JSON.parse(jsonBody({ wire: wireOf({}), mediaIds: [], replyTo: null }))).toEqual({ status: 'Bonjour' });
    expect(formBody({ wire: wireOf({ text: '' }), mediaIds: ['1'], replyTo: null })).toBe('media_ids%5B%5D=1');
  });
});

describe('what stands in the way of a post', () => {
  const codesOf = (changes: Parameters<typeof samplePlan>[0]) =>
    validateMastodonPlan(bare(changes), capabilities).map(({ level, path, code }) => [level, path, code]);
  const link = `https://example.org/${'x'.repeat(300)}`;

  it.each([
    ['nothing', { text: 'x'.repeat(500) }, []],
    ['a long text', { text: 'x'.repeat(501) }, [['error', '/text', 'network.text_too_long']]],
    ['a text that a link fits behind', { text: 'x'.repeat(475), link }, []],
    [
      'a text that a link makes too long',
      { text: 'x'.repeat(476), link },
      [['error', '/text', 'network.text_too_long']],
    ],
    [
      'a text that a question makes too long',
      { text: 'x'.repeat(490), poll: POLL },
      [['error', '/text', 'network.text_too_long']],
    ],
    [
      'a warning that counts with each text',
      { text: 'x'.repeat(495), thread: [{ text: 'x'.repeat(494) }], options: { contentWarning: 'Gluten' } },
      [['error', '/text', 'network.text_too_long']],
    ],
    ['a blank first comment', { firstComment: ' ' }, [['error', '/firstComment', 'network.content_empty']]],
    [
      'a poll that is short',
      { poll: { ...POLL, duration: 'PT1M' } },
      [['error', '/poll/duration', 'network.poll_duration']],
    ],
    [
      'a poll beside an image',
      { poll: POLL, media: samplePlan().media },
      [['error', '/poll', 'network.poll_with_media']],
    ],
    [
      'options of a poll without one',
      { options: { pollMultiple: true } },
      [['warn', '/options/pollMultiple', 'network.option_unfit']],
    ],
  ])('%s', (_name, changes, expected) => {
    expect(codesOf(changes)).toEqual(expected);
  });

  it('follows the server: its length, and what it counts for a link', () => {
    const text = { ...capabilities.text, max: 300, linkLength: 256 };
    const issues = validateMastodonPlan(bare({ text: `${'x'.repeat(50)} ${link}` }), { ...capabilities, text });
    expect(issues).toMatchObject([{ code: 'network.text_too_long', params: { max: 300, used: 307 } }]);
  });
});
