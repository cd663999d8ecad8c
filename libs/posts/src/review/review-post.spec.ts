import { type Article, compileCharter, RULES } from '#charter';
import type { PostSnapshot } from '../post-snapshot.js';
import { reviewPost, type StandingWaiver } from './review-post.js';
import { subjectsOf } from './subjects-of.js';

const NOW = new Date('2026-11-30T08:00:00Z');
const CHANNELS = [
  { id: 'c1', networkId: 'mastodon' },
  { id: 'c2', networkId: 'linkedin' },
];

const SNAPSHOT: PostSnapshot = {
  title: 'Lise',
  content: { text: 'La veste Lise arrive.', link: null, mediaIds: [], poll: null, thread: [], firstComment: null },
  variants: {},
  channelIds: ['c1', 'c2'],
  media: {},
  format: null,
  purpose: { objective: 'awareness', stage: 'aware', pillar: null, audience: null },
  language: 'fr',
  sponsored: false,
  labels: [],
  occurrenceId: 's1_20261130T0900',
  scheduledAt: null,
};

const PHOTO = {
  ...{ mediaId: 'm1', url: 'https://example.org/m1.jpg', mimeType: 'image/jpeg', bytes: 10, width: 1, height: 1 },
  ...{ altText: null as string | null, checksum: 'ab' },
};

function post(content: Partial<PostSnapshot['content']>, more: Partial<PostSnapshot> = {}): PostSnapshot {
  return { ...SNAPSHOT, ...more, content: { ...SNAPSHOT.content, ...content } };
}

function charter(...articles: (Partial<Article> & { rule: string })[]) {
  return compileCharter(
    {
      voice: {
        ...{ name: 'Lise', languages: ['fr', 'en'], address: { fr: 'any', en: 'any' }, competitors: [], acronyms: [] },
        ...{ competitorHandles: [], privateChannels: null },
        contacts: { phones: [], emails: [], domains: [], addresses: [] },
      },
      articles: articles.map((article, index) => ({
        ...{ id: `A${index + 1}`, title: { en: 'a', fr: 'a' }, text: { en: 'The article.', fr: 'L’article.' } },
        ...{ options: {}, severity: 'review', scope: {} },
        ...article,
      })),
    },
    RULES,
  );
}

const review = (compiled: ReturnType<typeof charter>, snapshot: PostSnapshot, waivers: StandingWaiver[] = []) =>
  reviewPost(compiled, snapshot, CHANNELS, { charterVersion: 3, now: NOW, waivers });

const places = (compiled: ReturnType<typeof charter>, snapshot: PostSnapshot) =>
  review(compiled, snapshot).findings.map(({ field, channelIds }) => [field, channelIds]);

const SHOUT = 'VENEZ TOUS VITE.';

describe('the subjects of a post', () => {
  it('are one for channels that get the same, with both networks', () => {
    const [only, ...others] = subjectsOf(SNAPSHOT, CHANNELS);
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      role: 'body',
      subject: { text: 'La veste Lise arrive.', networks: ['mastodon', 'linkedin'], slotId: 's1', language: 'fr' },
      places: [{ field: '/content/text', channelIds: ['c1', 'c2'] }],
    });
  });

  it('are two for networks that the charter tells apart', () => {
    const networks = subjectsOf(SNAPSHOT, CHANNELS, new Set(['linkedin'])).map(({ subject }) => subject.networks);
    expect(networks).toEqual([['mastodon'], ['linkedin']]);
  });

  it('are all the texts that leave', () => {
    const snapshot = post(
      {
        ...{ mediaIds: ['m1'], thread: [{ text: 'Suite' }], firstComment: 'Merci' },
        poll: { question: 'Alors ?', options: ['Oui', 'Non'], duration: 'P1D' },
      },
      {
        media: { m1: { ...PHOTO, altText: 'Une veste bleue' } },
        variants: { c2: { options: { title: 'Un beau titre', visibility: 'public', nested: { warning: 'Du sang' } } } },
      },
    );
    expect(subjectsOf(snapshot, CHANNELS).map(({ subject: { text }, places }) => [text, places[0]!.field])).toEqual([
      ['La veste Lise arrive.', '/content/text'],
      ['Suite', '/content/thread/0/text'],
      ['Merci', '/content/firstComment'],
      ['Alors ?', '/content/poll/question'],
      ['Oui', '/content/poll/options/0'],
      ['Non', '/content/poll/options/1'],
      ['Une veste bleue', '/content/mediaIds/0'],
      ['Un beau titre', '/variants/c2/options/title'],
      ['Du sang', '/variants/c2/options/nested/warning'],
    ]);
  });

  it('are there without any channel', () => {
    expect(subjectsOf(SNAPSHOT, [])).toMatchObject([
      { subject: { networks: [] }, places: [{ field: '/content/text', channelIds: [] }] },
    ]);
  });

  it.each([
    ['offer', null, { required: true, kind: 'any' }],
    ['question', null, { required: true, kind: 'interaction' }],
    ['poll', { question: 'Q ?', options: ['a', 'b'], duration: 'P1D' }, { required: false, kind: 'interaction' }],
    ['tip', null, { required: false, kind: 'any' }],
  ])('ask for what the format %s asks for', (format, poll, invitation) => {
    expect(subjectsOf(post({ poll }, { format }), CHANNELS)[0]!.subject.invitation).toEqual(invitation);
  });
});

