import fc from 'fast-check';
import { statusHtml } from '../../../testing/simulator/mastodon-html.js';
import type { StatusWire } from './format.js';
import { canonical, differencesOf, isSameText, likeness, remoteOf } from './status.js';

const WIRE: StatusWire = {
  version: 1,
  text: 'Bonjour',
  media: [],
  poll: null,
  contentWarning: null,
  visibility: null,
  sensitive: null,
  language: null,
  quotePolicy: null,
};
const STATUS = {
  id: '1',
  content: '<p>Bonjour</p>',
  in_reply_to_id: null,
  spoiler_text: '',
  media_attachments: [],
  poll: null,
};

describe('the text of a status on a server', () => {
  it.each([
    [
      'Mastodon',
      'Lire https://example.org/recipes?id=1&lang=fr.',
      '<p>Lire <a href="https://example.org/recipes?id=1&amp;lang=fr" target="_blank" rel="nofollow noopener" translate="no"><span class="invisible">https://</span><span class="ellipsis">example.org/recipes?id=1&amp;la</span><span class="invisible">ng=fr</span></a>.</p>',
    ],
    [
      'a mention',
      'Merci @lise@pain.example !',
      '<p>Merci <span class="h-card" translate="no"><a href="https://pain.example/@lise" class="u-url mention">@<span>lise</span></a></span> !</p>',
    ],
    [
      'a hashtag',
      '#Été au four',
      '<p><a href="https://m.example/tags/%C3%A9t%C3%A9" class="mention hashtag" rel="tag">#<span>Été</span></a> au four</p>',
    ],
    ['snac, which reads Markdown and smileys', '**Bonjour** :-)', '<p><b>Bonjour</b> 🙂</p>'],
    [
      'snac, which shows a link without its scheme',
      'https://a.example/x',
      '<p><a href="https://a.example/x" target="_blank">a.example/x</a></p>',
    ],
    [
      'a link that is shown short',
      'Ici : https://a.example/long/path',
      '<p>Ici : <a href="https://a.example/long/path">a.example/lo…</a></p>',
    ],
    ['lines and paragraphs', 'Un\nDeux\n\nTrois', '<p>Un<br />Deux</p><p>Trois</p>'],
    ['signs', 'a < b && c > "d"', '<p>a &lt; b &amp;&amp; c &gt; &quot;d&quot;</p>'],
    [
      'Hollo, which counts for itself',
      'Liste :\n1. Pain\n2. Beurre',
      '<p>Liste :</p><ol><li>Pain</li><li>Beurre</li></ol>',
    ],
    ['emoji alone', '🥐🥐', '<p>🥐🥐</p>'],
    ['letters in another form', 'e\u0301te\u0301', '<p>été</p>'],
  ])('is ours: %s', (_name, written, html) => {
    expect(isSameText(html, written)).toBe(true);
  });

  it.each([
    ['cut', 'Bonjour à tous', '<p>Bonjour à</p>'],
    ['longer', 'Bonjour', '<p>Bonjour à tous</p>'],
    ['to another page', 'https://a.example/1', '<p><a href="https://a.example/2">a.example/2</a></p>'],
    ['other emoji', '🥐', '<p>🥖</p>'],
    ['nothing', 'Bonjour', ''],
  ])('is not ours: %s', (_name, written, html) => {
    expect(isSameText(html, written)).toBe(false);
  });

  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constantFrom(
      ' https://example.org/a_b?c=d&e=f#g',
      ' @lise@pain.example ',
      ' #Été ',
      '\n\n',
      '\n',
      '&amp;',
      '<b>',
      '—',
      '👩‍🍳',
    ),
  );
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

  it('is ours whatever we wrote', () => {
    fc.assert(fc.property(text, (written) => isSameText(statusHtml(written), written)));
  });

  it('is not ours with a word more', () => {
    fc.assert(fc.property(text, (written) => !isSameText(statusHtml(`${written} encore`), written)));
  });

  it('has a canonical form that is its own', () => {
    fc.assert(fc.property(text, (written) => canonical(canonical(written)) === canonical(written)));
  });
});

describe('a status that may be ours', () => {
  const media = [{ id: '9', description: 'Un four' }];
  it.each([
    ['the same', STATUS, WIRE, null, 'same'],
    ['another text', { ...STATUS, content: '<p>Bonsoir</p>' }, WIRE, null, 'other'],
    ['an answer to something', { ...STATUS, in_reply_to_id: '7' }, WIRE, null, 'other'],
    ['an answer to the same', { ...STATUS, in_reply_to_id: '7' }, WIRE, '7', 'same'],
    ['with an image more', { ...STATUS, media_attachments: media }, WIRE, null, 'similar'],
    ['a boost', { ...STATUS, reblog: STATUS }, WIRE, null, 'other'],
    [
      'a warning alone',
      { ...STATUS, content: '<p>Gluten</p>' },
      { ...WIRE, text: '', contentWarning: 'Gluten' },
      null,
      'same',
    ],
    ['no status', 'x', WIRE, null, 'other'],
  ])('%s', (_name, status, wire, replyTo, expected) => {
    expect(likeness(status, wire, replyTo, false)).toBe(expected);
  });
});

describe('a status on a server that may alter texts', () => {
  const wire = { ...WIRE, text: 'Voir [la recette](https://a.example/pain) des croissants' };
  it.each([
    ['a text that was cut', '<p>Voir la recette pain des</p>', 'similar'],
    ['a link in Markdown', '<p>Voir <a href="https://a.example/pain">la recette</a> des croissants</p>', 'similar'],
    ['something else', '<p>Voir la boutique</p>', 'other'],
    ['nothing', '', 'other'],
  ])('%s', (_name, content, expected) => {
    expect(likeness({ ...STATUS, content }, wire, null, true)).toBe(expected);
    expect(likeness({ ...STATUS, content }, wire, null, false)).toBe('other');
  });

  it('has no words in common with a post without any', () => {
    expect(likeness(STATUS, { ...WIRE, text: '🥐' }, null, true)).toBe('other');
  });
});

describe('what readers do not see', () => {
  const poll = { options: ['Beurre', 'Confiture'], expiresIn: 300, multiple: false, hideTotals: false };
  const asked = { ...WIRE, media: [{ mediaId: 'm', altText: 'Un four', isVideo: false }] };
  const media = (description: string | null) => ({ ...STATUS, media_attachments: [{ id: '9', description }] });

  it.each([
    ['nothing', STATUS, WIRE, []],
    ['a text that was cut', { ...STATUS, content: '<p>Bon</p>' }, WIRE, ['text']],
    ['media', STATUS, asked, ['media']],
    ['an alternative text', media(null), asked, ['alt_text']],
    ['no difference in alternative texts', media(' Un four '), asked, []],
    ['a poll', STATUS, { ...WIRE, poll }, ['poll']],
    [
      'a poll as asked',
      { ...STATUS, poll: { options: [{ title: 'Beurre' }, { title: 'Confiture' }] } },
      { ...WIRE, poll },
      [],
    ],
    ['an option', { ...STATUS, poll: { options: [{ title: 'Beurre' }] } }, { ...WIRE, poll }, ['poll']],
    ['a place in a thread', STATUS, WIRE, ['reply'], '7'],
    ['a warning', STATUS, { ...WIRE, contentWarning: 'Gluten' }, ['content_warning']],
    ['a limited account', { ...STATUS, visibility: 'unlisted' }, { ...WIRE, visibility: 'public' }, ['visibility']],
  ])('%s', (_name, status, wire, expected, replyTo: string | null = null) => {
    expect(differencesOf(status, wire, replyTo)).toEqual(expected);
  });
});

it.each([
  [
    { id: '1', url: 'https://m.example/@a/1' },
    { id: '1', url: 'https://m.example/@a/1' },
  ],
  [
    { id: '1', url: 'javascript:alert(1)' },
    { id: '1', url: null },
  ],
  [
    { id: '1', url: null },
    { id: '1', url: null },
  ],
  [{ url: 'https://m.example/' }, null],
])('%j is found at %j', (status, remote) => {
  expect(remoteOf(status)).toEqual(remote);
});