describe('a review', () => {
  const shouting = charter({ rule: 'tone.shouting' });

  it('names the field that each channel gets the text from', () => {
    expect(places(shouting, post({ text: SHOUT }, { variants: { c2: { text: SHOUT } } }))).toEqual([
      ['/content/text', ['c1']],
      ['/variants/c2/text', ['c2']],
    ]);
    expect(places(shouting, post({ thread: [{ text: 'Bien.' }, { text: SHOUT }] }))).toEqual([
      ['/content/thread/1/text', ['c1', 'c2']],
    ]);
  });

  it('does not spare a network because another one is spared', () => {
    const compiled = charter({ rule: 'tone.shouting', scope: { not: { networks: ['linkedin'] } } });
    expect(places(compiled, post({ text: SHOUT }))).toEqual([['/content/text', ['c1']]]);
  });

  it('says once what networks told apart have in common', () => {
    const compiled = charter(
      { rule: 'tone.shouting' },
      { rule: 'excess.hashtags', options: { max: 9, perNetwork: { linkedin: 1 } } },
    );
    expect(places(compiled, post({ text: SHOUT }))).toEqual([['/content/text', ['c1', 'c2']]]);
  });

  it('says of each network what that one does not take, of its posts alone', () => {
    const compiled = charter({ rule: 'network.text_too_long', severity: 'block' }, { rule: 'network.poll_refused' });
    const channels = [
      { id: 'c1', networkId: 'x' },
      { id: 'c2', networkId: 'linkedin' },
      { id: 'c3', networkId: 'bluesky' },
      { id: 'c4', networkId: 'pixelfed' },
    ];
    const poll = { question: 'Alors ?', options: ['Oui', 'Non'], duration: 'P1D' };
    const media = { m1: { ...PHOTO, altText: 'mot '.repeat(200) } };
    const snapshot = post({ mediaIds: ['m1'], poll, thread: [{ text: 'mot '.repeat(80) }] }, { media });
    const { findings } = reviewPost(compiled, snapshot, channels, { charterVersion: 1, now: NOW });
    expect(findings.map(({ ruleId, field, channelIds }) => [ruleId, field, channelIds])).toEqual(
      expect.arrayContaining([
        ['network.text_too_long', '/content/thread/0/text', ['c1']],
        ['network.text_too_long', '/content/thread/0/text', ['c3']],
        ['network.poll_refused', '/content/poll', ['c3']],
      ]),
    );
    expect(findings.filter(({ field }) => field === '/content/mediaIds/0')).toEqual([]);
  });

  it('points at the missing purpose, part by part, once', () => {
    const compiled = charter({ rule: 'purpose.missing', severity: 'block' });
    const without = { ...SNAPSHOT.purpose, objective: null, stage: null };
    expect(places(compiled, post({ thread: [{ text: 'Suite' }] }, { purpose: without }))).toEqual([
      ['/objective', ['c1', 'c2']],
      ['/stage', ['c1', 'c2']],
    ]);
    expect(places(compiled, post({}, { purpose: { ...without, objective: 'sales' } }))).toEqual([
      ['/stage', ['c1', 'c2']],
    ]);
  });

  it('points at the media whose description is missing', () => {
    const compiled = charter({ rule: 'a11y.alt_missing' });
    const snapshot = post({ mediaIds: ['m1'] }, { media: { m1: PHOTO }, variants: { c2: { mediaIds: ['m1'] } } });
    expect(places(compiled, snapshot)).toEqual([
      ['/content/mediaIds', ['c1']],
      ['/variants/c2/mediaIds', ['c2']],
    ]);
  });

  it('looks for the invitation in the whole thread, and for the disclosure in the post alone', () => {
    const inviting = charter({ rule: 'cta.missing' });
    const offer = { format: 'offer' };
    expect(places(inviting, post({}, offer))).toHaveLength(1);
    expect(places(inviting, post({ thread: [{ text: 'Venez l’essayer samedi !' }] }, offer))).toEqual([]);
    expect(
      places(inviting, post({}, { ...offer, variants: { c2: { firstComment: 'Venez l’essayer samedi !' } } })),
    ).toEqual([['/content/text', ['c1']]]);
    const disclosing = charter({ rule: 'disclosure.missing', severity: 'block' });
    const paid = post({ thread: [{ text: 'Publicité' }] }, { sponsored: true });
    expect(review(disclosing, paid).verdict).toBe('block');
  });

  it('is the severest of its findings, with all that tells it from another', () => {
    const compiled = charter({ rule: 'tone.shouting' }, { rule: 'purpose.missing', severity: 'block' });
    const snapshot = post({ text: SHOUT }, { purpose: { ...SNAPSHOT.purpose, objective: null } });
    expect(review(compiled, snapshot)).toMatchObject({
      verdict: 'block',
      charterVersion: 3,
      checkedAt: NOW,
      waiverIds: [],
      validUntil: null,
      axes: { warmth: { value: expect.any(Number) } },
    });
    expect(review(compiled, post({})).verdict).toBe('pass');
    expect(review(compiled, post({ text: '' })).axes).toBeNull();
  });

  describe('with waivers', () => {
    const snapshot = post({ text: SHOUT });
    const { articleId, fingerprint } = review(shouting, snapshot).findings[0]!;
    const waiver = { id: 'w1', articleId, fingerprint, expiresAt: new Date('2026-12-05T00:00:00Z') };

    it('lasts as long as the first of those it needs', () => {
      const unused = { ...waiver, id: 'w2', fingerprint: 'other', expiresAt: new Date('2026-12-01T00:00:00Z') };
      expect(review(shouting, snapshot, [unused, waiver])).toMatchObject({
        ...{ verdict: 'pass', waiverIds: ['w1'], validUntil: waiver.expiresAt },
        findings: [{ waivedBy: 'w1' }],
      });
    });

    it('counts no expired one', () => {
      expect(review(shouting, snapshot, [{ ...waiver, expiresAt: NOW }]).verdict).toBe('review');
    });

    it('survives edits elsewhere and dies with its sentence', () => {
      expect(review(shouting, post({ text: `${SHOUT} La veste est bleue.` }), [waiver]).verdict).toBe('pass');
      expect(review(shouting, post({ text: 'VENEZ TOUS DEMAIN VITE.' }), [waiver]).verdict).toBe('review');
    });

    it('lets a blocking finding pass where its article says so, and personal data never', () => {
      const open = charter({ rule: 'tone.shouting', severity: 'block', waivable: true });
      const shut = charter({ rule: 'tone.shouting', severity: 'block' });
      expect(review(open, snapshot, [waiver]).verdict).toBe('pass');
      expect(review(shut, snapshot, [waiver])).toMatchObject({ verdict: 'block', findings: [{ waivedBy: null }] });
      const personal = charter({ rule: 'private.personal_data', severity: 'review', waivable: true });
      const leak = post({ text: 'Appelez Paul au 06 12 34 56 78.' });
      const [found] = review(personal, leak).findings;
      expect(found).toMatchObject({ ruleId: 'private.personal_data', waivable: false });
      const tried = { ...waiver, articleId: found!.articleId, fingerprint: found!.fingerprint };
      expect(review(personal, leak, [tried])).toMatchObject({ verdict: 'review', waiverIds: [] });
    });
  });
});
